"""What can be said of a day, and of the days between, from dates that are not known to the day."""

import datetime

import pytest

from editorial.dates import PartialDate

read = PartialDate.parse


@pytest.mark.parametrize(
    ("text", "day", "has_come"),
    [
        ("2018-03-08", "2018-03-07", False),
        ("2018-03-08", "2018-03-08", True),
        ("2018-03", "2018-02-28", False),
        ("2018-03", "2018-03-08", None),
        ("2018-03", "2018-03-31", True),
        ("week of 2018-03-05", "2018-03-06", None),
        ("by 2018", "1900-01-01", None),
        ("by 2018", "2019-01-01", True),
        ("undated", "2018-03-08", None),
    ],
)
def test_whether_it_has_come_by_a_day(text, day, has_come):
    assert read(text).has_come(datetime.date.fromisoformat(day)) is has_come


@pytest.mark.parametrize(
    ("earlier", "later", "label"),
    [
        ("2016-01-17", "2018-03-08", "781 days"),
        ("2016-01", "2018-03-08", "767 to 797 days"),
        ("2016-01-17", "2018", "715 to 1,079 days"),
        ("by 2016-01-17", "2018-03-08", "at least 781 days"),
        ("week of 2017-04-03", "2017-09-14", "158 to 164 days"),
    ],
)
def test_days_are_counted_as_narrowly_as_the_dates_are_known(earlier, later, label):
    assert read(earlier).days_until(read(later)).label == label


@pytest.mark.parametrize(("earlier", "later"), [("undated", "2018"), ("2016", "undated"), ("2016", "by 2018")])
def test_no_days_are_counted_where_not_even_the_least_is_known(earlier, later):
    assert read(earlier).days_until(read(later)) is None
