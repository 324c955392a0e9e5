"""What lasts whole days. A day that no source gives is never made up."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ..dates import PartialDate

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Event:
    uid: str
    first: date
    last: date
    title: str
    text: str
    url: str
    changed_at: datetime

    @property
    def end(self) -> date:
        """The day after the last, as calendars have it."""
        return self.last + A_DAY if self.last < date.max else self.last


def days_of(when: PartialDate | None) -> tuple[date, date] | None:
    """The first and the last day, where a day or a week is known; of anything vaguer there is no event."""
    if when is None or not when.day or when.qualifier not in ("", "week"):
        return None
    return when.first, when.last


def event_on(when: PartialDate | None, *, title: str, **said) -> list[Event]:
    """The event, if it can be kept in a calendar; of one that is known to the week alone the title says so."""
    days = days_of(when)
    if days is None:
        return []
    first, last = days
    if first != last:
        title = f"{title} (some day of this week)"
    return [Event(first=first, last=last, title=title, **said)]
