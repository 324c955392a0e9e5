"""Texts name an entry only from the horizon on that it has itself."""

import pytest

from tests.editorial.checks.finding import found
from tests.factories.episodes import make_appearance, make_connection, make_episode, make_season
from tests.factories.news import make_claim
from tests.factories.people import make_character, make_identity, make_person

pytestmark = pytest.mark.django_db

CODE = "horizon-missing"


@pytest.fixture(autouse=True)
def episodes():
    season = make_season(2, episodes_before=13)
    for number in (1, 2, 3):
        make_episode(season, number)
    make_character("Alisa", key="alisa", horizon=15)
    return season


def test_a_bare_link_prints_what_is_not_to_be_known_yet():
    assert found(make_person(biography="Plays [[character:alisa]]."), CODE) == [
        (
            "error",
            "biography",
            "[[character:alisa]], read before anything is seen, prints the name of what only season 2, episode 2 "
            "gives away. Veil it: ||[[character:alisa]]||{s02e02}.",
        )
    ]


def test_a_link_with_words_of_its_own_is_doubtful():
    ((level, _, message),) = found(make_person(biography="Plays [[character:alisa|a part]]."), CODE)

    assert level == "warning"
    assert "[[character:alisa|a part]], read before anything is seen, leads to what only" in message


@pytest.mark.parametrize(
    ("biography", "count"),
    [
        ("||[[character:alisa]]||{s02e01}", 1),
        ("||[[character:alisa]]||{s02e02}", 0),
        ("||[[character:alisa]]||{s02e03}", 0),
        ("||She ||is [[character:alisa]]||{s02e02}.||{s02e01}", 0),
        ("||[[character:alisa]]||{s02e02} is [[character:alisa]]", 1),
        ("[[character:alisa]], and again [[character:alisa]]", 1),
        ("||[[character:alisa]]||{s09e09}", 1),
        ("[[character:nobody]]", 0),
    ],
)
def test_a_veil_hides_up_to_its_episode(biography, count):
    assert len(found(make_person(biography=biography), CODE)) == count


def test_what_the_page_veils_as_a_whole_needs_no_veil(episodes):
    prose = "[[character:alisa]]"
    alisa = make_character("Alisa's mother", horizon=15, description=prose)
    told = [
        alisa,
        make_episode(episodes, 4, summary=prose),
        make_connection(episodes, note=prose, horizon=15),
        make_identity(make_character("A"), make_character("B"), revealed=15, explanation=prose),
        make_claim(explanation=prose, settled_in=episodes.episodes.get(number_in_season=2)),
    ]
    too_early = [
        make_character("Somebody", horizon=14, description=prose),
        make_connection(episodes, note=prose),
        make_claim(statement=prose, settled_in=episodes.episodes.get(number_in_season=2)),
        make_claim(explanation=prose, settled_in=episodes.episodes.get(number_in_season=1)),
    ]

    assert [len(found(record, CODE)) for record in told] == [0] * len(told)
    assert [len(found(record, CODE)) for record in too_early] == [1] * len(too_early)


def test_what_a_row_refers_to_is_veiled_by_the_page(episodes):
    episode = make_episode(episodes, 4)
    make_appearance(episode, make_character("Later", horizon=26))

    assert found(episode, CODE) == []
