"""What the desk remembers of the addresses of entries that move, go and come back."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from editorial.addresses import (
    Addressee,
    effects_of_move,
    former_addresses,
    lead_to,
    remember,
    restore,
    was_public,
    who_has,
)
from editorial.models import FormerAddress
from editorial.publishing import State
from tests.factories.people import make_character, make_person
from tests.factories.public import HIDDEN

pytestmark = pytest.mark.django_db


def move(entry, slug):
    old, entry.slug = entry.slug, slug
    entry.save()
    remember(entry, old)


def leads():
    """{address: to whom it leads}"""
    return {row.url: f"{row.to_kind}:{row.to_key}" for row in FormerAddress.objects.all()}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, True),
        (HIDDEN["expired"](), True),
        (HIDDEN["scheduled"](), False),
        ({"state": State.DRAFT, "publish_at": None}, False),
        ({"state": State.DRAFT}, True),
        ({"state": State.IN_REVIEW}, True),
        ({"state": State.ARCHIVED}, True),
        ({"state": State.ARCHIVED, "publish_at": None}, False),
    ],
)
def test_the_moment_of_publishing_tells_whether_an_address_may_be_known(fields, expected):
    person = make_person(**fields)

    assert was_public(person) is expected


def test_a_scheduled_entry_was_public_once_its_moment_is_there():
    person = make_person(**HIDDEN["scheduled"]())

    assert was_public(person, at=timezone.now() + timedelta(hours=2)) is True


def test_an_address_leads_to_the_entry_however_often_it_moves():
    person = make_person(key="ada", slug="one")

    move(person, "two")
    move(person, "three")

    assert leads() == {"/people/one/": "person:ada", "/people/two/": "person:ada"}
    assert [row.slug for row in former_addresses(person)] == ["one", "two"]


def test_an_entry_that_moves_back_has_its_address_as_its_own():
    person = make_person(key="ada", slug="one")

    move(person, "two")
    move(person, "one")

    assert leads() == {"/people/two/": "person:ada"}


def test_an_address_that_another_entry_takes_is_that_entrys():
    ada, bea = make_person(key="ada", slug="one"), make_person(key="bea", slug="two")

    move(ada, "three")
    move(bea, "one")

    assert leads() == {"/people/two/": "person:bea"}


def test_the_same_address_of_another_kind_is_another_address():
    ada, pam = make_person(key="ada", slug="one"), make_character(key="pam", slug="two")

    move(ada, "three")
    move(pam, "one")

    assert leads() == {"/people/one/": "person:ada", "/characters/two/": "character:pam"}


def test_all_addresses_of_an_entry_that_goes_lead_to_the_one_in_its_place():
    ada, pam = make_person(key="ada", slug="one"), make_character(key="pam")
    move(ada, "two")

    lead_to(ada, pam)

    assert leads() == {"/people/one/": "character:pam", "/people/two/": "character:pam"}


def test_the_address_of_a_draft_that_goes_leads_nowhere():
    draft = make_person(state=State.DRAFT, publish_at=None)

    assert lead_to(draft, make_person()) == []
    assert leads() == {}


def test_an_entry_cannot_lead_to_itself():
    ada = make_person(key="ada")

    with pytest.raises(ValueError, match="person:ada cannot lead to itself"):
        lead_to(ada, ada)


def test_going_can_be_undone_from_plain_data():
    ada, pam = make_person(key="ada", slug="one"), make_character(key="pam")
    move(ada, "two")
    before = leads()

    changes = json.loads(json.dumps(lead_to(ada, pam)))
    restore(ada, changes)

    assert leads() == before == {"/people/one/": "person:ada"}


def test_undoing_keeps_what_others_have_taken_since():
    ada, bea = make_person(key="ada", slug="one"), make_person(key="bea", slug="b")
    move(ada, "two")
    changes = lead_to(ada, bea)
    ada.delete()

    move(bea, "one")
    restore(ada, changes)

    assert leads() == {"/people/b/": "person:bea"}


@pytest.mark.parametrize("first", ["ada", "bea"])
def test_two_that_went_come_back_in_either_order(first):
    ada, bea, cyd = (make_person(key=key, slug=key) for key in ("ada", "bea", "cyd"))
    move(ada, "new-ada")
    gone = {"ada": (ada, lead_to(ada, bea))}
    gone["bea"] = (bea, lead_to(bea, cyd))
    assert set(leads().values()) == {"person:cyd"}, "one step, and no chain"

    restore(*gone.pop(first))
    (other,) = gone.values()
    restore(*other)

    assert leads() == {"/people/ada/": "person:ada"}


def test_an_entry_whose_own_address_stands_among_those_that_lead_to_it_comes_back_as_it_was():
    ada, bea = make_person(key="ada", slug="one"), make_person(key="bea")
    FormerAddress.objects.create(from_kind="person", slug="one", from_key="ada", to_kind="person", to_key="ada")

    restore(ada, lead_to(ada, bea))

    assert leads() == {"/people/one/": "person:ada"}


def test_whose_an_address_is():
    ada, bea = make_person(key="ada", slug="one"), make_person(key="bea", slug="b", **HIDDEN["draft"]())
    move(ada, "two")

    assert who_has("person", "two") == Addressee(ada, is_former=False)
    assert who_has("person", "one") == Addressee(ada, is_former=True)
    assert who_has("person", "b") == Addressee(bea, is_former=False)
    assert who_has("person", "three") is None
    assert who_has("character", "two") is None

    ada.delete()
    assert who_has("person", "one") is None


def test_what_a_move_does_is_told_before():
    ada, bea = make_person(title="Ada", slug="one"), make_person(title="Bea", slug="b")
    move(ada, "two")
    move(bea, "c")

    assert effects_of_move(ada, "two") == []
    assert effects_of_move(ada, "three") == [
        "/people/two/ will lead to /people/three/.",
        "/people/one/ will lead to /people/three/.",
    ]
    assert effects_of_move(ada, "one") == [
        "/people/two/ will lead to /people/one/.",
        "/people/one/ led to this entry so far; it will be its address again.",
    ]
    assert effects_of_move(ada, "b") == [
        "/people/two/ will lead to /people/b/.",
        "/people/one/ will lead to /people/b/.",
        "/people/b/ led to “Bea” so far; it will lead here.",
    ]
    assert effects_of_move(make_person(**HIDDEN["scheduled"]()), "b") == []
