"""By which names the entries of a kind are found in a text: their titles, and what apps add when they are ready.

names.register(Person, "aliases__name")
"""

from collections.abc import Collection
from typing import NamedTuple

from .. import kinds
from ..permissions import visible_to

TITLE = "title"

_lookups: dict[type, list[str]] = {}


class Named(NamedTuple):
    """That an entry has a name."""

    name: str
    kind: str
    key: str
    title: str


def register(model: type, lookup: str) -> None:
    """Find the entries of this kind by another field as well, one of theirs or of their rows."""
    lookups = _lookups.setdefault(model, [])
    if lookup not in lookups:
        lookups.append(lookup)


def who_is_named(names: Collection[str], user=None) -> list[Named]:
    """The entries that have one of these names; only what somebody may know of, if a user is given.

    A query for each kind and each way to be named. `names` may be some thousands, which databases take at once.
    """
    found: set[Named] = set()
    for kind in kinds.words() if names else ():
        entries = kinds.model_of(kind).objects.order_by()
        if user is not None:
            entries = visible_to(entries, user)
        for lookup in (TITLE, *_lookups.get(entries.model, ())):
            rows = entries.filter(**{f"{lookup}__in": names}).values_list(lookup, "key", "title")
            found.update(Named(name, kind, key, title) for name, key, title in rows)
    return sorted(found)
