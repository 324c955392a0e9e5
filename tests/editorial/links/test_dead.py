"""Marks that lead nowhere, in records and in their rows."""

import pytest

from editorial.links.dead import dead_marks, dead_marks_in
from episodes.models import Episode, Season
from people.models import Person
from tests.factories.episodes import make_episode, make_season
from tests.factories.people import make_alias, make_person
from tests.factories.public import HIDDEN
from tests.factories.sources import make_discrepancy, make_source


def told(marks):
    return [(mark.field, mark.message) for mark in marks]


@pytest.mark.django_db
def test_each_kind_of_mark_is_looked_up():
    discrepancy = make_discrepancy(
        explanation="[[person:nobody]] [[person:somebody]] says[@nothing] ||it||{s09e01}.",
        cites="[@nothing-else, ¶2]",
        about="character:no-one",
    )
    make_person(key="somebody")

    assert sorted(told(dead_marks([discrepancy]))) == [
        ("about", "This leads nowhere: there is no character “no-one”."),
        ("cites", "This leads nowhere: there is no source “nothing-else”."),
        ("explanation", "There is no episode “s09e01” that could give this away."),
        ("explanation", "This leads nowhere: there is no person “nobody”."),
        ("explanation", "This leads nowhere: there is no source “nothing”."),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("hidden", HIDDEN)
def test_an_entry_that_is_not_public_is_still_there_to_be_named(hidden):
    make_source(key="known", **HIDDEN[hidden]())

    assert dead_marks([make_person(cites="[@known]")]) == []


@pytest.mark.django_db
def test_what_is_written_along_with_it_may_be_named():
    season = make_season(3, episodes_before=26)
    episode = Episode(
        key="s03e01",
        season=season,
        number_in_season=1,
        number_in_series=27,
        summary="||She leaves [[episode:s03e01]].||{s03e01}",
    )

    assert len(dead_marks([episode])) == 2
    assert dead_marks([episode], along_with=[episode]) == []


@pytest.mark.django_db
def test_an_entry_that_is_not_whole_is_no_error_of_its_own():
    lost = Episode(key="s03e01", summary="||Gone.||{s03e01}")

    assert len(dead_marks([lost], along_with=[lost])) == 1


@pytest.mark.django_db
def test_records_are_asked_with_their_rows_and_many_cost_as_much_as_one(django_assert_num_queries):
    people = [make_person(biography="[[person:nobody]]") for _ in range(3)]
    make_alias(people[1], "A", cites="[@nothing]")
    sound = make_person()

    with django_assert_num_queries(5):  # people, aliases, quotes; the people and sources named
        dead = dead_marks_in(Person.objects.all())

    assert [len(dead[person]) for person in (*people, sound)] == [1, 2, 1, 0]
    assert dead_marks_in(Season.objects.all()) == {}


@pytest.mark.django_db
def test_episodes_are_asked_for_only_where_there_is_a_veil(django_assert_num_queries):
    plain, veiled = make_person(biography="Nothing."), make_person(biography="||Gone.||{s02e01}")
    make_episode(make_season())

    with django_assert_num_queries(0):
        dead_marks([plain])
    with django_assert_num_queries(1):
        assert dead_marks([veiled]) == []
