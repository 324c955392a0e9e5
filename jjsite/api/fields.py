"""The fields of a record, row or part as the API tells them, found in the model itself."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models

from editorial.absence import Absence
from editorial.dates import PartialDateField
from editorial.horizon import Horizon, Standing
from editorial.links.fields import EntryRefField
from editorial.markup import citations_of
from editorial.markup.fields import ProseField
from editorial.pictures.models import Picture
from editorial.publishing import Entry, Record, Row
from editorial.publishing.publicness import Publishable
from editorial.snapshot.shape import shape_of

from .looking_up import told
from .page import AnswerPage
from .pictures import picture_data
from .values import (
    TEXT,
    Schema,
    citations_data,
    date_data,
    many,
    named_entry_data,
    or_null,
    prose_data,
    ref,
    reference_data,
    structure,
)

Tell = Callable[[Any, AnswerPage], Any]

HORIZON_SCHEMA: Schema = {
    "type": "integer",
    "minimum": 0,
    "description": "The episode of the series that gives it away; 0 if none does.",
}

# What stands around the fields of a record, or is the desk's own.
AROUND: dict[Any, set[str]] = {
    Entry: {"key", "title", "slug", "state", "publish_at", "expire_at", "horizon", "cites", "absent"},
    Record: {"key", "cites", "absent"},
    Row: {"uid", "horizon", "cites"},
}


@dataclass(frozen=True)
class ApiField:
    name: str
    schema: Schema
    tell: Tell
    is_many: bool = False

    def data(self, record: Any, page: AnswerPage) -> Any:
        value = value_before(record, self.name, page.horizon)
        if self.is_many:
            return [self.tell(one, page) for one in value or []]
        return None if value in (None, "") else self.tell(value, page)


def is_told(record: Any, name: str, horizon: Horizon) -> bool:
    return horizon.standing(record.field_known_from(name)) is Standing.OPEN


def value_before(record: Any, name: str, horizon: Horizon) -> Any:
    """What a field says before a reader: nothing if that is later, and what the model itself says in its place."""
    if not is_told(record, name, horizon):
        return None
    if instead := getattr(record, f"{name}_before", None):
        return instead(horizon)
    field = record._meta.get_field(name)
    return told(record, name) if field.many_to_many or field in record.may_name() else getattr(record, name)


@cache
def fields_of(model: Any) -> tuple[ApiField, ...]:
    """All fields that are public, in the order of the model."""
    shape = shape_of(model)
    around = next(names for base, names in AROUND.items() if issubclass(model, base))
    fields = [field for name, field in (shape.columns | shape.references | shape.many).items() if name not in around]
    return tuple(api_field(model, field) for field in fields)


def fields_data(record: Any, page: AnswerPage) -> dict[str, Any]:
    return {field.name: field.data(record, page) for field in fields_of(record._meta.model)}


def fields_schema(model: Any) -> Schema:
    return structure("What it says", {field.name: field.schema for field in fields_of(model)})


def absent_data(record: Any, page: AnswerPage) -> dict[str, str]:
    """In which way each of its fields is missing that is empty on purpose."""
    names = [field.name for field in fields_of(record._meta.model)]
    return {
        name: record.absent[name] for name in names if name in record.absent and is_told(record, name, page.horizon)
    }


def absent_schema(model: Any) -> Schema:
    fields = {field.name: {"enum": list(Absence.values)} for field in fields_of(model)}
    return structure("The way in which what is missing is missing", fields, optional=tuple(fields))


def cites_data(record: Any, page: AnswerPage) -> list[dict[str, Any]]:
    return citations_data(dict.fromkeys(citations_of(record.cites)), page)


def row_data(row: Any, page: AnswerPage) -> dict[str, Any]:
    return {
        "uid": str(row.uid),
        "horizon": row.horizon,
        "fields": fields_data(row, page),
        "cites": cites_data(row, page),
    }


def row_schema(model: Any) -> Schema:
    properties = {
        "uid": TEXT | {"format": "uuid"},
        "horizon": HORIZON_SCHEMA,
        "fields": fields_schema(model),
        "cites": many(ref("Citation")),
    }
    return structure(str(model._meta.verbose_name).capitalize(), properties)


def part_data(part: Any, page: AnswerPage) -> dict[str, Any]:
    return {
        "key": part.key,
        "fields": fields_data(part, page),
        "absent": absent_data(part, page),
        "cites": cites_data(part, page),
    }


def part_schema(model: Any) -> Schema:
    properties = {
        "key": TEXT,
        "fields": fields_schema(model),
        "absent": absent_schema(model),
        "cites": many(ref("Citation")),
    }
    return structure(str(model._meta.verbose_name).capitalize(), properties)


def api_field(model: Any, field: Any) -> ApiField:
    title = {"title": str(field.verbose_name)}
    if field.many_to_many:
        return ApiField(field.name, title | many(ref("Reference")), reference_data, is_many=True)
    schema, tell = kind_of_value(field)
    return ApiField(field.name, title | (or_null(schema) if may_be_missing(model, field) else schema), tell)


def may_be_missing(model: Any, field: Any) -> bool:
    """Whether it may be empty, lead to nothing public, or be later than the rest of its record."""
    is_later = model.field_known_from is not Publishable.field_known_from
    return field.null or field.blank or is_later or isinstance(field, EntryRefField)


def kind_of_value(field: Any) -> tuple[Schema, Tell]:
    if field.many_to_one:
        return kind_of_relation(field.related_model)
    if field.choices:
        labels = {value: str(label) for value, label in field.choices}
        return choice_schema(labels), lambda value, page: {"value": value, "label": labels.get(value, value)}
    for field_class, schema, tell in KINDS_OF_VALUE:
        if isinstance(field, field_class):
            return schema, tell
    raise TypeError(f"Say in KINDS_OF_VALUE how the API tells {field}.")


def kind_of_relation(model: Any) -> tuple[Schema, Tell]:
    if issubclass(model, Entry):
        return ref("Reference"), reference_data
    return ref(model.__name__), picture_data if model is Picture else part_data


def choice_schema(labels: dict[str, str]) -> Schema:
    return {
        "type": "object",
        "properties": {"value": {"enum": list(labels)}, "label": TEXT},
        "required": ["value", "label"],
        "additionalProperties": False,
    }


def as_it_is(value: Any, page: AnswerPage) -> Any:
    return value


def moment(value: datetime.datetime, page: AnswerPage) -> str:
    return value.astimezone(datetime.UTC).isoformat()


KINDS_OF_VALUE: list[tuple[type, Schema, Tell]] = [
    (ProseField, ref("Prose"), prose_data),
    (PartialDateField, ref("KnownDate"), date_data),
    (EntryRefField, ref("Reference"), named_entry_data),
    (models.BooleanField, {"type": "boolean"}, as_it_is),
    (models.DecimalField, {"type": "number"}, lambda value, page: float(value)),
    (models.FloatField, {"type": "number"}, as_it_is),
    (models.IntegerField, {"type": "integer"}, as_it_is),
    (models.DateTimeField, {"type": "string", "format": "date-time"}, moment),
    (models.DateField, {"type": "string", "format": "date"}, lambda value, page: value.isoformat()),
    (models.CharField, TEXT, as_it_is),
    (models.TextField, TEXT, as_it_is),
]
