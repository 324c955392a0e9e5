"""From the database to snapshots, in as many queries for many records as for one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import F

from ..publishing import Record
from .data import Fields, Snapshot, plain
from .shape import Shape, natural_field, shape_of

CHUNK = 500
NATURAL = "natural_key_of_{}"  # under which a query gives the key at the other end of a relation


class Graph(NamedTuple):
    """A record as the database has it, with its snapshot and the primary keys of its rows by relation and uid."""

    instance: Record
    snapshot: Snapshot
    row_pks: dict[tuple[str, str], int]


def snapshot(record: Record, using: str = DEFAULT_DB_ALIAS) -> Snapshot:
    """What a record and its rows say now; asks the database anew."""
    return graph_of(type(record), record.pk, using).snapshot


def graph_of(model: type[Record], pk: int, using: str = DEFAULT_DB_ALIAS, lock: bool = False) -> Graph:
    """The graph of one record, which nobody else changes until the transaction ends if it is locked; DoesNotExist."""
    for graph in graphs_of(model, [pk], "pk", using, lock):
        return graph
    raise model.DoesNotExist(f"There is no {model._meta.verbose_name} {pk}.")


def graphs_of(
    model: type[Record], values: Iterable, lookup: str = "key", using: str = DEFAULT_DB_ALIAS, lock: bool = False
) -> Iterator[Graph]:
    """The graphs of the records of a model whose key, or other unique field, is one of these."""
    values = list(values)
    for start in range(0, len(values), CHUNK):
        chosen = model._base_manager.using(using).filter(**{f"{lookup}__in": values[start : start + CHUNK]})
        if lock:
            # Others may name it meanwhile: at the end of a save the database looks for what it names, and would wait.
            chosen = chosen.select_for_update(of=("self",), no_key=True)
        yield from graphs_in(model, list(with_natural_keys(chosen, shape_of(model))), using)


def graphs_named(
    names: Iterable[tuple[str, str]], using: str = DEFAULT_DB_ALIAS, lock: bool = False
) -> dict[tuple[str, str], Graph]:
    """The graphs of the records of these names, (label, key), by name: those that are there."""
    keys = defaultdict(list)
    for label, key in names:
        keys[label].append(key)
    return {
        (label, graph.snapshot.key): graph
        for label, some in keys.items()
        for graph in graphs_of(apps.get_model(label), some, using=using, lock=lock)
    }


def graphs_in(model: type[Record], records: list[Record], using: str) -> Iterator[Graph]:
    shape = shape_of(model)
    own = {record.pk: own_fields(record, shape) for record in records}
    add_many(own, shape, using)
    rows: dict[int, dict[str, dict[str, Fields]]] = {pk: {accessor: {} for accessor in shape.rows} for pk in own}
    row_pks: dict[int, dict[tuple[str, str], int]] = {pk: {} for pk in own}
    for accessor, row_shape in shape.rows.items():
        for parent, uid, pk, fields in rows_in(row_shape, list(own), using):
            rows[parent][accessor][uid] = fields
            row_pks[parent][accessor, uid] = pk
    for record in records:
        yield Graph(record, Snapshot(shape.label, own[record.pk], rows[record.pk]), row_pks[record.pk])


def rows_in(shape: Shape, parents: list[int], using: str) -> Iterator[tuple[int, str, int, Fields]]:
    parent = shape.model.parent
    found = shape.model._base_manager.using(using).filter(**{f"{parent}__in": parents}).order_by("order", "pk")
    rows = list(with_natural_keys(found, shape))
    fields = {row.pk: own_fields(row, shape) for row in rows}
    add_many(fields, shape, using)
    for row in rows:
        yield getattr(row, f"{parent}_id"), str(row.uid), row.pk, fields[row.pk]


def with_natural_keys(queryset: models.QuerySet, shape: Shape) -> models.QuerySet:
    relations = shape.references | shape.accounts
    keys = {name: natural_field(field.related_model) for name, field in relations.items()}
    return queryset.annotate(**{NATURAL.format(name): F(f"{name}__{key}") for name, key in keys.items()})


def own_fields(instance: Any, shape: Shape) -> Fields:
    fields = {
        name: plain(column.value_from_object(instance)) for name, column in shape.columns.items() if name != "uid"
    }
    fields |= {name: natural(getattr(instance, NATURAL.format(name))) for name in (*shape.references, *shape.accounts)}
    fields |= {name: [] for name in shape.many}
    if shape.is_row:
        fields["order"] = instance.order
    return fields


def natural(key: Any) -> str | None:
    return None if key is None else str(key)


def add_many(fields_by_pk: dict[int, Fields], shape: Shape, using: str) -> None:
    """Put the sorted keys of the other ends of many-to-many relations into the fields of these instances."""
    for name, field in shape.many.items():
        found: dict[int, list[str]] = defaultdict(list)
        through: Any = field.remote_field.through
        ours, theirs = field.m2m_field_name(), field.m2m_reverse_field_name()
        ends = through._base_manager.using(using).filter(**{f"{ours}__in": list(fields_by_pk)})
        for pk, key in ends.values_list(f"{ours}_id", f"{theirs}__{natural_field(field.related_model)}"):
            found[pk].append(str(key))
        for pk, keys in found.items():
            fields_by_pk[pk][name] = sorted(keys)
