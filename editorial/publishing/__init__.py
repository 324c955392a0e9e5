"""What may be public, and when: the ground that every record stands on."""

from .publicness import PublicQuerySet
from .records import NOTED, Entry, HorizonField, Record, Row
from .states import State, Status, public_since

__all__ = ["NOTED", "Entry", "HorizonField", "PublicQuerySet", "Record", "Row", "State", "Status", "public_since"]
