"""How an app shows its content on the detail pages of entries below it.

A person's page shows the credits, but `people` may not import `episodes`. So `episodes` makes a box,

    def credits_box(person, horizon):
        credits = Credit.objects.public().told(horizon).filter(person=person).select_related("episode__season")
        return Box("episodes/_credits_box.html", {"credits": credits}, credits)

and registers it in its `AppConfig.ready`, with what it shows:

    boxes.register(Person, credits_box, Credit)

`EntryDetailView` asks for the boxes of its entry, adds their records to the page, so that their links and
sources are looked up together with all others, and hands them to the template, which needs one line for all:

    {% include "includes/_boxes.html" %}

A box's template finds what it shows in `box.context`, and all else as any part of a page does: it loads
`editorial_tags`, begins with an h2, and brings a `section` of its own. Boxes stand in the order of their apps.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from ..horizon import Horizon
from .naming import models_that_name


@dataclass(frozen=True)
class Box:
    """A part of a page: a template, what it shows, and the records whose texts it shows."""

    template: str
    context: Mapping[str, Any]
    records: Iterable = ()


Maker = Callable[[Any, Horizon], Box | None]

_makers: dict[type, dict[Maker, set[type[Model]]]] = {}


def register(model: type, maker: Maker, *shown: type[Model]) -> None:
    """Show this on the page of each such entry; `maker` gets it and the reader’s horizon, or gives None.

    It is not asked where no record of what is `shown` names the entry, if the box shows nothing but that.
    """
    _makers.setdefault(model, {})[maker] = set(shown)


def boxes_of(entry, horizon: Horizon) -> list[Box]:
    """What the apps above show on the page of an entry to such a reader. Each box asks its own queries."""
    makers = _makers.get(type(entry), {})
    there = models_that_name(entry) if any(makers.values()) else set()
    made = (make(entry, horizon) for make, shown in makers.items() if not shown or shown & there)
    return [box for box in made if box is not None]
