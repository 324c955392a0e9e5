"""From raw records to drafts: values read by the model's own fields, references by key."""

import uuid
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from ..publishing import Entry, Row
from ..snapshot import Fields, Path, Snapshot
from ..snapshot.data import plain
from ..snapshot.shape import Shape, shape_of
from .problems import Problem
from .reading import RawRecord

ROW_NAMESPACE = uuid.UUID("6f0c9a52-0c4e-5d0b-9a3e-2b1f5a0d7c11")

NUL = "\0"  # for which databases cannot even be asked
NO_NUL = "A key holds no NUL character."


@dataclass
class Draft:
    """One record or row as a fixture has it. `natural` is a record's key and a row's uid."""

    shape: Shape
    name: str
    file: str
    line: int
    natural: Any
    parent: "Draft | None" = None
    accessor: str = ""
    order: int = 0
    values: dict[str, Any] = field(default_factory=dict)
    references: dict[str, Any] = field(default_factory=dict)
    many: dict[str, list] = field(default_factory=dict)
    rows: list["Draft"] = field(default_factory=list)

    @property
    def model(self):
        return self.shape.model

    @property
    def address(self):
        return self.model, self.natural

    @property
    def path(self) -> Path:
        """Where this stands in the snapshot of its record."""
        return (self.accessor, str(self.natural)) if self.parent else ()

    @property
    def parts(self):
        return [self, *self.rows]

    @property
    def unread(self) -> set[str]:
        """The columns whose values could not be read."""
        return self.shape.columns.keys() - self.values.keys()

    def named_keys(self):
        """(field name, key, field) for every record that this one refers to."""
        for name, column in self.shape.references.items():
            if self.references[name] is not None:
                yield name, self.references[name], column
        for name, column in self.shape.many.items():
            for key in self.many[name]:
                yield name, key, column

    def snapshot(self) -> Snapshot:
        """What the record shall say. Accounts are no part of a fixture: None."""
        rows: dict[str, dict[str, Fields]] = {accessor: {} for accessor in self.shape.rows}
        for row in self.rows:
            rows[row.accessor][str(row.natural)] = row.fields()
        return Snapshot(self.shape.label, self.fields(), rows)

    def fields(self) -> Fields:
        shape = self.shape
        fields = {
            name: plain(self.values[name] if name in self.values else column.get_default())
            for name, column in shape.columns.items()
            if name != "uid"
        }
        fields |= self.references | dict.fromkeys(shape.accounts)
        fields |= {name: sorted(set(keys)) for name, keys in self.many.items()}
        if self.parent:
            fields["order"] = self.order
        return fields

    def problem(self, message, field=""):
        return Problem(self.file, message, self.line, self.name, field)


def derived_uid(model, parent_key, natural_texts) -> uuid.UUID:
    """The permanent name of a row, from its parent's key and its own natural key."""
    return uuid.uuid5(ROW_NAMESPACE, "/".join([model._meta.label_lower, parent_key, *natural_texts]))


class Drafter:
    def __init__(self):
        self.problems: list[Problem] = []

    def record(self, raw: RawRecord, model) -> Draft | None:
        key = raw.fields.get("key")
        name = f"{raw.model} “{key}”" if isinstance(key, str) else raw.model
        draft = Draft(shape_of(model), name, raw.file, raw.line, key)
        if not isinstance(key, str) or not key:
            self.problems.append(draft.problem("Every record needs a key.", "key"))
            return None
        if NUL in key:
            self.problems.append(draft.problem(NO_NUL, "key"))
            return None
        address = {"slug": raw.fields.get("slug") or key} if issubclass(model, Entry) else {}
        self.fill(draft, raw.fields | address)
        return draft

    def row(self, parent: Draft, shape: Shape, accessor, position, fields) -> Draft | None:
        name = f"{parent.name}, {accessor} {position + 1}"
        draft = Draft(shape, name, parent.file, parent.line, None, parent, accessor, position)
        if not isinstance(fields, dict):
            self.problems.append(draft.problem("A row is a mapping of field names to values."))
            return None
        self.fill(draft, fields)
        draft.natural = draft.values["uid"] = draft.values.get("uid") or derived_uid(
            shape.model, parent.natural, [natural_text(draft, part) for part in shape.model.natural]
        )
        return draft

    def fill(self, draft: Draft, fields: dict):
        shape = draft.shape
        for name in fields:
            if name not in shape.names:
                self.problems.append(draft.problem(no_such_field(name, shape), name))
        for name, column in shape.columns.items():
            self.read_value(draft, name, column, fields)
        for name in shape.references:
            draft.references[name] = self.read_key(draft, name, fields.get(name))
        for name in shape.many:
            draft.many[name] = self.read_keys(draft, name, fields.get(name))
        for accessor, row_shape in shape.rows.items():
            rows = fields.get(accessor) or []
            if not isinstance(rows, list):
                self.problems.append(draft.problem("This is a list of rows.", accessor))
                continue
            made = [self.row(draft, row_shape, accessor, position, row) for position, row in enumerate(rows)]
            draft.rows += [row for row in made if row]

    def read_value(self, draft, name, column, fields):
        raw = fields.get(name)
        if raw is None or raw == "":
            draft.values[name] = None if name == "uid" else column.get_default()
            return
        if isinstance(raw, (dict, list)) and not isinstance(column, models.JSONField):
            self.problems.append(draft.problem("A single value is expected here.", name))
            return
        try:
            value = column.to_python(raw)
            if isinstance(column, models.DateTimeField) and timezone.is_naive(value):
                raise ValidationError("Say the time zone too: 2026-11-20 09:00:00+00:00.")
            if isinstance(column, models.DecimalField):
                value = as_stored(value, column)
        except ValidationError as error:
            self.problems.extend(draft.problem(message, name) for message in error.messages)
        except (TypeError, ValueError, OverflowError) as error:
            self.problems.append(draft.problem(f"This cannot be read: {error}", name))
        else:
            draft.values[name] = value

    def read_key(self, draft, name, raw):
        if isinstance(raw, list) and len(raw) == 1:
            raw = raw[0]
        if raw is None or raw == "":
            return None
        if not isinstance(raw, str):
            self.problems.append(draft.problem("The key of one record is expected here.", name))
            return None
        if NUL in raw:
            self.problems.append(draft.problem(NO_NUL, name))
            return None
        return raw

    def read_keys(self, draft, name, raw):
        if raw is None or raw == "":
            return []
        if not isinstance(raw, list):
            self.problems.append(draft.problem("A list of keys is expected here.", name))
            return []
        return [key for item in raw if (key := self.read_key(draft, name, item))]


def as_stored(value: Decimal, column: models.DecimalField) -> Decimal:
    """With as many places as the database keeps; with more it is refused later on."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -column.decimal_places < exponent and value.adjusted() < column.max_digits:
        return value.quantize(Decimal(1).scaleb(-column.decimal_places))
    return value


def natural_text(draft: Draft, part: str) -> str:
    value = draft.references.get(part) if part in draft.references else draft.values.get(part)
    return "" if value is None else str(value)


def no_such_field(name, shape):
    if name in ("order", getattr(shape.model, "parent", None)) and issubclass(shape.model, Row):
        return "Leave this out: it follows from where the row stands."
    near = get_close_matches(str(name), shape.names, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"The fields are {', '.join(shape.names)}."
    return f"There is no such field. {hint}"
