"""A link to what is not public yet, as somebody without an account follows it."""

import logging
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial.desk import archive, create, discard, hold, publish, restore, return_to_draft, save, submit
from editorial.models import PreviewLink, Revision, WorkingCopy
from editorial.previews.models import Lasts
from editorial.publishing import State
from jjsite.logs import LineFormatter
from people.models import Person
from tests.editorial.pages.test_preview import BANNER, dump
from tests.factories.editorial import make_image, make_picture
from tests.factories.people import make_person
from tests.factories.public import DRAFT, HIDDEN
from tests.factories.users import make_chief_editor, make_user
from tests.reading import Page

pytestmark = pytest.mark.django_db


def say(record, **fields):
    with hold(record) as held:
        save(held, held.current.with_values({(name,): value for name, value in fields.items()}))


def do(verb, record, *args):
    with hold(record) as held:
        return verb(held, *args)


def make_link(record, lasts=Lasts.WEEK) -> str:
    """The address of a new link to what is unpublished of a record."""
    with hold(record) as held:
        _, token = PreviewLink.make(held.record, held.copy, None, lasts)
    return f"/preview/{token}/"


def make_draft(**fields):
    return make_person("Krysten Ritter", **DRAFT | fields)


def make_copied():
    """A live entry with a working copy."""
    person = make_person("Krysten Ritter", description="What is public.")
    say(person, description="What is not.")
    return person


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return Page(response.content.decode()).text


@pytest.fixture
def is_nothing(client):
    """Whether an address answers just as one that never was."""

    def is_nothing(address):
        found, unknown = client.get(address), client.get("/nothing/of/the/kind/")
        assert unknown.status_code == 404
        return (found.status_code, found.content, dict(found.headers), dict(found.cookies)) == (
            unknown.status_code,
            unknown.content,
            dict(unknown.headers),
            dict(unknown.cookies),
        )

    return is_nothing


def test_a_draft_is_shown_as_it_would_be(client):
    person = make_draft(description="What is not.")
    address = make_link(person)
    before = dump()

    response = client.get(address)

    assert BANNER in response.content.decode()
    assert "What is not." in Page(response.content.decode()).text
    assert dump() == before


def test_a_working_copy_is_shown_and_what_is_public_stays(client):
    person = make_copied()
    address = make_link(person)
    before = dump()

    assert "What is not." in text_of(client, address)
    assert dump() == before
    assert "What is public." in text_of(client, person.get_absolute_url())


def test_it_shows_what_is_saved_by_now(client):
    draft, copied = make_draft(), make_copied()
    addresses = [make_link(draft), make_link(copied)]

    for person in (draft, copied):
        say(person, description="Saved later.")
    do(submit, draft)

    for address in addresses:
        assert "Saved later." in text_of(client, address)


def test_nobody_keeps_it_or_finds_it_or_is_told_of_it(client):
    response = client.get(make_link(make_draft()))

    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert response["Referrer-Policy"] == "no-referrer"
    assert dict(response.cookies) == {}
    assert "Cookie" not in response.get("Vary", "")


def test_the_token_is_nowhere_in_the_page_nor_in_the_database(client):
    address = make_link(make_draft(picture=make_picture()))
    token = address.split("/")[2]

    assert token not in client.get(address).content.decode()
    assert token not in str(dump())


def test_one_character_makes_the_difference(client, is_nothing):
    address = make_link(make_draft())

    assert "Krysten Ritter" in text_of(client, address)
    token = address.split("/")[2]
    for place in (0, 20, 42):
        other = "A" if token[place] != "A" else "B"
        assert is_nothing(f"/preview/{token[:place]}{other}{token[place + 1 :]}/")
    for wrong in (token[:-1], token + "A", token.swapcase(), token[:-1] + "%00", "é" * 43, "A" * 43):
        assert is_nothing(f"/preview/{wrong}/")


def test_it_ends_when_its_time_is_over(client, is_nothing):
    address = make_link(make_draft(), Lasts.DAY)
    link = PreviewLink.objects.get()
    assert link.expires_at - link.at == timedelta(days=1)
    assert "Krysten Ritter" in text_of(client, address)

    PreviewLink.objects.update(expires_at=timezone.now())

    assert is_nothing(address)


