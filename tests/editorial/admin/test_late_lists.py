"""A list in which something was typed, sent too late: kept for whom it was given to, and offered above the list."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from editorial.desk import hold, save
from editorial.models import Revision, Unsaved
from people.models import Person
from tests.factories.people import make_person
from tests.factories.public import DRAFT
from tests.factories.users import make_chief_editor, make_editor

from .listing import messages_of, open_list, row_errors, rows_of, send_list, type_in
from .posting import admin_url, fields_of

pytestmark = pytest.mark.django_db

ADDRESS = admin_url(Person, "changelist")
OFFER = "you sent this list, and nothing of it was saved"


@pytest.fixture
def person():
    return make_person(description="Before", **DRAFT)


@pytest.fixture
def typed(desk, person):
    """The list as the chief editor has it open, with a text typed in."""
    return type_in(open_list(desk, Person), person, description="Typed")


def send_late(client, fields, **more):
    client.logout()
    return client.post(ADDRESS, fields | {"_save": "Save"} | more)


def put_back(client):
    return client.post(ADDRESS, {"unsaved": Unsaved.objects.get().pk})


def test_what_was_typed_into_a_list_after_the_session_ended_is_offered_and_saved(desk, chief, person, typed):
    answer = send_late(desk, typed)

    assert answer.url == f"{reverse('admin:login')}?next={ADDRESS}"
    desk.force_login(chief)
    assert OFFER in desk.get(ADDRESS).content.decode()
    page = put_back(desk)
    assert messages_of(page)[0].startswith("This is what you sent at 20")
    assert row_errors(page) == {"form-0-__all__": ["This row is not saved yet."]}
    assert fields_of(page)["form-0-description"] == ["Typed"]
    assert not Revision.objects.exists()

    saved = send_list(desk, Person, fields_of(page))

    person.refresh_from_db()
    assert person.description == "Typed"
    assert OFFER not in saved.content.decode()
    assert not Unsaved.objects.exists()


@pytest.mark.parametrize("asked", ["unsaved", "discard_unsaved"])
def test_what_is_typed_in_the_list_by_now_does_not_give_way_to_what_is_offered(desk, chief, person, typed, asked):
    send_late(desk, typed)
    desk.force_login(chief)
    newer = type_in(open_list(desk, Person), person, description="Newer")

    page = desk.post(ADDRESS, newer | {asked: Unsaved.objects.get().pk})

    assert messages_of(page) == ["Save what you typed in the list first: nothing was done yet."]
    assert fields_of(page)["form-0-description"] == ["Newer"]
    assert OFFER in page.content.decode()


def test_the_offer_is_sent_with_what_is_typed_in_the_list_and_enter_saves(desk, chief, typed):
    send_late(desk, typed)
    desk.force_login(chief)

    page = desk.get(ADDRESS).content.decode()

    places = [page.index(part) for part in ('<form id="changelist-form"', 'name="_save"', OFFER)]
    assert places == sorted(places)
    assert "</form>" not in page[places[0] : places[2]]


def test_the_same_list_sent_late_twice_is_kept_as_it_was_sent_last(desk, typed):
    send_late(desk, typed)
    send_late(desk, typed, **{"form-0-description": "Typed again"})

    assert Unsaved.objects.get().fields["form-0-description"] == ["Typed again"]


def test_an_action_sent_late_keeps_what_was_typed_and_does_nothing(desk, chief, person, typed):
    desk.logout()
    desk.post(ADDRESS, typed | {"action": "publish_selected", "index": "0", "_selected_action": person.pk})
    desk.force_login(chief)

    page = put_back(desk)

    person.refresh_from_db()
    assert fields_of(page)["form-0-description"] == ["Typed"]
    assert person.state == "draft"


def test_what_a_colleague_saved_meanwhile_is_asked_about(desk, chief, person, typed):
    send_late(desk, typed)
    with hold(person) as held:
        save(held, held.current.with_values({("description",): "Theirs"}), make_chief_editor(username="trish"))
    desk.force_login(chief)

    asked = send_list(desk, Person, fields_of(put_back(desk)))

    assert "Saved by trish at 20" in row_errors(asked)["form-0-description"][0]
    assert fields_of(asked)["form-0-description"] == ["Typed"]
    send_list(desk, Person, fields_of(asked))
    person.refresh_from_db()
    assert person.description == "Typed"
    assert not Unsaved.objects.exists()


def test_rows_that_are_gone_are_told_with_what_was_typed(desk, chief, person, typed):
    make_person("Other", **DRAFT)
    send_late(desk, typed)
    person.delete()
    desk.force_login(chief)

    page = desk.post(ADDRESS, {"unsaved": Unsaved.objects.get().pk}, follow=True)

    assert "In its row stood: " in messages_of(page)[0]
    assert "description “Typed”" in messages_of(page)[0]
    assert Unsaved.objects.exists()


def test_of_a_list_in_which_nothing_was_typed_nothing_is_put_back(desk, chief, person):
    send_late(desk, open_list(desk, Person))
    desk.force_login(chief)

    page = desk.post(ADDRESS, {"unsaved": Unsaved.objects.get().pk}, follow=True)

    assert messages_of(page) == ["There is nothing else in that list that is not saved."]
    assert row_errors(page) == {}


def test_what_was_sent_can_be_discarded(desk, chief, typed):
    send_late(desk, typed)
    desk.force_login(chief)

    page = desk.post(ADDRESS, {"discard_unsaved": Unsaved.objects.get().pk}, follow=True)

    assert messages_of(page) == ["What you had typed was discarded."]
    assert not Unsaved.objects.exists()


def test_another_editor_is_offered_nothing_and_reaches_nothing(desk, client_of, typed):
    send_late(desk, typed)
    other, number = client_of(make_chief_editor()), Unsaved.objects.get().pk

    assert OFFER not in other.get(ADDRESS).content.decode()
    for name in ("unsaved", "discard_unsaved"):
        assert OFFER not in other.post(ADDRESS, {name: number}, follow=True).content.decode()
    assert Unsaved.objects.get().fields["form-0-description"] == ["Typed"]


@pytest.mark.parametrize("number", ["", "0", "x", "9" * 40, "\0"])
@pytest.mark.parametrize("name", ["unsaved", "discard_unsaved"])
def test_what_is_not_there_is_neither_put_back_nor_discarded(desk, person, name, number):
    page = desk.post(ADDRESS, {name: number}, follow=True)

    assert rows_of(fields_of(page)) == {person.pk: "form-0"}
    assert messages_of(page) == []


@pytest.mark.parametrize("kind", ["forged", "emptied", "doubled", "another logged in"])
def test_a_late_list_that_is_nobodys_keeps_nothing(desk, client_of, typed, kind):
    shown = typed["_shown"]
    typed |= {"_shown": {"forged": ["e30:x"], "emptied": [""], "doubled": shown * 2}.get(kind, shown)}
    desk.logout()
    client = client_of(make_editor()) if kind == "another logged in" else desk

    client.post(ADDRESS, typed | {"_save": "Save"})

    assert not Unsaved.objects.exists()


def test_a_list_that_is_refused_is_kept(client, person):
    user = make_editor("people.view_person", "people.change_person", "people.publish_person")
    client.force_login(user)
    fields = type_in(open_list(client, Person), person, description="Typed")
    user.user_permissions.remove(Permission.objects.get(codename="change_person"))

    answer = client.post(ADDRESS, fields | {"_save": "Save"})

    assert answer.status_code == 403
    assert Unsaved.objects.get().fields["form-0-description"] == ["Typed"]
    assert OFFER not in client.get(ADDRESS).content.decode()


def test_a_list_with_the_token_of_an_earlier_login_is_kept(chief, person):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(chief)
    fields = type_in(fields_of(browser.get(ADDRESS)), person, description="Typed")
    browser.cookies.pop(settings.CSRF_COOKIE_NAME)
    browser.get(reverse("admin:password_change"))

    answer = browser.post(ADDRESS, fields | {"_save": "Save"})

    assert "What you typed is kept." in answer.content.decode()
    assert OFFER in browser.get(ADDRESS).content.decode()
