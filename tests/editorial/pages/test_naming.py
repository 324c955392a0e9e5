"""Which kinds of records name an entry."""

import pytest

from editorial.pages.naming import models_that_name
from episodes.models import Credit, Track
from people.models import PersonAlias, Quote
from tests.factories.episodes import make_album, make_credit, make_episode, make_season, make_track
from tests.factories.people import make_alias, make_person, make_quote

pytestmark = pytest.mark.django_db


def test_those_with_a_row_or_a_choice_of_many_in_one_query(django_assert_num_queries):
    person, other = make_person("A. Director"), make_person("A. Singer")
    season = make_season()
    make_credit(make_episode(season), person)
    make_alias(person, "Somebody")
    make_track(make_album(season), performers=[other])

    with django_assert_num_queries(1):
        assert models_that_name(person) == {Credit, PersonAlias}
    assert models_that_name(other) == {Track}


def test_also_those_that_are_not_public():
    person = make_person()
    make_quote(person, horizon=26)

    assert models_that_name(person) == {Quote}


def test_what_nothing_can_name():
    assert models_that_name(make_alias(make_person(), "Somebody")) == set()
