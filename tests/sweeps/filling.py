"""Records of any kind with every field filled, and a secret word of its own in every text.

What is public and what is hidden differ in all that could tell of them: the first letter, the year, each choice.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from itertools import count, product

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone

from editorial import kinds
from editorial.absence import AbsenceField
from editorial.dates import PartialDate, PartialDateField
from editorial.desk import hold, save
from editorial.links.fields import EntryRefField
from editorial.markup.fields import CitesField, ProseField
from editorial.publishing import Entry, State
from editorial.publishing.publicness import Publishable
from editorial.publishing.records import HorizonField
from editorial.snapshot import Snapshot, snapshot
from editorial.snapshot.shape import record_models, shape_of
from tests.factories.editorial import make_image

# Ten letters, since a joiner has room for no more; none of them means anything in a number or a digest.
WORD = re.compile(r"[qx]z[0-9]{6}zq", re.IGNORECASE)
TEXTS = (models.CharField, models.TextField, models.FileField, models.JSONField)
# Texts that say nothing in free words: they only name other records, or a date, or fields.
WORDLESS = (CitesField, EntryRefField, PartialDateField, AbsenceField)


@dataclass(frozen=True)
class Place:
    """Where a secret word stands."""

    owner: str
    public: bool
    model: str
    field: str

    def __str__(self):
        return f"{self.model}.{self.field} of {self.owner}"


@dataclass
class Filler:
    """Makes records; those that are public before are what the later ones refer to."""

    places: dict[str, Place] = field(default_factory=dict)  # by word
    partners: dict[type, list] = field(default_factory=dict)  # public records by model
    serial: Iterator[int] = field(default_factory=lambda: count(1))
    number: int = 0  # for all numbers of one record, since some may not be less than others

    def words(self, public: bool) -> set[str]:
        return {word for word, place in self.places.items() if place.public == public}

    def word(self, owner: str, public: bool, model: type, name: str) -> str:
        word = f"{'q' if public else 'x'}z{next(self.serial):06}zq"
        self.places[word] = Place(owner, public, model._meta.label_lower, name)
        return word

    def make(self, model: type, whose: str, public: bool, **given):
        """A record, or row, with all its fields, rows and relations; `given` wins."""
        shape = shape_of(model)
        self.number += 1
        if issubclass(model, Entry):
            given = {"state": State.PUBLISHED, "publish_at": timezone.now() - timedelta(minutes=1)} | given
        values = {
            name: self.value(model, column, whose, public)
            for name, column in shape.columns.items()
            if name not in given and name not in ("uid", "state", "publish_at", "expire_at")
        }
        record = model(**values | {name: value for name, value in given.items() if name not in shape.many})
        self.refer(record, shape, whose, public, given)
        record.save()
        for name, many in shape.many.items():
            getattr(record, name).set(given.get(name) or self.partners.get(many.related_model, []))
        for row_shape in [*shape.rows.values()] * 2:  # two of each: some things stand between two rows
            self.make(row_shape.model, whose, public, **{row_shape.model.parent: record})
        return record

    def refer(self, record, shape, whose, public, given) -> None:
        """Let a record refer to others in the first way that its constraints allow."""
        names = [name for name in shape.references if name not in given]
        if shape.is_row and shape.model.parent not in given:
            names.append(shape.model.parent)
        fields = [shape.model._meta.get_field(name) for name in names]
        others = [self.referable(each, whose, public) for each in fields]
        if not refer_to_first_allowed(record, fields, others):
            for each in fields:
                self.add_partner(each.related_model, f"another {each.related_model._meta.verbose_name}")
            assert refer_to_first_allowed(record, fields, others), f"no way to make a {shape.label}"

    def referable(self, reference, owner, public) -> list:
        model = reference.related_model
        if model.shown_only_where_used:
            return [self.make(model, f"{owner}, {reference.name}", public)]
        if not self.partners.get(model) and not reference.null:
            self.add_partner(model, f"the first {model._meta.verbose_name}")
        return self.partners.get(model) or [None]

    def value(self, model, column, owner, public):
        if column.choices:
            values = [value for value, _ in column.choices]
            return values[0 if public else -1]
        match column:
            case models.FileField():
                number = next(self.serial)
                file = make_image(
                    "WEBP", (4 + number % 9, 3 + number // 9 % 9), colour=f"#{number * 7919 % 0xFFFFFF:06x}"
                )
                file.name = f"{self.word(owner, public, model, column.name)}.webp"
                return file
            case CitesField():
                return "".join(f"[@{source.key}]" for source in self.partners_labelled("sources.source"))
            case EntryRefField():
                return next((f"{kinds.kind_of(type(other))}:{other.key}" for other in self.entries()), "")
            case PartialDateField():
                year = 2001 if public else 1951
                return PartialDate(year + next(self.serial) % 40, 1 + next(self.serial) % 12, 3)
            case AbsenceField():
                return {}
            case ProseField() | models.TextField():
                return f"It is told of {self.word(owner, public, model, column.name)} here."
            case models.SlugField():
                return self.word(owner, public, model, column.name)
            case models.CharField():
                word = self.word(owner, public, model, column.name)
                return word if column.name == "key" else word.capitalize()
            case HorizonField():
                return 0
            case models.DecimalField():
                return Decimal(17 if public else 71)
            case models.IntegerField():
                most = [each.limit_value for each in column.validators if isinstance(each, MaxValueValidator)]
                return 1 + self.number % min(most, default=9_999)
            case models.BooleanField():
                return column.default
        raise AssertionError(
            f"Say in {__name__} how to fill {model._meta.label}.{column.name}, {type(column).__name__}."
        )

    def partners_labelled(self, label: str) -> list:
        return self.partners.get(apps.get_model(label), [])

    def entries(self) -> Iterator[Entry]:
        return (other for model, others in self.partners.items() if issubclass(model, Entry) for other in others)

    def add_partner(self, model, owner: str):
        partner = self.make(model, owner, public=True)
        self.partners.setdefault(model, []).append(partner)
        return partner

    def begin_copy(self, record, owner: str, by=None, keys: dict[type, str] | None = None):
        """Give a record a working copy in which every field and row is another one.

        What it names, and what the first row of each kind names, is what has one of the keys, by model.
        """
        other = self.make(type(record), f"{owner}, working copy", public=False)
        said = snapshot(other)
        other.delete()
        live = snapshot(record)
        kept = {name: live.fields[name] for name in ("key", "publish_at", "expire_at") if name in live.fields}
        rows = {
            accessor: dict(zip(of_kind, said.rows[accessor].values(), strict=False))
            for accessor, of_kind in live.rows.items()
        }
        wanted = naming(Snapshot(live.model, said.fields | kept, rows), keys or {})
        self.places.pop(said.key, None)  # a working copy has no key of its own
        with hold(record) as held:
            revision = save(
                held, wanted, by, f"Because of {self.word(owner, False, type(record), 'summary of a revision')}"
            )
        revision.name = self.word(owner, False, type(record), "name of a revision").capitalize()
        revision.save()
        return wanted


def naming(said: Snapshot, keys: dict[type, str]) -> Snapshot:
    """The snapshot, with these records in the first relation to each model of the record and of a row of each kind."""
    parts = [((), said.shape)]
    parts += [
        ((accessor, uid), said.shape.rows[accessor]) for accessor, rows in said.rows.items() for uid in [*rows][:1]
    ]
    values = {}
    for path, shape in parts:
        left = dict(keys)
        for name, reference in {**shape.references, **shape.many}.items():
            if key := left.pop(reference.related_model, None):
                values[*path, name] = [key] if name in shape.many else key
    return said.with_values(values)


def refer_to_first_allowed(record, fields, others) -> bool:
    for chosen in product(*others):
        for each, other in zip(fields, chosen, strict=True):
            setattr(record, each.name, other)
        with suppress(ValidationError):
            record.validate_constraints()
            return True
    return False


def record_and_row_models() -> list[type[Publishable]]:
    records = record_models()
    return [*records, *(row.model for model in records for row in shape_of(model).rows.values())]


def wordless(instance) -> list[str]:
    """The texts of a record or row, as the database has them, in which no secret word stands."""
    texts = [
        column
        for column in instance._meta.concrete_fields
        if isinstance(column, TEXTS) and not isinstance(column, (*WORDLESS, models.FileField))
    ]
    return [
        f"{instance._meta.label_lower}.{column.name}"
        for column in texts
        if column.editable and not column.choices and not WORD.search(str(column.value_from_object(instance)))
    ]
