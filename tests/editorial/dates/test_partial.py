import pytest

from editorial.dates import PartialDate

READABLE = [
    # written, stored, in words, for machines
    ("2018-03-08", "2018-03-08", "March 8, 2018", "2018-03-08"),
    ("2018-03", "2018-03", "March 2018", "2018-03"),
    ("2018", "2018", "2018", "2018"),
    ("week of 2017-04-03", "2017-04-03 week", "week of April 3, 2017", "2017-W14"),
    ("by 2017-07", "2017-07 by", "by July 2017", ""),
    ("by 2022", "2022 by", "by 2022", ""),
    ("by 2017-09-14", "2017-09-14 by", "by September 14, 2017", ""),
    ("undated", "undated", "undated", ""),
    ("0001-01-01", "0001-01-01", "0001-01-01", "0001-01-01"),
    ("9999-12-31", "9999-12-31", "December 31, 9999", "9999-12-31"),
]


@pytest.mark.parametrize(("written", "stored", "label", "machine"), READABLE)
def test_a_date_keeps_its_precision_through_storage(written, stored, label, machine):
    date = PartialDate.parse(written)

    assert date.stored == stored
    assert PartialDate.from_stored(stored) == date
    assert str(date) == written
    assert date.label == label
    assert date.machine == machine


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "March 8, 2018",
        "2018-3-8",
        "2018-02-30",
        "2018-13",
        "0000",
        "20180308",
        "week of 2017-04",
        "by",
        "by undated",
        "٢٠١٨",
        "2018-03-08\x00",
        "99999",
    ],
)
def test_what_is_no_date_is_refused_with_the_ways_to_write_one(written):
    with pytest.raises(ValueError, match="Write 2018-03-08, 2018-03, 2018"):
        PartialDate.parse(written)


def test_stored_dates_sort_by_time_and_the_undated_come_last():
    in_order = [
        "2016-08 by",
        "2017",
        "2017-04",
        "2017-04-03",
        "2017-04-03 week",
        "2017-07 by",
        "2018-03-08",
        "undated",
    ]

    assert sorted(set(in_order)) == in_order


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("2018-03-08", "2018-03-08"),
        ("2018-02", "2018-02-28"),
        ("2016-02", "2016-02-29"),
        ("2018", "2018-12-31"),
        ("by 2017-07", "2017-07-31"),
        ("week of 2017-04-03", "2017-04-09"),
        ("9999", "9999-12-31"),
        ("week of 9999-12-30", "9999-12-31"),
    ],
)
def test_the_last_day_is_as_late_as_the_precision_allows(written, last):
    assert PartialDate.parse(written).last.isoformat() == last


@pytest.mark.parametrize(
    ("earlier", "later", "surely"),
    [
        ("2018-03-07", "2018-03-08", True),
        ("2018-03-08", "2018-03-08", False),
        ("2018-02", "2018-03-01", True),
        ("2018-03", "2018-03-31", False),
        ("2017", "2018", True),
        ("by 2017-07", "2017-08", True),
        ("2017-06", "by 2017-07", False),
        ("week of 2017-04-03", "2017-04-09", False),
        ("week of 2017-04-03", "2017-04-10", True),
        ("undated", "2018", False),
        ("2018", "undated", False),
    ],
)
def test_one_date_is_surely_before_another_only_where_both_are_known_well_enough(earlier, later, surely):
    assert PartialDate.parse(earlier).is_surely_before(PartialDate.parse(later)) is surely
