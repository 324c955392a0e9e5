"""From when until when a generation lasts."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial.generation import current, move
from editorial.publishing import State
from tests.factories.news import make_article
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 3, 4, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
MIDNIGHT = NOON - 12 * HOUR


def test_a_day_at_most():
    generation = current(NOON)

    assert generation.since == MIDNIGHT
    assert generation.until == MIDNIGHT + 24 * HOUR


@pytest.mark.parametrize(
    ("zone", "until"),
    [
        ("Europe/Stockholm", datetime.datetime(2026, 3, 28, 23, tzinfo=datetime.UTC)),
        ("Pacific/Chatham", datetime.datetime(2026, 3, 29, 10, 15, tzinfo=datetime.UTC)),
        ("America/St_Johns", datetime.datetime(2026, 3, 29, 2, 30, tzinfo=datetime.UTC)),
    ],
)
def test_the_day_is_that_of_the_site(zone, until):
    with timezone.override(zone):
        assert current(datetime.datetime(2026, 3, 28, 12, tzinfo=datetime.UTC)).until == until


def test_a_day_on_which_the_clocks_change_is_as_long_as_it_is():
    with timezone.override("Europe/Stockholm"):
        generation = current(datetime.datetime(2026, 3, 29, 12, tzinfo=datetime.UTC))

    assert generation.until - generation.since == 23 * HOUR


def test_until_something_comes_or_goes_by_itself():
    make_person(publish_at=NOON - 2 * HOUR, expire_at=NOON + 3 * HOUR)
    make_article(publish_at=NOON + HOUR)

    assert current(NOON)[1:] == (NOON - 2 * HOUR, NOON + HOUR)
    assert current(NOON + HOUR)[1:] == (NOON + HOUR, NOON + 3 * HOUR)
    assert current(NOON + 3 * HOUR)[1:] == (NOON + 3 * HOUR, MIDNIGHT + 24 * HOUR)


def test_what_is_not_published_ends_nothing():
    for state in set(State) - {State.PUBLISHED}:
        make_person(state=state, publish_at=NOON + HOUR)

    assert current(NOON).until == MIDNIGHT + 24 * HOUR


def test_since_somebody_changed_something():
    before = timezone.now()
    move()

    assert current().since >= before


def test_costs_two_queries():
    with CaptureQueriesContext(connection) as queries:
        current()

    assert len(queries) == 2