def test_it_ends_when_it_is_revoked(client, is_nothing):
    address = make_link(make_draft())
    another = make_link(Person.objects.get())

    link = PreviewLink.objects.earliest("pk")
    link.revoke()

    assert is_nothing(address)
    assert "Krysten Ritter" in text_of(client, another)


def trash(held):
    held.record.delete()


def become_public(held):
    Person.objects.update(state="published", publish_at=timezone.now())


def expire(held):
    Person.objects.update(state="published", **HIDDEN["expired"]())


def say_what_is_live(held):
    save(held, held.live)


@pytest.mark.parametrize("end", [publish, archive, return_to_draft, trash, become_public, expire])
def test_it_ends_with_the_draft(client, is_nothing, end):
    person = make_draft(state=State.IN_REVIEW)
    address = make_link(person)
    assert "Krysten Ritter" in text_of(client, address)

    do(end, person)

    assert is_nothing(address)


@pytest.mark.parametrize("end", [publish, discard, archive, return_to_draft, trash, say_what_is_live])
def test_it_ends_with_the_working_copy(client, is_nothing, end):
    person = make_copied()
    address = make_link(person)
    assert "What is not." in text_of(client, address)

    do(end, person)

    assert is_nothing(address)


@pytest.mark.parametrize("end", [publish, discard, say_what_is_live])
def test_another_working_copy_is_not_shown(client, is_nothing, end):
    person = make_copied()
    address = make_link(person)

    do(end, person)
    say(person, description="Another matter.")

    assert WorkingCopy.objects.count() == 1
    assert is_nothing(address)


def test_a_draft_that_was_published_meanwhile_is_not_shown_again(client, is_nothing):
    person = make_draft()
    address = make_link(person)

    do(publish, person)
    say(person, description="A working copy.")
    assert is_nothing(address)
    do(return_to_draft, person)

    assert is_nothing(address)


def test_another_record_of_the_same_key_is_not_shown(client, is_nothing):
    person = make_draft()
    address = make_link(person)
    person.delete()

    create(make_draft(key=person.key, description="Another matter."))

    assert Revision.objects.get().action == "created"
    assert is_nothing(address)


def test_what_was_restored_is_the_same_work(client):
    person = make_draft()
    say(person, description="First.")
    say(person, description="Second.")
    address = make_link(person)

    with hold(person) as held:
        restore(held, Revision.objects.of(person)[1])

    assert "First." in text_of(client, address)


def test_what_is_scheduled_is_shown_until_its_moment(client, is_nothing):
    person = make_person("Krysten Ritter", **HIDDEN["scheduled"]())
    address = make_link(person)

    assert "Krysten Ritter" in text_of(client, address)
    Person.objects.update(publish_at=timezone.now())
    assert is_nothing(address)


def test_a_working_copy_that_was_begun_later_is_not_shown(client, is_nothing):
    person = make_person("Krysten Ritter", **HIDDEN["scheduled"]())
    address = make_link(person)

    say(person, description="Another matter.")

    assert WorkingCopy.objects.count() == 1
    assert is_nothing(address)
    assert "Another matter." in text_of(client, make_link(person))


def test_what_the_copy_names_and_is_gone_is_left_out(client):
    person = make_copied()
    picture = make_picture(credit="A. Maker")
    say(person, picture=picture.key)
    address = make_link(person)
    assert "A. Maker" in text_of(client, address)

    picture.delete()

    assert "A. Maker" not in text_of(client, address)


def test_whoever_asks_is_not_looked_at(client, is_nothing):
    client.force_login(make_chief_editor())
    session = SessionStore.get_model_class()._meta.db_table
    address = make_link(make_draft())

    for each in (address, "/preview/" + "A" * 43 + "/"):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(each)
        assert "Edit this page" not in response.content.decode()
        assert not [query["sql"] for query in queries if session in query["sql"]]


