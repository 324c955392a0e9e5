"""What may be public, and when: the ground that every record stands on."""

from .publicness import PublicQuerySet
from .records import Entry, Record, Row
from .states import State, Status

__all__ = ["Entry", "PublicQuerySet", "Record", "Row", "State", "Status"]
