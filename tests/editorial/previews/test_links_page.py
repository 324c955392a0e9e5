"""Making preview links and revoking them, at the desk."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from editorial.desk import hold, save
from editorial.models import PreviewLink
from people.models import Person
from tests.editorial.admin.posting import admin_url
from tests.factories.people import make_person
from tests.factories.sources import make_publication
from tests.factories.users import make_chief_editor, make_editor
from tests.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return make_chief_editor(username="chief")


@pytest.fixture
def desk(client, chief):
    client.force_login(chief)
    return client


@pytest.fixture
def draft():
    return make_person("Krysten Ritter", state="draft", publish_at=None)


def links_url(record):
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_links", args=[record.pk])


def page_of(response):
    return Page(response.content.decode())


def make(client, record, **fields):
    """The address of a new link, as the page tells it."""
    response = client.post(links_url(record), {"lasts": "day", "note": ""} | fields)
    return re.search('readonly value="([^"]*)"', response.content.decode())[1]


def test_a_link_is_made_and_leads_to_the_draft(desk, draft, chief, settings):
    address = make(desk, draft, lasts="month", note="A. Lawyer")

    link = PreviewLink.objects.get()
    assert (link.model, link.key, link.by, link.note) == ("people.person", draft.key, chief, "A. Lawyer")
    assert link.expires_at - link.at == timedelta(days=30)
    assert address.startswith(f"{settings.PUBLIC_URL}/preview/")
    response = Client().get(address.removeprefix(settings.PUBLIC_URL))
    assert ("h1", "Krysten Ritter") in page_of(response).headings


def test_its_address_is_told_once(desk, draft):
    address = make(desk, draft, note="A. Lawyer")
    token = address.split("/")[-2]

    page = desk.get(links_url(draft))

    assert token not in page.content.decode()
    assert "A. Lawyer chief" in page_of(page).text
    assert "no-store" in page["Cache-Control"]
    assert token not in str(list(PreviewLink.objects.values_list()))


def test_the_links_that_work_are_listed(desk, draft):
    for note in ("Works", "Revoked", "Expired"):
        make(desk, draft, note=note)
    PreviewLink.objects.filter(note="Revoked").update(revoked_at=timezone.now())
    PreviewLink.objects.filter(note="Expired").update(expires_at=timezone.now())
    make(desk, make_person(state="draft"), note="Elsewhere")

    text = page_of(desk.get(links_url(draft))).text

    assert [note for note in ("Works", "Revoked", "Expired", "Elsewhere") if note in text] == ["Works"]


def test_a_link_is_revoked(desk, draft, settings):
    address = make(desk, draft, note="A. Lawyer").removeprefix(settings.PUBLIC_URL)
    link = PreviewLink.objects.get()
    assert desk.get(address).status_code == 200

    response = desk.post(links_url(draft), {"revoke": link.pk})

    assert (response.status_code, response["Location"]) == (302, links_url(draft))
    assert desk.get(address).status_code == 404
    assert "A. Lawyer" not in page_of(desk.get(links_url(draft))).text
    first = PreviewLink.objects.get().revoked_at
    desk.post(links_url(draft), {"revoke": link.pk})
    assert PreviewLink.objects.get().revoked_at == first


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "9" * 40, "\x00", "1; drop"])
def test_what_is_no_link_of_this_record_is_not_revoked(desk, draft, number):
    make(desk, make_person(state="draft"))
    theirs = PreviewLink.objects.get()

    for each in (number, theirs.pk):
        assert desk.post(links_url(draft), {"revoke": each}).status_code == 302

    assert PreviewLink.objects.get().revoked_at is None


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"lasts": "ever"}, "Select a valid choice. ever is not one of the available choices."),
        ({"lasts": ""}, "This field is required."),
        ({"note": "\x00"}, "Null characters are not allowed."),
        ({"note": "x" * 121}, "Ensure this value has at most 120 characters (it has 121)."),
    ],
)
def test_what_is_wrong_is_said(desk, draft, fields, error):
    response = desk.post(links_url(draft), {"lasts": "day", "note": ""} | fields)

    assert response.status_code == 400
    assert error in page_of(response).text
    assert not PreviewLink.objects.exists()


def test_there_is_no_link_to_what_is_public(desk):
    person = make_person()

    assert "Save a change first" in page_of(desk.get(links_url(person))).text
    response = desk.post(links_url(person), {"lasts": "day", "note": ""})

    assert response.status_code == 400
    assert "Nothing of this is unpublished" in page_of(response).text
    assert not PreviewLink.objects.exists()


def test_a_note_is_text_only(desk, draft):
    make(desk, draft, note='"><script>alert(1)</script>')

    page = desk.get(links_url(draft)).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_form_leads_to_it(desk, draft):
    form = desk.get(admin_url(draft, "change")).content.decode()

    assert f'<a href="{links_url(draft)}">Preview links</a>' in form


def test_its_cost_does_not_grow(desk, draft):
    person = make_person()
    with hold(person) as held:
        save(held, held.live.with_values({("description",): "Not public."}))
    make(desk, person)
    with CaptureQueriesContext(connection) as of_one:
        desk.get(links_url(person))
    for _ in range(3):
        make(desk, person)

    with CaptureQueriesContext(connection) as of_four:
        desk.get(links_url(person))

    assert len(of_four) == len(of_one)


ROLES = [
    (["people.change_person"], "published", 200),
    (["people.change_person"], "draft", 404),
    (["people.change_person", "people.publish_person"], "draft", 200),
    (["people.view_person"], "published", 403),
    (["people.view_person"], "draft", 404),
    (["news.change_article"], "published", 404),
]


@pytest.mark.parametrize(("permissions", "state", "status"), ROLES)
def test_it_is_for_whoever_may_edit(client, permissions, state, status):
    person = make_person()
    with hold(person) as held:
        save(held, held.live.with_values({("description",): "Not public."}))
    Person.objects.update(state=state)
    client.force_login(make_editor(*permissions))

    assert client.get(links_url(person)).status_code == status
    assert client.post(links_url(person), {"lasts": "day", "note": ""}).status_code == status
    assert PreviewLink.objects.count() == (status == 200)


def test_contributors_share_their_own_drafts(client):
    contributor = make_editor("people.change_person")
    client.force_login(contributor)
    person = make_person("Krysten Ritter", state="draft", created_by=contributor)

    assert "/preview/" in make(client, person)


def test_nobody_who_has_not_logged_in(client, draft):
    for response in (client.get(links_url(draft)), client.post(links_url(draft), {"lasts": "day"})):
        assert response["Location"].startswith("/admin/login/")
    assert not PreviewLink.objects.exists()


def test_what_has_no_page_of_its_own_has_no_links(desk):
    assert desk.get(links_url(make_publication())).status_code == 404
    for number in ("0", "999999", "9" * 30, "x"):
        assert desk.get(f"/admin/people/person/{number}/links/").status_code == 404
