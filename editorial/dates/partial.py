import calendar
import datetime
import re
from dataclasses import dataclass

from django.utils import dateformat

PATTERN = re.compile(r"(?:(week of|by) )?(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)
UNDATED = "undated"
QUALIFIERS = {"week of": "week", "by": "by", None: ""}
WAYS_TO_WRITE = "Write 2018-03-08, 2018-03, 2018, “week of 2017-04-03”, “by 2017-07” or “undated”."


@dataclass(frozen=True)
class DaysBetween:
    """A number of days, from the least to the most that it can have been; no most if that is not known."""

    least: int
    most: int | None

    @property
    def is_exact(self) -> bool:
        return self.least == self.most

    @property
    def label(self) -> str:
        if self.is_exact:
            return f"{self.least:,} days"
        if self.most is None:
            return f"at least {self.least:,} days"
        return f"{self.least:,} to {self.most:,} days"


@dataclass(frozen=True)
class PartialDate:
    """A date known to the day, the month or the year, and no further.

    `qualifier` is "week" (the week that begins on that day), "by" (some time up to the end of that
    day, month or year), "undated" (the source carries no date: all else is None) or "".
    """

    year: int | None
    month: int | None = None
    day: int | None = None
    qualifier: str = ""

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read what an editor types or a fixture holds; ValueError says how to write it."""
        text = " ".join(text.split())
        if text == UNDATED:
            return cls(None, qualifier=UNDATED)
        match = PATTERN.fullmatch(text)
        if not match:
            raise ValueError(f"“{text}” is not a date that can be read. {WAYS_TO_WRITE}")
        words, year, month, day = match.groups()
        if words == "week of" and not day:
            raise ValueError(f"“{text}” needs the day on which the week begins. {WAYS_TO_WRITE}")
        date = cls(int(year), int(month) if month else None, int(day) if day else None, QUALIFIERS[words])
        try:
            _ = date.first
        except ValueError:
            raise ValueError(f"“{text}” is not in the calendar. {WAYS_TO_WRITE}") from None
        return date

    @classmethod
    def from_stored(cls, stored: str) -> "PartialDate":
        iso, _, qualifier = stored.partition(" ")
        words = {"week": "week of ", "by": "by "}.get(qualifier, "")
        return cls.parse(words + iso)

    @property
    def stored(self) -> str:
        """A text that sorts by time: earlier first, the vaguer before the exact, undated last."""
        return f"{self.iso} {self.qualifier}" if self.qualifier in ("week", "by") else self.iso

    @property
    def iso(self) -> str:
        if self.year is None:
            return UNDATED
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    @property
    def first(self) -> datetime.date:
        """The first day of what is known; ValueError where there is no such day, or none is known."""
        if self.year is None:
            raise ValueError("An undated thing has no first day.")
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        """The last day on which it can have been; ValueError where none is known."""
        first = self.first
        if self.qualifier == "week":
            return first + min(datetime.timedelta(days=6), datetime.date.max - first)
        if self.day:
            return first
        month = self.month or 12
        return first.replace(month=month, day=calendar.monthrange(first.year, month)[1])

    def is_surely_before(self, other: "PartialDate") -> bool:
        """Whether this was earlier, wherever in what is known the two days lie."""
        if self.year is None or other.year is None or other.qualifier == "by":
            return False
        return self.last < other.first

    def has_come(self, day: datetime.date) -> bool | None:
        """Whether this was on that day or before; None where what is known leaves it open."""
        if self.year is None:
            return None
        if day >= self.last:
            return True
        return None if self.qualifier == "by" or day >= self.first else False

    def days_until(self, other: "PartialDate") -> "DaysBetween | None":
        """How many days later the other was, as narrowly as the two are known; None if not even the least is."""
        if self.year is None or other.year is None or other.qualifier == "by":
            return None
        least = (other.first - self.last).days
        most = None if self.qualifier == "by" else (other.last - self.first).days
        return DaysBetween(least, most)

    @property
    def machine(self) -> str:
        """The value of a `<time datetime>`, empty where HTML has no form for what is known."""
        if self.year is None or self.qualifier == "by":
            return ""
        if self.qualifier == "week":
            year, week, _ = self.first.isocalendar()
            return f"{year:04}-W{week:02}"
        return self.iso

    @property
    def label(self) -> str:
        """The date in words, as precise as it is known: “week of April 3, 2017”."""
        if self.year is None:
            return UNDATED
        form = "F j, Y" if self.day else "F Y" if self.month else "Y"
        words = dateformat.format(self.first, form) if self.year >= 1000 else self.iso
        return {"week": "week of ", "by": "by "}.get(self.qualifier, "") + words

    def __str__(self) -> str:
        """The form that `parse` reads."""
        return {"week": "week of ", "by": "by "}.get(self.qualifier, "") + self.iso
