"""The geometry of charts: plain data in, places out, as the templates `components/chart_*.html` draw them.

Across, everything is in percent of the room there is; down, in ems of the label's own type. So a chart is as wide as
its place, on a phone as at a desk, and its words keep their size: nothing is ever scaled.
"""

from .matrix import Matrix, MatrixCell, MatrixRow, matrix
from .rows import Chart, Item, Row, bars, chart_of
from .scale import DayScale, Scale, Tick, months, years
from .spans import Mark, moment, window
from .trend import Point, Trend, trend

__all__ = [
    "Chart",
    "DayScale",
    "Item",
    "Mark",
    "Matrix",
    "MatrixCell",
    "MatrixRow",
    "Point",
    "Row",
    "Scale",
    "Tick",
    "Trend",
    "bars",
    "chart_of",
    "matrix",
    "moment",
    "months",
    "trend",
    "window",
    "years",
]
