"""Could it be watched there on that day? Over all that a date can say, and fail to say."""

import datetime

import pytest

from editorial.dates import PartialDate
from episodes.models import Carried, Release

YES, NO, UNSAID = Carried.YES, Carried.NO, Carried.UNSAID


def standing(starts, ends, day, **fields):
    read = {name: PartialDate.parse(text) if text else None for name, text in (("starts", starts), ("ends", ends))}
    return Release(platform="Screen", **read, **fields).standing_on(datetime.date.fromisoformat(day))


@pytest.mark.parametrize(
    ("starts", "day", "carried"),
    [
        ("2018-03-08", "2018-03-07", NO),
        ("2018-03-08", "2018-03-08", YES),
        ("2018-03-08", "2018-03-09", YES),
        ("2018-03", "2018-02-28", NO),
        ("2018-03", "2018-03-01", UNSAID),
        ("2018-03", "2018-03-30", UNSAID),
        ("2018-03", "2018-03-31", YES),
        ("2018", "2017-12-31", NO),
        ("2018", "2018-06-01", UNSAID),
        ("2018", "2018-12-31", YES),
        ("week of 2018-03-05", "2018-03-04", NO),
        ("week of 2018-03-05", "2018-03-08", UNSAID),
        ("week of 2018-03-05", "2018-03-11", YES),
        ("by 2022", "1950-01-01", UNSAID),
        ("by 2022", "2022-12-30", UNSAID),
        ("by 2022", "2022-12-31", YES),
        ("by 2022-03-16", "2022-03-15", UNSAID),
        ("by 2022-03-16", "2022-03-16", YES),
        ("undated", "2018-03-08", UNSAID),
        ("", "2018-03-08", UNSAID),
    ],
)
def test_by_its_beginning(starts, day, carried):
    assert standing(starts, "", day).carried == carried


@pytest.mark.parametrize(
    ("ends", "day", "carried"),
    [
        ("2022-03-01", "2022-02-28", YES),
        ("2022-03-01", "2022-03-01", UNSAID),
        ("2022-03-01", "2022-03-02", NO),
        ("2022-03", "2022-02-28", YES),
        ("2022-03", "2022-03-15", UNSAID),
        ("2022-03", "2022-03-31", UNSAID),
        ("2022-03", "2022-04-01", NO),
        ("2022", "2021-12-31", YES),
        ("2022", "2022-01-01", UNSAID),
        ("2022", "2023-01-01", NO),
        ("week of 2022-02-28", "2022-02-27", YES),
        ("week of 2022-02-28", "2022-03-06", UNSAID),
        ("week of 2022-02-28", "2022-03-07", NO),
        ("by 2022-03", "2019-01-01", UNSAID),
        ("by 2022-03", "2022-04-01", NO),
        ("undated", "2019-01-01", UNSAID),
        ("", "2019-01-01", YES),
    ],
)
def test_by_its_end(ends, day, carried):
    assert standing("2018-03-08", ends, day).carried == carried


@pytest.mark.parametrize("starts", ["", "undated", "by 2023"])
def test_what_is_surely_over_is_not_carried_whenever_it_began(starts):
    assert standing(starts, "2022-03-01", "2022-03-02").carried == NO


def test_an_end_that_nobody_knows_leaves_it_open_and_one_that_is_not_there_does_not():
    assert standing("2018", "", "2019-01-01", absent={"ends": "unknown"}).carried == UNSAID
    assert standing("2018", "", "2019-01-01", absent={"ends": "not stated"}).carried == YES
    assert standing("2018", "", "2019-01-01", ends_as_printed="when the license ran out").carried == UNSAID


@pytest.mark.parametrize(
    ("starts", "ends", "day", "fields", "reason"),
    [
        ("2018-03-08", "", "2018-01-01", {}, "Its beginning came later: March 8, 2018."),
        ("2018-03-08", "2022-03-01", "2022-03-02", {}, "It had ended by then: March 1, 2022."),
        ("2018-03-08", "2022-03-01", "2020-01-01", {}, "From March 8, 2018, until March 1, 2022."),
        ("2018-03-08", "", "2020-01-01", {}, "From March 8, 2018, and no end is recorded."),
        ("2022", "", "2022-05-01", {}, "For the beginning the source gives only “2022”."),
        (
            "by 2022",
            "",
            "2022-05-01",
            {"starts_as_printed": "by the end of 2022"},
            "For the beginning the source gives only “by the end of 2022”.",
        ),
        ("2018-03-08", "2022-03-01", "2022-03-01", {}, "It is the very day of the end: the source gives no hour."),
        ("", "", "2022-05-01", {}, "No source gives the beginning."),
    ],
)
def test_says_what_the_answer_follows_from(starts, ends, day, fields, reason):
    assert standing(starts, ends, day, **fields).reason == reason
