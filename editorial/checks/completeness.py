"""How much of what is wanted of an entry is there."""

from dataclasses import dataclass

from django.db import models

from ..publishing import Record
from .findings import label_of


@dataclass(frozen=True)
class Completeness:
    """How many of the wanted fields are filled or marked as absent, and what editors call the others."""

    filled: int
    wanted: int
    missing: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return not self.missing


def completeness(record: Record) -> Completeness:
    """Asks the database for rows that are not at hand: `fetch` has them fetched for many records at once."""
    missing = tuple(label_of(type(record), name) for name in record.wanted if not has(record, name))
    return Completeness(len(record.wanted) - len(missing), len(record.wanted), missing)


def fetch_wanted(records: list[Record]) -> None:
    """Have at hand what `completeness` looks at in these records of one model."""
    if records:
        fields = {name: records[0]._meta.get_field(name) for name in records[0].wanted}
        rows = [name for name, field in fields.items() if field.one_to_many or field.many_to_many]
        models.prefetch_related_objects(records, *rows)


def has(record, name) -> bool:
    field = record._meta.get_field(name)
    if field.one_to_many or field.many_to_many:
        return bool(getattr(record, name).all())
    return getattr(record, field.attname) not in (None, "") or name in record.absent
