"""Questions of a list that go through a relation: they bring out nothing of a record that one may not know of."""

from collections.abc import Iterator
from typing import NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Case, F, Model, Q, When

from ..permissions import can_publish, can_view, known_q
from ..publishing import Record


def known_on_the_way(user, model: type[Model], path: str) -> Q:
    """That somebody may know of every record through which the path leads; empty if that is true of any."""
    known = Q()
    for prefix, other in records_on_the_way(model, path):
        if not can_view(user, other):
            return Q(pk__in=[])
        if not can_publish(user, other):
            known &= known_q(user, other, prefix)
    return known


def records_on_the_way(model: type[Model], path: str) -> Iterator[tuple[str, type[Record]]]:
    """(what stands before the name of one of its fields, model) for each kind of record that a path leads to."""
    prefix = ""
    for name in path.split("__"):
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:  # a lookup, such as `startswith`
            return
        if not field.is_relation:
            return
        model, prefix = field.related_model, f"{prefix}{name}__"
        if issubclass(model, Record):
            yield prefix, model


class KnownValue(NamedTuple):
    """What stands at the end of a path where one may know of all on the way: a value, and a name to give it."""

    name: str
    value: Case


def known_value(user, model: type[Model], path: str) -> KnownValue | None:
    """None if somebody may know of whatever is on the way."""
    known = known_on_the_way(user, model, path)
    return KnownValue(f"known_{path.replace('__', '_')}", Case(When(known, then=F(path)))) if known else None
