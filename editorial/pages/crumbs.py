"""The way from the front page to a page, as it is shown and as machines are told."""

from typing import NamedTuple

from ..horizon import Horizon
from .lists import list_title, list_url


class Crumb(NamedTuple):
    label: str
    url: str


def crumbs_to_list(model) -> list[Crumb]:
    return [Crumb(list_title(model), list_url(model))]


def crumbs_to(entry, horizon: Horizon) -> list[Crumb]:
    """By way of what the entry is a part of, and of its list."""
    whole = getattr(entry, entry.part_of) if entry.part_of else None
    above = [Crumb(open_title(whole, horizon), whole.get_absolute_url())] if whole else []
    own = Crumb(entry.title_before(horizon), entry.get_absolute_url())
    return [*above, *crumbs_to_list(type(entry)), own]


def open_title(entry, horizon: Horizon) -> str:
    """The title if it gives nothing away, else the kind."""
    return f"The {entry._meta.verbose_name}" if entry.horizon else entry.title_before(horizon)
