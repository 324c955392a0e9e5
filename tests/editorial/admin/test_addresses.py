"""Changing an address in the form, as visitors find it afterwards."""

import pytest

from editorial.models import FormerAddress
from editorial.publishing import State
from tests.factories.people import make_person
from tests.factories.public import HIDDEN

from .posting import admin_url, save_form

OLD, NEW = "/people/old/", "/people/new/"


def answers(client):
    return [(response.status_code, response.headers.get("Location")) for response in map(client.get, (OLD, NEW))]


@pytest.mark.parametrize("state", ["published", *HIDDEN])
def test_a_changed_address_leads_to_the_new_one_if_it_was_public(desk, client, state):
    person = make_person(slug="old", **HIDDEN[state]() if state in HIDDEN else {})

    save_form(desk, admin_url(person, "change"), slug="new")
    person.refresh_from_db()
    type(person).objects.update(state=State.PUBLISHED, publish_at=person.created_at, expire_at=None)

    was = state != "scheduled"
    assert answers(client) == [(301, NEW) if was else (404, None), (200, None)]


def test_the_address_of_a_draft_is_forgotten_though_it_is_published_with_the_new_one(desk, client):
    person = make_person(slug="old", state=State.DRAFT, publish_at=None)

    save_form(desk, admin_url(person, "change"), slug="new", state=State.PUBLISHED)

    assert answers(client) == [(404, None), (200, None)]


def test_the_address_of_what_was_public_is_remembered_though_it_is_scheduled_anew(desk):
    person = make_person(slug="old")

    save_form(desk, admin_url(person, "change"), slug="new", publish_at_0="2999-01-01", publish_at_1="00:00")

    assert [row.url for row in FormerAddress.objects.all()] == [OLD]


def test_saving_under_the_same_address_remembers_nothing(desk):
    person = make_person(slug="old")

    save_form(desk, admin_url(person, "change"), description="New.")

    assert FormerAddress.objects.count() == 0