def test_a_guess_costs_one_query(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/preview/" + "A" * 43 + "/")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_it_is_there_to_be_read(client, method):
    for address in (make_link(make_draft()), "/preview/" + "A" * 43 + "/"):
        response = getattr(client, method)(address)
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_pictures_of_the_draft_are_shown_to_whoever_has_the_link_and_no_others(client):
    picture = make_picture(file=make_image("WEBP", (600, 400)))
    other = make_picture(file=make_image("WEBP", (300, 300), colour="red"))
    make_draft(picture=other)
    address = make_link(make_draft(picture=picture))

    page = client.get(address).content.decode()

    addresses = re.findall(r"/pictures/[^\s\"]+", page)
    assert len(addresses) == 7
    for each in addresses:
        response = client.get(each)
        stored = picture.file.storage.path(f"renditions/{each[10:].partition('?')[0]}")
        assert response.getvalue() == Path(stored).read_bytes()
        assert response["Cache-Control"] == "private, no-store"
        bare, _, stamp = each.partition("?")
        assert client.get(bare).status_code == 404
        assert client.get(each[:-1] + ("A" if each[-1] != "A" else "B")).status_code == 404
        assert client.get(f"{other.shown.largest.url}?{stamp}").status_code == 404
        assert client.get(f"{picture.shown.thumb.url}?{stamp}").status_code == 404
        assert client.get(f"{picture.get_original_url()}?{stamp}").status_code == 404


def test_pictures_are_shown_for_a_while(client, monkeypatch):
    address = make_link(make_draft(picture=make_picture()))
    picture = re.search(r"/pictures/[^\s\"]+", client.get(address).content.decode())[0]
    assert client.get(picture).getvalue().startswith(b"\x00\x00\x00")  # AVIF

    in_an_hour = timezone.now().timestamp() + 3700
    monkeypatch.setattr("time.time", lambda: in_an_hour)

    assert client.get(picture).status_code == 404


def is_shown(client, picture) -> bool:
    response = client.get(picture)
    return response.status_code == 200 and len(response.getvalue()) > 0


def end_by_time(link):
    PreviewLink.objects.update(expires_at=timezone.now())


def end_by_archiving(link):
    do(archive, Person.objects.get())


def end_by_deleting(link):
    Person.objects.all().delete()


def end_with_its_maker(link):
    PreviewLink.objects.update(by=make_user())


@pytest.mark.parametrize(
    "end", [PreviewLink.revoke, end_by_time, end_by_archiving, end_by_deleting, end_with_its_maker]
)
def test_pictures_end_with_the_link(client, end):
    page = client.get(make_link(make_draft(picture=make_picture()))).content.decode()
    pictures = re.findall(r"/pictures/[^\s\"]+", page)
    another = re.search(r"/pictures/[^\s\"]+", client.get(make_link(Person.objects.get())).content.decode())[0]
    assert all(is_shown(client, each) for each in [*pictures, another])

    end(PreviewLink.objects.earliest("pk"))

    assert not any(is_shown(client, each) for each in pictures)
    assert is_shown(client, another) is (end is PreviewLink.revoke)


def test_no_other_page_gives_its_pictures_to_guests(client):
    client.get(make_link(make_draft(picture=make_picture())))
    person = make_person(picture=make_picture())

    assert "guest=" not in client.get(person.get_absolute_url()).content.decode()


def test_the_log_does_not_tell_the_token(client, caplog):
    address = make_link(make_draft())
    token = address.split("/")[2]
    PreviewLink.objects.get().revoke()

    client.get(address)
    client.get(f"/preview/{token[:-1]}%20/")
    client.post(address)

    assert token in caplog.text
    assert [LineFormatter("%(message)s").format(record) for record in caplog.records] == [
        "Not Found: /preview/…/",
        "Not Found: /preview/…/",
        "Method Not Allowed (POST): /preview/…/",
    ]


def test_every_log_is_written_so():
    assert {handler["formatter"] for handler in settings.LOGGING["handlers"].values()} == {"line"}
    assert settings.LOGGING["formatters"]["line"]["()"] == "jjsite.logs.LineFormatter"
    assert all(logger.get("handlers", []) == [] for logger in settings.LOGGING["loggers"].values())
    assert logging.getLogger("django.server").handlers == []
