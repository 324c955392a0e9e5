from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.calendars.events import event_on
from editorial.calendars.writing import OCTETS, calendar, fold
from editorial.dates import PartialDate
from tests.machines import events_in, unfolded

SAID = {
    "uid": "tag:example.org,2026:milestone/one",
    "text": "Said.",
    "url": "https://example.org/",
    "changed_at": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
}


def written(when, title="A day"):
    return events_in(calendar("Days", event_on(PartialDate.parse(when), title=title, **SAID)))


def test_a_day_is_an_all_day_event():
    (event,) = written("2018-03-08")

    assert event["DTSTART;VALUE=DATE"] == "20180308"
    assert event["DTEND;VALUE=DATE"] == "20180309"
    assert event["DTSTAMP"] == "20260102T030405Z"
    assert event["SUMMARY"] == "A day"


def test_of_a_week_it_is_said_that_the_day_is_not_known():
    (event,) = written("week of 2017-04-03")

    assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) == ("20170403", "20170410")
    assert event["SUMMARY"] == "A day (some day of this week)"


@pytest.mark.parametrize("when", ["2018-03", "2018", "by 2017-07", "by 2017-07-03", "undated"])
def test_no_day_is_made_up(when):
    assert written(when) == []


def test_nothing_is_kept_of_what_has_no_date():
    assert event_on(None, title="Sometime", **SAID) == []


def test_the_last_day_of_all_can_be_written():
    (event,) = written("9999-12-31")

    assert event["DTSTART;VALUE=DATE"] == date.max.strftime("%Y%m%d")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=300))
def test_any_title_comes_back_as_it_was(title):
    text = calendar("Days", event_on(PartialDate.parse("2018-03-08"), title=title, **SAID))

    (event,) = events_in(text)
    assert event["SUMMARY"] == title
    assert all(len(line.encode()) <= OCTETS for line in text.split("\r\n"))


def test_line_breaks_in_a_text_do_not_end_it():
    (event,) = written("2018-03-08", title="One\r\nEND:VEVENT\nTwo")

    assert event["SUMMARY"] == "One\nEND:VEVENT\nTwo"


def test_a_line_is_folded_between_letters():
    assert list(fold("ü" * 40)) == ["ü" * 37, " " + "ü" * 3]


def test_a_calendar_says_what_it_is():
    lines = unfolded(calendar("Days, and more", []))

    assert lines[0] == ("BEGIN", "VCALENDAR")
    assert ("VERSION", "2.0") in lines
    assert ("NAME", r"Days\, and more") in lines
    assert lines[-1] == ("END", "VCALENDAR")
