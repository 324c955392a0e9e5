"""The marks in the texts of a record, and the index of them that says what leads where."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from django.db import models

from .. import kinds
from ..bulk import insert
from ..horizon import episodes
from ..horizon.choice import LAST
from ..markup import EntryRef, citations_of, parse
from ..markup.fields import CitesField, ProseField
from ..publishing import Row
from .fields import EntryRefField
from .models import Link, Relation

SOURCE = "source"
CHUNK = 200
FIELDS = ("from_kind", "from_key", "where", "relation", "to_kind", "to_key", "locator", "known_from")


class Mark(NamedTuple):
    """A mark in a field of a record that names an entry; `codes` are those of the veils that it stands behind."""

    where: str
    relation: Relation
    kind: str
    key: str
    locator: str = ""
    codes: tuple[str, ...] = ()


def marks_of(instance) -> Iterator[Mark]:
    """The marks in the record's own fields, those of its rows not included."""
    for field in marked_fields(type(instance)):
        text = getattr(instance, field.attname)
        if not text:
            continue
        if isinstance(field, ProseField):
            for named, codes in parse(text).references:
                if isinstance(named, EntryRef):
                    yield Mark(field.name, Relation.MENTIONS, named.kind, named.key, codes=codes)
                else:
                    yield Mark(field.name, Relation.CITES, SOURCE, named.key, named.locator, codes)
        elif isinstance(field, CitesField):
            for citation in citations_of(text):
                yield Mark(field.name, Relation.CITES, SOURCE, citation.key, citation.locator)
        elif isinstance(field, EntryRefField):
            kind, _, key = text.partition(":")
            yield Mark(field.name, Relation.CONCERNS, kind, key, getattr(instance, field.part_field, ""))


@cache
def marked_fields(model: type[models.Model]) -> list[models.Field]:
    """Those that marks may stand in."""
    return [
        field for field in model._meta.concrete_fields if isinstance(field, (ProseField, CitesField, EntryRefField))
    ]


def veils_of(instance) -> Iterator[tuple[str, str]]:
    """(field, code) for each veil in the record's own fields."""
    for field in instance._meta.concrete_fields:
        if isinstance(field, ProseField) and (text := getattr(instance, field.attname)):
            for code in parse(text).veils:
                yield field.name, code


def row_relations(model) -> list[models.ForeignObjectRel]:
    return [
        relation
        for relation in model._meta.related_objects
        if issubclass(relation.related_model, Row) and relation.field.name == relation.related_model.parent
    ]


def parts_of(record) -> Iterator[tuple[str, models.Model]]:
    """A record and its rows, each with what goes before the name of a field to say where it is."""
    yield "", record
    for relation in row_relations(type(record)):
        accessor = relation.get_accessor_name()
        for row in getattr(record, accessor).all():
            yield f"{accessor}.", row


def links_of(record, numbers: Mapping[str, int]) -> Iterator[tuple]:
    """The links that lead out of a record and its rows, as they should stand in the index: rows of `FIELDS`.

    `numbers` are those in the series of all episodes, by code.
    """
    kind, key = kinds.kind_of(type(record)), record.key
    for prefix, part in parts_of(record):
        known_from: dict[Mark, int] = {}
        for mark in marks_of(part):
            number = max([own_horizon(part, mark.where), *(numbers.get(code, LAST) for code in mark.codes)])
            place = mark._replace(codes=())
            known_from[place] = min(number, known_from.get(place, number))
        for mark, number in known_from.items():
            relation = mark.relation.value
            yield kind, key, prefix + mark.where, relation, mark.kind, mark.key, mark.locator, number


def own_horizon(part, field: str) -> int:
    """What a field of a record or row gives away by itself, without asking what it names."""
    return part.horizon if isinstance(part, Row) else part.field_known_from(field)


def fetch_rows(records: Iterable) -> None:
    """Have the rows of these records of one model at hand, in a query for each kind of row."""
    records = list(records)
    if records:
        relations = row_relations(type(records[0]))
        models.prefetch_related_objects(records, *(relation.get_accessor_name() for relation in relations))


def reindex(records: Iterable, using: str = "default") -> None:
    """Bring the index up to date with what these records and their rows now say."""
    numbers = {episode.code: episode.number for episode in episodes()}
    by_model: dict[type, list] = {}
    for record in records:
        by_model.setdefault(type(record), []).append(record)
    for model, ours in by_model.items():
        for start in range(0, len(ours), CHUNK):
            some = ours[start : start + CHUNK]
            fetch_rows(some)
            before = Link.objects.using(using).filter(from_kind=kinds.kind_of(model))
            before.filter(from_key__in=[record.key for record in some]).delete()
            insert(Link, FIELDS, (link for record in some for link in links_of(record, numbers)), using)


def forget(records: Iterable) -> None:
    """Take out of the index what these records said, since they are deleted."""
    keys_by_kind: dict[str, list[str]] = {}
    for record in records:
        keys_by_kind.setdefault(kinds.kind_of(type(record)), []).append(record.key)
    for kind, keys in keys_by_kind.items():
        for start in range(0, len(keys), CHUNK):
            Link.objects.filter(from_kind=kind, from_key__in=keys[start : start + CHUNK]).delete()
