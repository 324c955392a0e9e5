"""An entry's whole graph as plain data, which JSON can hold and any two of which can be compared."""

import datetime
import enum
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models

from ..dates import PartialDate
from .shape import Shape, shape_of

Fields = dict[str, Any]
Path = tuple[str, ...]  # ("title",), ("credits", uid) or ("credits", uid, "person")


@dataclass(frozen=True)
class Snapshot:
    """What a record says, its rows included.

    `model` is a label, "episodes.episode". `fields` and each row's fields are {name: value}: texts, numbers, booleans,
    None, moments and dates as texts, a relation as the natural key of its other end, many of them as a sorted list of
    keys. `rows` are {name of the relation: {uid: fields}}; where a row stands among its siblings is its `order`.
    """

    model: str
    fields: Fields
    rows: dict[str, dict[str, Fields]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.fields["key"]

    @property
    def shape(self) -> Shape:
        return shape_labelled(self.model)

    def as_data(self) -> dict[str, Any]:
        return {"model": self.model, "fields": self.fields, "rows": self.rows}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Snapshot":
        """Read what `as_data` wrote, also when the model had other fields then: new ones have their default value."""
        shape = shape_labelled(data["model"])
        rows = {
            accessor: {uid: up_to_date(fields, row_shape) for uid, fields in data["rows"].get(accessor, {}).items()}
            for accessor, row_shape in shape.rows.items()
        }
        return cls(data["model"], up_to_date(data["fields"], shape), rows)

    def get(self, path: Path) -> Any:
        """The value at that place; of a row its fields; None if there is no such row."""
        if len(path) == 1:
            return self.fields.get(path[0])
        accessor, uid, *name = path
        row = self.rows.get(accessor, {}).get(uid)
        return row.get(name[0]) if row is not None and name else row

    def with_values(self, values: Mapping[Path, Any]) -> "Snapshot":
        """The same with these values at these places; None at the place of a row takes it out."""
        fields = dict(self.fields)
        rows = {accessor: dict(of_kind) for accessor, of_kind in self.rows.items()}
        for path, value in values.items():
            match path:
                case (name,):
                    fields[name] = value
                case (accessor, uid) if value is None:
                    rows.get(accessor, {}).pop(uid, None)
                case (accessor, uid):
                    rows.setdefault(accessor, {})[uid] = dict(value)
                case (accessor, uid, name):
                    rows[accessor][uid] = rows[accessor][uid] | {name: value}
        return Snapshot(self.model, fields, rows)


def shape_labelled(label: str) -> Shape:
    model: type[models.Model] = apps.get_model(label)  # said, since what may be any class cannot be hashed
    return shape_of(model)


def up_to_date(fields: Fields, shape: Shape) -> Fields:
    return {name: fields.get(name, default) for name, default in defaults(shape)}


def defaults(shape: Shape) -> Iterator[tuple[str, Any]]:
    """The names of all that a snapshot holds of a record or row, each with what stands there if nothing was said."""
    for name, column in shape.columns.items():
        if name != "uid":
            yield name, plain(column.get_default())
    yield from ((name, None) for name in (*shape.references, *shape.accounts))
    yield from ((name, []) for name in shape.many)
    if shape.is_row:
        yield "order", 0


def plain(value: Any) -> Any:
    """A column's value as plain data."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat(sep=" ")
    if isinstance(value, (PartialDate, Decimal, uuid.UUID, models.fields.files.FieldFile)):
        return str(value)
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, dict):
        return dict(sorted(value.items()))
    return value
