"""What entries are in the words of schema.org, for somebody who has seen nothing.

Each app says of its kinds what type they are, and what there is to say beyond name and description:

    schema.register(Album, "MusicAlbum", album)

where `album(entry)` gives a mapping. An app above may add to it:

    schema.add(Season, scores_of)

The entry is one that such a reader may be told of, as `EntryDetailView` finds it, with its rows. A maker leaves out
what is told later, and may give None or nothing for what is not there.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..horizon import NEWCOMER
from .absolute import absolute
from .crumbs import Crumb

Maker = Callable[[Any], Mapping[str, Any]]

_types: dict[type, str] = {}
_makers: dict[type, list[Maker]] = {}


def register(model: type, type_name: str, maker: Maker) -> None:
    """Say what entries of this kind are; called by an app when it is ready."""
    _types[model] = type_name
    add(model, maker)


def add(model: type, maker: Maker) -> None:
    makers = _makers.setdefault(model, [])
    if maker not in makers:
        makers.append(maker)


def thing(entry, description: str) -> dict[str, Any]:
    """All that is said of an entry."""
    said: dict[str, Any] = {**reference(entry), "description": description}
    for make in _makers.get(type(entry), ()):
        said |= make(entry)
    return filled(said)


def reference(entry) -> dict[str, str]:
    """An entry as others name it."""
    address = absolute(entry.get_absolute_url())
    kind = _types.get(type(entry), "Thing")
    return {"@type": kind, "@id": address, "name": entry.title_before(NEWCOMER), "url": address}


def reference_if_told(entry) -> dict[str, str] | None:
    """The same of what need not be there, nor be public, nor be told."""
    is_told = entry is not None and entry.is_public() and not entry.told_from()
    return reference(entry) if is_told else None


def told(records: Iterable) -> list:
    """Those whose names may be told to somebody who has seen nothing."""
    return [record for record in records if not record.known_from()]


def date_of(partial) -> str:
    """A partial date as far as ISO 8601 has a form for it."""
    return partial.iso if partial and partial.year is not None and not partial.qualifier else ""


def duration(seconds: int | None) -> str:
    return f"PT{seconds}S" if seconds else ""


def breadcrumbs(crumbs: Iterable[Crumb]) -> dict[str, Any]:
    items = [
        {"@type": "ListItem", "position": place, "name": crumb.label, "item": absolute(crumb.url)}
        for place, crumb in enumerate(crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def item_list(entries: Iterable, after: int = 0) -> dict[str, Any]:
    """A page of a list; `after` so many."""
    items = [
        {
            "@type": "ListItem",
            "position": place,
            "name": entry.title_before(NEWCOMER),
            "url": absolute(entry.get_absolute_url()),
        }
        for place, entry in enumerate(entries, after + 1)
    ]
    return {"@type": "ItemList", "itemListElement": items}


def filled(said: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is empty."""
    return {name: value for name, value in said.items() if value not in (None, "", [], {})}
