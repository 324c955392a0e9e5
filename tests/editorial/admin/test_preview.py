"""What a form's page would be, before anything is saved."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from editorial.desk import hold, save
from editorial.models import WorkingCopy
from people.models import Person
from tests.editorial.pages.test_preview import BANNER, dump
from tests.factories.editorial import make_picture
from tests.factories.episodes import make_credit, make_episode, make_season
from tests.factories.people import make_person
from tests.factories.sources import make_publication
from tests.factories.users import make_chief_editor, make_editor
from tests.reading import Page

from .posting import add_row, admin_url, fields_of

pytestmark = pytest.mark.django_db


def preview_url(record):
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_preview", args=[record.pk])


ADDITION = reverse("admin:people_person_preview_addition")


def look(client, record, **changes):
    """Open the form, change some of its fields, and ask for its preview; checks that nothing is left of it."""
    fields = fields_of(client.get(admin_url(record, "change"))) | changes
    before = dump()

    response = client.post(preview_url(record), fields)

    assert dump() == before
    return response


def page_of(response):
    return Page(response.content.decode())


def test_what_is_typed_is_shown_in_the_public_page_and_not_kept(desk):
    person = make_person("Krysten Ritter", description="As it was.")

    response = look(desk, person, description="As it may be.", title="K. Ritter")

    assert response.status_code == 200
    assert BANNER in response.content.decode()
    assert ("h1", "K. Ritter") in page_of(response).headings
    assert "As it may be." in page_of(response).text
    assert "As it was." not in page_of(response).text


def test_rows_are_shown_as_they_are_typed(desk):
    episode = make_episode(make_season(episodes_before=13), 1, state="draft")
    make_credit(episode, make_person("Melissa Rosenberg"))
    director = make_person("Anna Foerster")
    fields = fields_of(desk.get(admin_url(episode, "change")))
    fields["credits-0-DELETE"] = "on"
    before = dump()

    new = {"person": director.pk, "job": "director", "label_as_printed": "Made by", "horizon": "0"}
    response = desk.post(preview_url(episode), add_row(fields, "credits", **new))

    assert dump() == before
    assert "Anna Foerster" in page_of(response).text
    assert "Melissa Rosenberg" not in page_of(response).text


def test_a_working_copy_is_shown_and_stays_as_it_was_saved(desk):
    person = make_person("Krysten Ritter")
    with hold(person) as held:
        save(held, held.live.with_values({("description",): "Saved, not public."}))

    response = look(desk, person, biography="Typed just now.")

    assert "Saved, not public." in page_of(response).text
    assert "Typed just now." in page_of(response).text
    assert WorkingCopy.objects.get().revision.snapshot.fields["biography"] == ""


def test_what_was_saved_last_is_to_be_read_before_it_is_published(desk):
    person = make_person("Krysten Ritter", description="As it was.")
    with hold(person) as held:
        save(held, held.live.with_values({("description",): "Saved, not public."}))
    url = preview_url(person).replace("preview", "look")
    before = dump()

    response = desk.get(url)

    assert "Saved, not public." in page_of(response).text
    assert "no-store" in response["Cache-Control"]
    assert dump() == before
    assert url in page_of(desk.get(admin_url(person, "publishing"))).links


def test_an_entry_that_is_not_there_yet(desk):
    fields = fields_of(desk.get(admin_url(Person, "add")))
    fields |= {"key": "krysten-ritter", "title": "Krysten Ritter", "sort_name": "Ritter, Krysten"}
    before = dump()

    response = desk.post(ADDITION, fields)

    assert dump() == before
    assert ("h1", "Krysten Ritter") in page_of(response).headings


@pytest.mark.parametrize(("horizon", "shown"), [("", True), ("13", False), ("14", True), ("all", True)])
def test_it_is_cut_at_the_horizon_and_drawn_in_the_theme_that_are_chosen(desk, horizon, shown):
    make_episode(make_season(episodes_before=13), 1)
    person = make_person()

    response = look(desk, person, biography="||She dies.||{s02e01}", _horizon=horizon, _theme="dark")

    assert ("She dies." in page_of(response).text) is shown
    assert '<html lang="en" data-theme="dark">' in response.content.decode()


def test_what_needs_mending_is_listed_instead(desk):
    person = make_person("Krysten Ritter", description="As it was.")
    fields = add_row(fields_of(desk.get(admin_url(person, "change"))), "aliases", name="", kind="alias", horizon="0")
    before = dump()

    response = desk.post(preview_url(person), fields | {"title": "", "aliases-0-note": "Misspelt."})

    assert (response.status_code, dump() == before) == (422, True)
    assert ("h1", "Not shown: 2 things need mending") in page_of(response).headings
    assert "Person alias 1, Name: This field is required." in page_of(response).text
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"_horizon": "soon"}, "'soon' is no horizon: give a number from 0 to 9999, “all”, or nothing at all."),
        ({"_horizon": "\x00" + "9" * 999}, "is no horizon"),
        ({"_theme": "<script>"}, "'<script>' is no theme: give “light”, “dark”, or nothing at all."),
    ],
)
def test_a_way_to_look_that_there_is_not(desk, chosen, words):
    response = look(desk, make_person(), **chosen)

    assert response.status_code == 422
    assert ("h1", "Not shown: one thing needs mending") in page_of(response).headings
    assert words in page_of(response).text


def test_nobody_else_keeps_it_and_nobody_is_told(desk):
    person = make_person("Krysten Ritter")

    response = look(desk, person, title="K. Ritter")

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "messages" not in response.cookies
    assert list(desk.get(admin_url(person, "change")).context["messages"]) == []


def test_buttons_of_the_form_do_nothing_here(desk):
    person = make_person("Krysten Ritter", state="draft")

    response = look(desk, person, title="K. Ritter", _publish="1", _submit="1", _saveasnew="1", _continue="1")

    assert ("h1", "K. Ritter") in page_of(response).headings


def test_files_are_not_even_looked_at(desk, media_root):
    person = make_person()
    fields = fields_of(desk.get(admin_url(person, "change")))

    response = desk.post(preview_url(person), fields | {"picture": SimpleUploadedFile("evil.html", b"<script>")})

    assert response.status_code == 200
    assert not [path for path in media_root.rglob("*") if path.is_file()]


def test_it_is_only_asked_for_by_sending_a_form(desk):
    person = make_person()

    for url in (preview_url(person), ADDITION):
        assert desk.get(url).status_code == 405
        assert desk.get(url)["Allow"] == "POST"


@pytest.mark.parametrize("record", [make_publication, make_picture])
def test_what_has_no_page_of_its_own_has_no_preview(desk, record):
    record = record()
    form = desk.get(admin_url(record, "change"))

    assert b"data-preview" not in form.content
    assert "_preview" not in fields_of(form)
    assert desk.post(preview_url(record), fields_of(form)).status_code == 404


@pytest.mark.parametrize(
    ("permissions", "state", "status"),
    [
        (["people.change_person"], "published", 200),
        (["people.change_person", "people.publish_person"], "draft", 200),
        (["people.change_person"], "draft", 404),
        (["people.view_person"], "published", 403),
        (["people.view_person"], "draft", 404),
        ([], "published", 404),
    ],
)
def test_it_is_for_whoever_may_save_the_form(client, permissions, state, status):
    person = make_person("Krysten Ritter", state=state)
    client.force_login(make_chief_editor())
    fields = fields_of(client.get(admin_url(person, "change")))
    client.force_login(make_editor(*permissions))
    before = dump()

    response = client.post(preview_url(person), fields | {"title": "K. Ritter"})

    assert response.status_code == status
    assert (b"K. Ritter" in response.content) is (status == 200)
    assert {**dump(), "sessions.Session": 0} == {**before, "sessions.Session": 0}


def test_an_addition_is_for_whoever_may_add(client):
    client.force_login(make_editor("people.change_person"))

    assert client.post(ADDITION, {"title": "K. Ritter"}).status_code == 403


def test_nobody_who_has_not_logged_in(client):
    response = client.post(preview_url(make_person()), {})

    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30, "x", "%00"])
def test_an_entry_that_is_not_there(desk, number):
    assert desk.post(f"/admin/people/person/{number}/preview/", {}).status_code == 404


def test_it_needs_no_form_that_knows_what_it_was_made_from(desk):
    person = make_person("Krysten Ritter")

    for basis in ("", "forged", ["twice", "twice"]):
        response = look(desk, person, _basis=basis, title="K. Ritter")

        assert ("h1", "K. Ritter") in page_of(response).headings


def test_the_form_offers_it_with_each_horizon(desk):
    make_episode(make_season(episodes_before=13), 1)
    person = make_person()

    form = desk.get(admin_url(person, "change")).content.decode()

    assert f'form="person_form" formaction="{preview_url(person)}" formtarget="_blank"' in form
    selects = form[form.index('<select id="preview-horizon"') : form.index('<select id="preview-theme"')]
    assert [part.partition('"')[0] for part in selects.split('<option value="')[1:]] == ["", "0", "13", "14", "all"]
