"""Checking many records of a kind asks the database as often as checking one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial import checks
from tests.factories import episodes, news, people, reviews, sources
from tests.factories.editorial import make_picture

pytestmark = pytest.mark.django_db

PROSE = "[[character:alisa]] by [[person:known]], ||not [[character:face]]||{s02e01}.[@s][@gone]"


@pytest.fixture
def season():
    sources.make_source(key="s")
    people.make_person(key="known", state="draft")
    season = episodes.make_season(2, episodes_before=13)
    episodes.make_episode(season, 100)
    alisa = people.make_character("Alisa", key="alisa", horizon=20)
    people.make_identity(people.make_character("A face", key="face"), alisa, revealed=20)
    return season


def person(season, number):
    made = people.make_person(f"Person {number}", biography=PROSE, picture=make_picture())
    people.make_alias(made, "P.")
    people.make_quote(made)
    return made


def character(season, number):
    made = people.make_character(f"Character {number}", description=PROSE)
    people.make_alias(made, "C.")
    return made


def episode(season, number):
    made = episodes.make_episode(season, number, summary=PROSE)
    episodes.make_credit(made)
    episodes.make_appearance(made)
    return made


def album(season, number):
    made = episodes.make_album(season, note=PROSE, composer=people.make_person())
    episodes.make_track(made, performers=[people.make_person()])
    return made


def discrepancy(season, number):
    made = sources.make_discrepancy(explanation=PROSE, about="person:known")
    sources.make_reading(made, "A")
    return made


def article(season, number):
    made = news.make_article(people=[people.make_person()], seasons=[season], digest=PROSE)
    news.make_depiction(made)
    return made


MAKERS = {
    "person": person,
    "character": character,
    "episode": episode,
    "album": album,
    "discrepancy": discrepancy,
    "article": article,
    "source": lambda season, number: sources.make_source(digest=PROSE, published="2018", archived="2017"),
    "section": lambda season, number: episodes.make_section(season, body=PROSE),
    "claim": lambda season, number: news.make_claim(explanation=PROSE, settled_in=season.episodes.first()),
    "review": lambda season, number: reviews.make_review(season=season, summary=PROSE),
    "nomination": lambda season, number: reviews.make_nomination(people.make_person(), season=season, note=PROSE),
    "score": lambda season, number: reviews.make_score(season=season, note=PROSE),
    "identity": lambda season, number: people.make_identity(
        people.make_character(), people.make_character(), explanation=PROSE
    ),
    "picture": lambda season, number: make_picture(),
}


@pytest.mark.parametrize("kind", MAKERS)
def test_five_cost_as_many_queries_as_one(season, kind):
    made = [MAKERS[kind](season, number) for number in range(1, 6)]
    entries = type(made[0]).objects.filter(pk__in=[record.pk for record in made])

    with CaptureQueriesContext(connection) as for_one:
        checks.findings_in(entries.filter(pk=made[0].pk))
    with CaptureQueriesContext(connection) as for_five:
        found = checks.findings_in(entries)

    assert len(found) == 5
    assert len(for_five) == len(for_one), [query["sql"] for query in for_five]
    assert len(for_five) <= 35
