"""Changing an address in the form, as visitors find it afterwards."""

import pytest

from editorial.models import FormerAddress
from editorial.publishing import State, Status
from tests.factories.people import make_person
from tests.factories.public import DRAFT, HIDDEN

from .posting import admin_url, publish, save_form

OLD, NEW = "/people/old/", "/people/new/"


def answers(client):
    return [(response.status_code, response.headers.get("Location")) for response in map(client.get, (OLD, NEW))]


@pytest.mark.parametrize("state", ["published", *HIDDEN])
def test_a_changed_address_leads_to_the_new_one_if_it_was_public(desk, client, state):
    person = make_person(slug="old", **HIDDEN[state]() if state in HIDDEN else {})

    save_form(desk, admin_url(person, "change"), slug="new")
    publish(desk, person)
    type(person).objects.update(state=State.PUBLISHED, publish_at=person.created_at, expire_at=None)

    was = state != "scheduled"
    assert answers(client) == [(301, NEW) if was else (404, None), (200, None)]


def test_an_address_stays_while_the_new_one_waits_in_a_working_copy(desk, client):
    person = make_person(slug="old")

    save_form(desk, admin_url(person, "change"), slug="new")

    assert answers(client) == [(200, None), (404, None)]
    assert FormerAddress.objects.count() == 0


def test_the_page_of_publishing_says_what_becomes_of_the_address(desk):
    person = make_person(slug="old")
    save_form(desk, admin_url(person, "change"), slug="new")

    response = desk.get(admin_url(person, "publishing"))

    assert response.context["effects"] == [f"{OLD} will lead to {NEW}."]


def test_the_address_of_a_draft_is_forgotten_though_it_is_published_with_the_new_one(desk, client):
    person = make_person(slug="old", **DRAFT)

    save_form(desk, admin_url(person, "change"), slug="new")
    publish(desk, person)

    assert answers(client) == [(404, None), (200, None)]


def test_the_address_of_what_was_public_is_remembered_though_it_is_scheduled_anew(desk):
    person = make_person(slug="old")

    save_form(desk, admin_url(person, "change"), slug="new", publish_at="2999-01-01 00:00")
    publish(desk, person)

    person.refresh_from_db()
    assert person.status_at() == Status.SCHEDULED
    assert [row.url for row in FormerAddress.objects.all()] == [OLD]


def test_saving_under_the_same_address_remembers_nothing(desk):
    person = make_person(slug="old")

    save_form(desk, admin_url(person, "change"), description="New.")

    assert FormerAddress.objects.count() == 0
