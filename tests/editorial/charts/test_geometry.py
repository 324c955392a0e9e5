"""Plain data in, places out: percents across, ems down, the same numbers every time."""

from datetime import date

import pytest

from editorial.charts import Item, Mark, Scale, bars, chart_of, matrix, moment, months, trend, window, years
from editorial.charts.rows import MOST_LINES
from editorial.dates import PartialDate

read = PartialDate.parse


@pytest.mark.parametrize(
    ("low", "high", "value", "place"),
    [
        (0, 100, 82, 82.0),
        (0, 5, 4.13, 82.6),
        (0, 3, 1, 33.33),
        (0, 10, -1, 0.0),
        (0, 10, 11, 100.0),
        (0, 0, 7, 0.0),
    ],
)
def test_a_value_has_its_place_on_a_scale(low, high, value, place):
    assert Scale(low, high).at(value) == place


class TestYears:
    def test_are_whole_and_hold_all_days(self):
        axis = years([date(2018, 3, 8), date(2016, 1, 17)])

        assert [(tick.x, tick.label) for tick in axis.ticks] == [(0.0, "2016"), (33.39, "2017"), (66.7, "2018")]
        assert axis.of(date(2016, 1, 1)) == 0.0
        assert axis.after(date(2018, 12, 31)) == 100.0

    def test_many_keep_their_lines_but_not_all_names_on_a_phone(self):
        named = [tick.label for tick in years([date(2000, 1, 1), date(2019, 1, 1)]).ticks if not tick.minor]

        assert named == ["2000", "2003", "2006", "2009", "2012", "2015", "2018"]

    def test_of_nothing_there_are_none(self):
        assert years([]).ticks == ()

    def test_reach_the_end_of_the_calendar(self):
        assert years([date.max]).after(date.max) == 100.0


def test_months_are_all_as_wide():
    axis = months(2017)

    assert [tick.x for tick in axis.ticks[:3]] == [0.0, 8.33, 16.67]
    assert axis.of(date(2017, 2, 1)) == 8.33
    assert axis.after(date(2017, 2, 28)) == 16.67
    assert (axis.of(date(2016, 5, 1)), axis.after(date(2018, 1, 1))) == (0.0, 100.0)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("2017-07-01", (Mark("dot", 50.0),)),
        ("2017-07", (Mark("span", 50.0, 8.33),)),
        ("2017", (Mark("span", 0.0, 100.0),)),
        ("week of 2017-07-01", (Mark("span", 50.0, 1.88),)),
        ("week of 2017-12-31", (Mark("span", 99.73, 0.27),)),
        ("by 2017-06", (Mark("open", 0.0, 50.0),)),
        ("by 2017-06-30", (Mark("open", 0.0, 50.0),)),
        ("undated", ()),
    ],
)
def test_a_date_is_drawn_as_widely_as_it_is_known(text, marks):
    assert moment(read(text), months(2017)) == marks


@pytest.mark.parametrize(
    ("starts", "ends", "shapes"),
    [
        ("2017-04-01", "2017-07-01", [("bar", 25.0, 50.0)]),
        ("2017-04", "2017-07", [("vague", 25.0, 33.33), ("bar", 33.33, 50.0), ("vague", 50.0, 58.33)]),
        ("2017-04-01", None, [("bar", 25.0, 100.0), ("onward", 100.0, 100.0)]),
        ("by 2017-06", None, [("vague", 0.0, 50.0), ("bar", 50.0, 100.0), ("onward", 100.0, 100.0)]),
        ("2017-04-01", "by 2017-06", [("vague", 25.0, 50.0)]),
        ("2017-05", "2017-05", [("vague", 33.33, 41.67)]),
        (None, "2017-07-01", [("vague", 0.0, 50.0)]),
        (None, None, [("vague", 0.0, 100.0), ("onward", 100.0, 100.0)]),
        ("undated", "undated", [("vague", 0.0, 100.0), ("onward", 100.0, 100.0)]),
    ],
)
def test_of_a_window_only_what_is_sure_is_full(starts, ends, shapes):
    marks = window(starts and read(starts), ends and read(ends), months(2017))

    assert [(mark.shape, mark.x, mark.end) for mark in marks] == shapes


class TestRows:
    def test_stand_under_each_other_as_high_as_their_names_need(self):
        first, second = chart_of([Item("A short name"), Item("A name that has no room on one line of a phone")]).rows

        assert (first.y, first.height) == (0.0, 3.05)
        assert (second.y, second.height) == (3.6, 4.4)

    def test_a_name_beyond_all_measure_is_cut(self):
        (row,) = chart_of([Item("word " * 400)]).rows

        assert len(row.names) == MOST_LINES
        assert row.names[-1].endswith("…")

    def test_bars_measure_themselves_by_the_greatest(self):
        chart = bars([(Item("A"), 4.0), (Item("B"), 1.0), (Item("C"), None)])

        assert [[mark.width for mark in row.item.marks] for row in chart.rows] == [[100.0], [25.0], []]

    def test_words_stand_in_a_long_bar_and_after_a_short_one(self):
        long, short = bars([(Item("A", says="4"), 4.0), (Item("B", says="1"), 1.0)]).rows

        assert (long.says_at, long.says_inside) == (100.0, True)
        assert (short.says_at, short.says_inside) == (25.0, False)

    def test_bars_of_nothing_are_nothing(self):
        assert bars([]).rows == ()
        assert [mark.width for mark in bars([(Item("A"), 0.0)]).rows[0].item.marks] == [0.0]


def test_a_matrix_has_a_place_for_every_column():
    drawn = matrix(["1", "2", "3"], [("A", "2 of 3", "/a/", {2: "full", 0: "cross"})])

    assert drawn.columns == ((16.67, "1"), (50.0, "2"), (83.33, "3"))
    assert [(cell.x, cell.shape) for cell in drawn.rows[0].cells] == [(16.67, "cross"), (83.33, "full")]
    assert matrix([], []).rows == ()


def test_a_course_goes_down_as_its_figure_does_and_is_as_wide_as_its_dates():
    course = trend([(read("2018-01-01"), 90, "90%", "#a"), (read("2018-07"), 80, "80%", "#b")], 100)

    before, after = course.points
    assert (before.x, before.width, before.y) == (0.0, 0.0, 2.5)
    assert (after.y, after.is_late) == (3.4, False)
    assert after.width > 8
    assert course.lines == [(before, after)]
