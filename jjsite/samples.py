"""What the style guide draws: every kind of chart in every state, and not one fact about the series."""

import datetime

from editorial.charts import Chart, Item, Matrix, Trend, bars, chart_of, matrix, moment, months, trend, window, years
from editorial.dates import PartialDate

HERE = "#charts"

read = PartialDate.parse


def charts() -> dict[str, Chart | Matrix | Trend]:
    return {
        "bars": sample_bars(),
        "windows": sample_windows(),
        "moments": sample_moments(),
        "trend": sample_trend(),
        "matrix": sample_matrix(),
    }


def sample_bars() -> Chart:
    rooms = [
        (Item("The front room", HERE, says="12 windows"), 12.0),
        (Item("The back room, with a name so long that it needs a second line", HERE, says="5 windows"), 5.0),
        (Item("גם בכיוון השני", HERE, kicker="printed: one", says="1 window"), 1.0),
        (Item("The cellar", HERE, says="no window"), None),
    ]
    return bars(rooms)


def sample_windows() -> Chart:
    axis = years([datetime.date(2000, 1, 1), datetime.date(2004, 1, 1)])
    tenants = [
        ("First tenant", "2000-02-29", "2002-06-30"),
        ("Second tenant", "2001", "2003-05"),
        ("Third tenant", "by 2002", "undated"),
    ]
    rows = [
        Item(name, HERE, window(read(starts), read(ends), axis), kicker=f"{starts} – {ends}")
        for name, starts, ends in tenants
    ]
    return chart_of(rows, axis.ticks, axis.of(datetime.date(2002, 3, 1)))


def sample_moments() -> Chart:
    axis = months(2000)
    dates = ["2000-02-29", "week of 2000-04-03", "2000-06", "by 2000-09", "2000"]
    return chart_of((Item(date, HERE, moment(read(date), axis)) for date in dates), axis.ticks)


def sample_trend() -> Trend:
    readings = [
        (read("2000-02-29"), 90, "90%", HERE),
        (read("2001"), 84, "84%", HERE),
        (read("2003-06"), 70, "70%", HERE),
    ]
    return trend(readings, 100)


def sample_matrix() -> Matrix:
    rows = [
        ("The landlord", "4 of 5", HERE, {0: "full", 1: "full", 3: "square", 4: "cross"}),
        ("The visitor", "2 of 5", HERE, {1: "hollow", 2: "diamond"}),
    ]
    return matrix([str(evening) for evening in range(1, 6)], rows)
