"""Where a record is used: in the marks of texts, and in the relations of records and rows."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.apps import apps
from django.db import models
from django.db.models import Count
from django.utils.text import capfirst

from .. import kinds
from ..permissions import call_by_known_names, visible_to
from ..publishing import Record, Row
from ..publishing.publicness import Publishable
from .models import Link
from .places import name_of_place

NAMES = "names"  # what a relation of the model's own says, where a mark has one of Relation


class Use(NamedTuple):
    """A place that leads to a record.

    `record` is the one that uses it: for a row the entry to which it belongs, and `row` the row. `relation` is
    NAMES or a Relation; `count` says how many marks stand there.
    """

    record: Record
    place: str
    relation: str
    count: int = 1
    row: Row | None = None


@dataclass(frozen=True)
class Usage:
    """The uses of a record by one kind in one way; of many users the first."""

    heading: str
    uses: list[Use]
    users: int
    shown: int

    @property
    def more(self) -> int:
        return self.users - self.shown


def usages_of(record: Record, user=None, limit: int | None = None) -> list[Usage]:
    """Every use of a record by kind and way, each with so many users at most, by what somebody may know of.

    The queries are as many for thousands as for one: at most three for each kind whose texts lead to the record,
    and two for each relation to its model.
    """
    found = [*usages_in_texts(record, user, limit), *usages_by_name(record, user, limit)]
    return [usage for usage in found if usage.uses]


def usages_in_texts(record, user, limit) -> Iterator[Usage]:
    kind = kinds.kind_of(type(record))
    links = Link.objects.filter(to_kind=kind, to_key=record.key).exclude(from_kind=kind, from_key=record.key)
    known_kinds = {kinds.kind_of(model): model for model in apps.get_models() if issubclass(model, Record)}
    from_kinds = links.order_by("from_kind").values_list("from_kind", flat=True).distinct()
    for model in [known_kinds[word] for word in from_kinds if word in known_kinds]:
        ours = links.filter(from_kind=kinds.kind_of(model))
        users = with_what_they_name(known_to(user, model)).filter(key__in=ours.values("from_key"))
        shown, count = first_of(users, limit)
        marks = ours.filter(from_key__in=users.values("key")[:limit])
        places = marks.order_by("from_key", "where", "relation").values_list("from_key", "where", "relation")
        by_key = defaultdict(list)
        for key, where, relation, number in places.annotate(Count("pk")):
            by_key[key].append((name_of_place(model, where), relation, number))
        uses = [Use(one, *place) for one in shown for place in by_key[one.key]]
        yield Usage(f"{capfirst(model._meta.verbose_name_plural)}, in their texts", uses, count, len(shown))


def usages_by_name(record, user, limit) -> Iterator[Usage]:
    for relation in relations_to(type(record)):
        yield usage_by_name(relation, record, user, limit)


def usage_by_name(relation, record, user=None, limit: int | None = None) -> Usage:
    """Who uses a record by one of the `relations_to` its model."""
    model, field = relation.related_model, relation.field
    users = with_what_they_name(known_to(user, model)).filter(**{field.name: record})
    if issubclass(model, Row):
        owner = model._meta.get_field(model.parent).related_model
        place = f"{model._meta.verbose_name_plural}: {field.verbose_name}"
        users = users.order_by(model.parent, "order", "pk")
    else:
        owner, place = model, str(field.verbose_name)
    shown, count = first_of(users, limit)
    if user is not None:
        call_by_known_names(user, shown, [each.name for each in model._meta.concrete_fields])
    uses = [
        Use(getattr(one, model.parent), place, NAMES, row=one) if isinstance(one, Row) else Use(one, place, NAMES)
        for one in shown
    ]
    return Usage(f"{capfirst(owner._meta.verbose_name_plural)}: {place}", uses, count, len(shown))


def relations_to(model) -> list[models.ForeignObjectRel]:
    """The relations by which records, and rows of other entries, name such a record."""
    return [
        relation
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ForeignObjectRel)
        and issubclass(relation.related_model, (Record, Row))
        and relation.field.name != getattr(relation.related_model, "parent", None)
    ]


def known_to(user, model):
    """The records or rows of a model that somebody may know of: rows with their entry."""
    if user is None:
        return model.objects.all()
    if not issubclass(model, Row):
        return visible_to(model.objects.all(), user)
    entries = model._meta.get_field(model.parent).related_model.objects.all()
    return model.objects.filter(**{f"{model.parent}__in": visible_to(entries, user)})


def with_what_they_name(queryset):
    """Since many say what they are by it."""
    named = [
        field.name
        for field in queryset.model._meta.concrete_fields
        if field.many_to_one and issubclass(field.related_model, Publishable)
    ]
    return queryset.select_related(*named)


def first_of(queryset, limit) -> tuple[list, int]:
    """(the first of them, how many there are)"""
    if limit is None:
        every = list(queryset)
        return every, len(every)
    shown = list(queryset[: limit + 1])
    return shown[:limit], queryset.count() if len(shown) > limit else len(shown)
