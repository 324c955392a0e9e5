"""What is drawn of the sources: counts in, geometry out."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.http import urlencode

from editorial.charts import Chart, Item, bars
from editorial.dates.partial import UNDATED

SHOWN = 15


def by_publisher(counts: Sequence[tuple[str, str, int]]) -> Chart:
    """Who published most, and all others in one."""
    rows = [(Item(name, filtered(publication=key), says=str(many)), float(many)) for key, name, many in counts[:SHOWN]]
    if others := counts[SHOWN:]:
        many = sum(count for _, _, count in others)
        rows.append((Item(f"{len(others)} others", "#publishers-table", says=str(many)), float(many)))
    return bars(rows)


def by_year(counts: Sequence[tuple[str, int]]) -> Chart:
    return bars(
        (Item("Undated" if year == UNDATED else year, filtered(year=year), says=str(many)), float(many))
        for year, many in counts
    )


def filtered(**values: str) -> str:
    return f"{reverse('sources:source-list')}?{urlencode(values)}"
