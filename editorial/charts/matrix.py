"""Who is where: rows of places, filled or not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .rows import GAP, PLOT, TEXT, lines_of

HEAD = 1.8  # ems


@dataclass(frozen=True)
class MatrixCell:
    """A filled place: where its middle is, and its shape: `full`, `hollow`, `square`, `diamond` or `cross`."""

    x: float
    shape: str


@dataclass(frozen=True)
class MatrixRow:
    name: str
    says: str
    url: str
    cells: tuple[MatrixCell, ...]
    y: float

    @property
    def names(self) -> tuple[str, ...]:
        return lines_of(self.name)

    @property
    def plot_y(self) -> float:
        return round(TEXT * len(self.names), 2)

    @property
    def height(self) -> float:
        return round(self.plot_y + PLOT, 2)


@dataclass(frozen=True)
class Matrix:
    """`columns` are the middle of each and its name."""

    columns: tuple[tuple[float, str], ...]
    rows: tuple[MatrixRow, ...]
    height: float


def matrix(columns: Sequence[str], rows: Iterable[tuple[str, str, str, Mapping[int, str]]]) -> Matrix:
    """Of the names of the columns, and for each row its name, words, address and {place of the column: shape}."""
    step = 100 / max(len(columns), 1)
    middles = [round(step * (place + 0.5), 2) for place in range(len(columns))]
    placed: list[MatrixRow] = []
    y = HEAD
    for name, says, url, filled in rows:
        cells = tuple(MatrixCell(middles[place], shape) for place, shape in sorted(filled.items()))
        placed.append(MatrixRow(name, says, url, cells, y))
        y = round(y + placed[-1].height + GAP, 2)
    return Matrix(tuple(zip(middles, columns, strict=True)), tuple(placed), y)
