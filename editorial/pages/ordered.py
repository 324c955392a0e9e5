"""A long list of which one page is read: what stands where in it is found once in a generation."""

from array import array
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from ..generation import Kept

_orders: Kept[tuple, array] = Kept(64)


class Ordered(Sequence):
    """The entries of a queryset in its order. `key` says which queryset it is, beyond what is public.

    The first and the last page take the same time: the database is asked for the entries on it, and passes over none.
    """

    def __init__(self, entries: QuerySet, key: tuple):
        self.entries = entries
        self.keys = _orders.get(key, lambda: array("q", entries.values_list("pk", flat=True)))

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, place: Any) -> Any:
        """A slice of them; one that is gone meanwhile leaves no gap."""
        keys = self.keys[place]
        found = self.entries.order_by().in_bulk(list(keys)) if keys else {}
        return [found[key] for key in keys if key in found]
