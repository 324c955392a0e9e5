"""A figure as it was read at different moments, on one line."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..dates import PartialDate
from .rows import AXIS
from .scale import Scale, Tick, years

HEIGHT = 9.0  # ems, between the least and the greatest of the scale
ABOVE = 1.6  # the room for what stands over the highest point


@dataclass(frozen=True)
class Point:
    """One reading: its place, the words at it, where it leads. A reading of a month or a year is as wide as that."""

    x: float
    width: float
    y: float
    says: str
    url: str
    is_late: bool

    @property
    def end(self) -> float:
        return round(self.x + self.width, 2)

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 2)


@dataclass(frozen=True)
class Trend:
    points: tuple[Point, ...]
    ticks: tuple[Tick, ...]
    top: float = ABOVE
    bottom: float = ABOVE + HEIGHT
    height: float = ABOVE + HEIGHT + AXIS

    @property
    def lines(self) -> list[tuple[Point, Point]]:
        return list(zip(self.points, self.points[1:], strict=False))


def trend(readings: Sequence[tuple[PartialDate, float, str, str]], most: float) -> Trend:
    """Of (date, value, words, address), the dates known at least to the year, on a scale from 0 to `most`."""
    axis = years(day for date, *_ in readings for day in (date.first, date.last))
    scale = Scale(0, most)
    points = []
    for date, value, says, url in readings:
        begin, end = axis.of(date.first), axis.of(date.last)
        height = round(ABOVE + HEIGHT * (1 - scale.at(value) / 100), 2)
        points.append(Point(begin, round(end - begin, 2), height, says, url, begin > 50))
    return Trend(tuple(points), axis.ticks)
