"""What two readings of one figure say of those who voted in between."""

from decimal import Decimal

import pytest

from editorial.dates import PartialDate
from reviews.later_voters import all_later_voters, later_voters
from reviews.models import Score


def reading(printed, value, scale, votes, as_of=None, **fields):
    """As it comes from the database."""
    shown = {"season_id": 1, "body": "A Body", "measure": Score.Measure.USER_RATING} | fields
    numbers = {"value": value and Decimal(value), "scale": scale and Decimal(scale), "votes": votes}
    return Score(value_as_printed=printed, as_of=as_of and PartialDate.parse(as_of), **numbers, **shown)


def test_users_of_season_two_who_came_later_gave_more_than_either_average():
    """(4.13 · 1551 − 4.07 · 1414) / 137, each average rounded by up to 0.005."""
    earlier = reading("4.07/5", "4.07", "5.00", 1414)
    later = reading("4.13/5", "4.13", "5.00", 1551)

    found = later_voters(earlier, later)

    assert found.votes == 137
    assert (found.value, found.least, found.most) == (Decimal("4.75"), Decimal("4.64"), Decimal("4.86"))


def test_approval_is_rounded_to_whole_percents_whatever_the_column_keeps():
    earlier = reading("90%", "90.00", "100.00", 30, measure="approval")
    later = reading("82%", "82.00", "100.00", 89, measure="approval")

    found = later_voters(earlier, later)

    assert (found.value, found.least, found.most) == (Decimal("77.93"), Decimal("76.92"), Decimal("78.94"))


def test_never_leaves_the_scale():
    found = later_voters(reading("4.90/5", "4.90", "5", 100), reading("4.91/5", "4.91", "5", 110))

    assert (found.value, found.most) == (Decimal("5.00"), Decimal("5.00"))


FIRST = {"printed": "4.07/5", "value": "4.07", "scale": "5.00", "votes": 1414}
SECOND = {"printed": "4.13/5", "value": "4.13", "scale": "5.00", "votes": 1551}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"votes": None}, {}),
        ({}, {"votes": None}),
        ({"value": None}, {}),
        ({"scale": None}, {"scale": None}),
        ({}, {"votes": 1414}),
        ({}, {"votes": 1413}),
        ({}, {"scale": "10.00"}),
        ({}, {"body": "Another"}),
        ({"season_id": 2}, {}),
        ({"measure": "metascore"}, {"measure": "metascore"}),
        ({"as_of": "2019"}, {"as_of": "2018"}),
        ({"printed": "1.00/5", "value": "1.00"}, {"printed": "4.99/5", "value": "4.99"}),
    ],
    ids=lambda change: " ".join(f"{name}={value}" for name, value in change.items()) or "as it was",
)
def test_nothing_is_derived_where_it_cannot_be(first, second):
    assert later_voters(reading(**FIRST | first), reading(**SECOND | second)) is None


def test_each_reading_is_compared_with_the_one_before_it():
    scores = [reading("4.13/5", "4.13", "5", 1551), reading("4.0/5", "4.00", "5", 1000), reading(**FIRST)]

    assert [(found.earlier.votes, found.later.votes) for found in all_later_voters(scores)] == [
        (1000, 1414),
        (1414, 1551),
    ]
