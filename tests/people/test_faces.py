"""Identities: two characters until an episode reveals that they are one."""

import pytest

from editorial.horizon import ALL, NOT_CHOSEN, up_to
from people.faces import truths
from tests.factories.episodes import make_appearance, make_casting, make_episode, make_season
from tests.factories.people import make_alias, make_character, make_identity, make_person
from tests.factories.public import DRAFT
from tests.reading import offered, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def woman():
    return make_character("Mysterious woman", key="woman", description="Somebody at the door.")


@pytest.fixture
def mother(woman):
    mother = make_character("Alisa Jones", key="alisa", horizon=19)
    make_identity(woman, mother, revealed=20)
    make_alias(woman, "The killer")
    season = make_season(2, episodes_before=13)
    make_appearance(make_episode(season, 1), woman, note="Knocks.")
    make_appearance(make_episode(season, 8), mother, note="Tells.")
    make_casting(season, make_person("Janet McTeer"), woman)
    return mother


def reading(client, horizon):
    client.cookies["horizon"] = horizon
    return client


@pytest.mark.parametrize(
    ("horizon", "are_one"),
    [(NOT_CHOSEN, False), (up_to(0), False), (up_to(19), False), (up_to(20), True), (ALL, True)],
    ids=str,
)
def test_they_are_one_from_the_reveal_on(woman, mother, horizon, are_one):
    assert truths(horizon) == ({woman.pk: mother.pk} if are_one else {})


def test_a_chain_of_faces_leads_to_its_end_and_a_circle_ends(woman, mother):
    last = make_character("The last")
    make_identity(mother, last, revealed=21)
    assert truths(ALL) == {woman.pk: last.pk, mother.pk: last.pk}

    make_identity(last, woman, revealed=22)
    assert set(truths(ALL)) == {woman.pk, mother.pk, last.pk}


def test_a_truth_that_is_not_public_is_none(woman):
    make_identity(woman, make_character("A draft", **DRAFT), revealed=0)

    assert truths(ALL) == {}


@pytest.mark.parametrize(
    ("horizon", "named"),
    [
        ("0", ["Mysterious woman"]),
        ("19", ["Mysterious woman", "Alisa Jones"]),
        ("20", ["Alisa Jones"]),
        ("all", ["Alisa Jones"]),
    ],
)
def test_the_list_counts_two_before_and_one_after(client, mother, horizon, named):
    page = visit(reading(client, horizon), "/characters/")

    assert [name for name in ("Mysterious woman", "Alisa Jones") if name in page.text] == named


@pytest.mark.parametrize(("horizon", "leads"), [("", False), ("19", False), ("20", True), ("all", True)])
def test_the_page_of_the_face_leads_to_the_truth_for_a_while(client, mother, horizon, leads):
    response = reading(client, horizon).get("/characters/woman/")

    assert (response.status_code, response.get("Location")) == ((302, "/characters/alisa/") if leads else (200, None))
    if leads:
        assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("horizon", "is_one"), [("19", False), ("20", True), ("all", True)])
def test_the_page_of_the_truth_tells_all_of_the_face_once_they_are_one(client, mother, horizon, is_one):
    page = visit(reading(client, horizon), "/characters/alisa/")

    told = ["As Mysterious woman", "Somebody at the door.", "The killer", "Knocks.", "Janet McTeer"]
    assert [words in page.text for words in told] == [is_one] * 5
    assert "/characters/woman/" not in page.links


@pytest.mark.parametrize(("horizon", "name"), [("19", "woman"), ("20", "alisa")])
def test_a_filter_names_one_of_them_and_finds_what_both_did(client, mother, horizon, name):
    options = offered(reading(client, horizon).get("/episodes/"))["character"]
    page = visit(client, f"/episodes/?character={name}")

    assert list(options) == [name]
    assert "/episodes/s02e01/" in page.links
