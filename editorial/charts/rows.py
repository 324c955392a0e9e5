"""Charts of one row a thing: its name, and below it what is drawn of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap

from .scale import Scale, Tick
from .spans import Mark

# As many characters as a line has room for on a phone; what needs more lines than that is cut, and whole in the table.
LINE = 36
MOST_LINES = 3

# Heights, in ems.
TEXT = 1.35
PLOT = 1.7
GAP = 0.55
AXIS = 1.8


@dataclass(frozen=True)
class Item:
    """What one row shows: a line to begin with, a name, words at the end of its bar, where it leads, its shapes."""

    name: str
    url: str = ""
    marks: Sequence[Mark] = ()
    kicker: str = ""
    says: str = ""


@dataclass(frozen=True)
class Row:
    """An item in its place. Its words begin at the end of its bar, or end there inside a long one."""

    item: Item
    kickers: tuple[str, ...]
    names: tuple[str, ...]
    y: float

    @property
    def plot_y(self) -> float:
        return round(TEXT * (len(self.kickers) + len(self.names)), 2)

    @property
    def height(self) -> float:
        return round(self.plot_y + PLOT, 2)

    @property
    def says_at(self) -> float:
        return max((mark.end for mark in self.item.marks), default=0.0)

    @property
    def says_inside(self) -> bool:
        return self.says_at > 50


@dataclass(frozen=True)
class Chart:
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    height: float
    rule: float | None = None

    @property
    def bottom(self) -> float:
        """Where the lines of the axis end, and below it the names of its ticks stand."""
        return round(self.height - AXIS, 2) if self.ticks else self.height


def chart_of(items: Iterable[Item], ticks: Iterable[Tick] = (), rule: float | None = None) -> Chart:
    """The items one under the other; `rule` is a place to mark across all of them."""
    rows: list[Row] = []
    y = 0.0
    for item in items:
        rows.append(Row(item, lines_of(item.kicker), lines_of(item.name), y))
        y = round(y + rows[-1].height + GAP, 2)
    kept = tuple(ticks)
    return Chart(tuple(rows), kept, round(y + (AXIS if kept else 0.0), 2), rule)


def bars(items: Iterable[tuple[Item, float | None]], most: float | None = None, ticks: Iterable[Tick] = ()) -> Chart:
    """A bar for each item's value, on a scale from 0 to `most`, else to the greatest; none for None."""
    given = list(items)
    scale = Scale(0, most if most is not None else max((value for _, value in given if value is not None), default=0))
    return chart_of((replace(item, marks=bar_of(value, scale)) for item, value in given), ticks)


def bar_of(value: float | None, scale: Scale) -> tuple[Mark, ...]:
    return () if value is None else (Mark("bar", 0.0, scale.at(value)),)


def lines_of(name: str) -> tuple[str, ...]:
    """The name broken into lines that have room on a phone."""
    return tuple(wrap(name, LINE, max_lines=MOST_LINES, placeholder=" …"))
