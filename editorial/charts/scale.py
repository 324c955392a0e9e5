"""From values to places on an axis."""

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass

MOST_LABELS = 8  # as many years as have room for their names on a phone


@dataclass(frozen=True)
class Scale:
    """What stands at the left end of an axis, and what at the right."""

    low: float
    high: float

    def at(self, value: float) -> float:
        """How far along the axis a value stands, in percent; what is beyond stands at its end."""
        if self.high <= self.low:
            return 0.0
        share = (float(value) - self.low) / (self.high - self.low)
        return round(100 * min(max(share, 0.0), 1.0), 2)


@dataclass(frozen=True)
class Tick:
    """A line across the chart where something begins, with what that is called; `minor` ones go first on a phone."""

    x: float
    label: str
    minor: bool = False


@dataclass(frozen=True)
class DayScale(Scale):
    """An axis of days."""

    ticks: tuple[Tick, ...] = ()

    def of(self, day: datetime.date) -> float:
        """Where a day begins."""
        return self.at(day.toordinal())

    def after(self, day: datetime.date) -> float:
        """Where a day ends."""
        return self.at(day.toordinal() + 1)


def years(days: Iterable[datetime.date]) -> DayScale:
    """An axis of whole years that has room for all of these days."""
    found = sorted(day.year for day in days)
    if not found:
        return DayScale(0, 0)
    first, last = found[0], found[-1]
    bare = Scale(new_year(first), new_year(last + 1))
    step = -(-(last - first + 1) // MOST_LABELS)
    ticks = tuple(
        Tick(bare.at(new_year(year)), str(year), minor=bool((year - first) % step)) for year in range(first, last + 1)
    )
    return DayScale(bare.low, bare.high, ticks)


@dataclass(frozen=True)
class YearScale(DayScale):
    """The twelve months of one year, all as wide as each other, as on a calendar."""

    year: int = 0

    def of(self, day: datetime.date) -> float:
        if day.year != self.year:
            return 0.0 if day.year < self.year else 100.0
        length = calendar.monthrange(day.year, day.month)[1]
        return self.at(day.month - 1 + (day.day - 1) / length)

    def after(self, day: datetime.date) -> float:
        if day.year != self.year:
            return 0.0 if day.year < self.year else 100.0
        length = calendar.monthrange(day.year, day.month)[1]
        return self.at(day.month - 1 + day.day / length)


def months(year: int) -> YearScale:
    """An axis of the months of one year."""
    bare = Scale(0, 12)
    ticks = tuple(Tick(bare.at(place), name) for place, name in enumerate("JFMAMJJASOND"))
    return YearScale(0, 12, ticks, year)


def new_year(year: int) -> int:
    """The number of its first day; of the year after the calendar's last, one more than that has."""
    if year > datetime.MAXYEAR:
        return datetime.date.max.toordinal() + 1
    return datetime.date(year, 1, 1).toordinal()
