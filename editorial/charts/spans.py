"""How dates lie on an axis of days: known to the day, the month or the year, and drawn no narrower than that."""

from dataclasses import dataclass

from ..dates import PartialDate
from .scale import DayScale


@dataclass(frozen=True)
class Mark:
    """A shape on a row: `dot`, `bar`, `span` (some day in there), `open` (any day before), `vague`, `onward`."""

    shape: str
    x: float
    width: float = 0.0

    @property
    def end(self) -> float:
        return round(self.x + self.width, 2)


def moment(date: PartialDate | None, scale: DayScale) -> tuple[Mark, ...]:
    """A day is a dot, what is known less exactly as wide as it is known; undated, nothing."""
    if date is None or date.year is None:
        return ()
    if date.qualifier == "by":
        return (stretch("open", 0.0, scale.after(date.last)),)
    if date.first == date.last:
        return (Mark("dot", scale.of(date.first)),)
    return (stretch("span", scale.of(date.first), scale.after(date.last)),)


def window(starts: PartialDate | None, ends: PartialDate | None, scale: DayScale) -> tuple[Mark, ...]:
    """From one date to another: what is sure is a bar, what may or may not belong to it is vague.

    Without an end it goes on, and the last mark says so. Without a beginning, all before the end is vague.
    """
    begins_vague, begins = around(starts, scale, unknown=(0.0, 0.0))
    ends_sure, ends_vague = around(ends, scale, unknown=(100.0, 100.0))
    if starts is None or starts.year is None:
        begins = ends_sure
    marks = [
        stretch("vague", begins_vague, begins),
        stretch("bar", begins, ends_sure),
        stretch("vague", max(ends_sure, begins), ends_vague),
    ]
    drawn = [mark for mark in marks if mark.width > 0]
    if ends is None or ends.year is None:
        drawn.append(Mark("onward", 100.0))
    return tuple(drawn)


def around(date: PartialDate | None, scale: DayScale, unknown: tuple[float, float]) -> tuple[float, float]:
    """Between which two places on the axis a date lies: the same, if it is a day."""
    if date is None or date.year is None:
        return unknown
    first = 0.0 if date.qualifier == "by" else scale.of(date.first)
    return first, scale.of(date.last) if date.day and date.qualifier == "" else scale.after(date.last)


def stretch(shape: str, begin: float, end: float) -> Mark:
    return Mark(shape, begin, round(max(end - begin, 0.0), 2))
