"""All that is told of many entries, in as many queries as for one."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Prefetch

from editorial.horizon import Horizon, Standing
from editorial.links.index import row_relations
from editorial.publishing import Entry, Record
from editorial.snapshot.shape import shape_of

TOLD = "told_{}"  # under which an instance holds those at the other end of a relation who may be told of


def part_relations(model: Any) -> list[Any]:
    """The plain records that stand on an entry: told of as parts of it, since they have no page."""
    return [
        relation
        for relation in model._meta.related_objects
        if issubclass(relation.related_model, Record)
        and not issubclass(relation.related_model, Entry)
        and relation.field in relation.related_model.stands_on()
    ]


def with_all(queryset: Any, horizon: Horizon, leave_out: str = "") -> Any:
    """With whatever the records name, their rows and their parts: what is public, and not later than the horizon."""
    model = queryset.model
    return joined(queryset, joins(model, leave_out)).prefetch_related(*prefetches(model, horizon))


def joined(queryset: Any, ways: list[str]) -> Any:
    return queryset.select_related(*ways) if ways else queryset.select_related(None)


def joins(model: Any, leave_out: str) -> list[str]:
    """The ways to all by which a record knows from when on it may be told, public or not."""
    named = [field for field in [*model.stands_on(), *model.may_name()] if field.name != leave_out]
    return [way for field in named for way in [field.name, *field.related_model.ways_to_ground(f"{field.name}__")]]


def prefetches(model: Any, horizon: Horizon) -> Iterator[Prefetch]:
    for relation in [*row_relations(model), *part_relations(model)]:
        records = relation.related_model.objects.public().told(horizon).order_by(*relation.related_model._meta.ordering)
        found = with_all(records, horizon, leave_out=relation.field.name)
        yield prefetch(relation.get_accessor_name(), found)
    for field in [*model.may_name(), *shape_of(model).many.values()]:
        yield prefetch(field.name, with_names(field.related_model, horizon))


def with_names(model: Any, horizon: Horizon) -> Any:
    """What is named by others: entries with what their titles are made of, plain records with all they say."""
    records = model.objects.public().told(horizon)
    return joined(records, model.ways_to_ground()) if issubclass(model, Entry) else with_all(records, horizon)


def prefetch(name: str, queryset: Any) -> Prefetch:
    return Prefetch(name, queryset, to_attr=TOLD.format(name))


def told(record: Any, name: str) -> Any:
    """Those at the other end of a relation who may be told of."""
    return getattr(record, TOLD.format(name))


def told_rows(record: Any, accessor: str, horizon: Horizon) -> list[Any]:
    """The rows or parts of which all that they name may be told."""
    return [row for row in told(record, accessor) if horizon.standing(row.known_from()) is Standing.OPEN]


def with_parts(records: Iterable[Any]) -> Iterator[Any]:
    """The records and all within them whose texts are told."""
    for record in records:
        yield record
        model = type(record)
        for relation in [*row_relations(model), *part_relations(model)]:
            yield from with_parts(told(record, relation.get_accessor_name()))
        for field in model.may_name():
            named = told(record, field.name)
            if named is not None and not isinstance(named, Entry):
                yield from with_parts([named])
