"""What points to a record, and what is to become of it when the record goes."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.apps import apps

from .. import kinds
from ..links.models import Link
from ..links.usage import Usage, relations_to, usage_by_name, usages_in_texts
from ..publishing import Record, Row
from ..revisions.models import WorkingCopy
from ..snapshot import Path, Snapshot
from ..snapshot.applying import named_in
from ..snapshot.shape import Shape
from ..snapshot.taking import CHUNK


@dataclass(frozen=True)
class Pointing:
    """Uses of a record, by kind and way.

    `blocking` are those by records that cannot be without it; `leaving` are relations and rows that go with it and may
    come back with it; `marks` in texts stay as they are and lead nowhere meanwhile. `unknown` counts the users among
    the first two of which whoever asked may not know.
    """

    blocking: list[Usage]
    leaving: list[Usage]
    marks: list[Usage]
    unknown: int = 0

    @property
    def blockers(self) -> int:
        return sum(usage.users for usage in self.blocking)


def what_points_here(record: Record, user=None, limit: int | None = None) -> Pointing:
    """As far as somebody may know of it, if a user is given; of each kind and way so many at most.

    At most three queries for each relation to the record's model and for each kind with such texts.
    """
    blocking, leaving, unknown = [], [], 0
    for relation in relations_to(type(record)):
        usage = usage_by_name(relation, record, user, limit)
        every = relation.related_model._base_manager.filter(**{relation.field.name: record}) if user else ()
        unknown += every.count() - usage.users if user else 0
        if usage.users:
            (blocking if blocks(relation) else leaving).append(usage)
    marks = [usage for usage in usages_in_texts(record, user, limit) if usage.uses]
    return Pointing(blocking, leaving, marks, unknown)


def blocks(relation) -> bool:
    """Whether such a user is a record that cannot be without what it names."""
    return relation.one_to_many and not relation.field.null and not issubclass(relation.related_model, Row)


class Pointer(NamedTuple):
    """A place in a record that names another one: at the path of a row its fields, else the other's key.

    `in_copy` says that it stands in the working copy.
    """

    model: str
    key: str
    path: Path
    value: Any
    in_copy: bool = False

    @property
    def place(self) -> str:
        """The place as a form names it, the same in what is live and in its working copy."""
        return "/".join((self.model, self.key, *self.path))

    @property
    def where(self) -> tuple[str, bool]:
        return self.place, self.in_copy

    def as_data(self) -> dict:
        return self._asdict() | {"path": list(self.path)}

    @classmethod
    def of(cls, data: dict) -> "Pointer":
        return cls(**data | {"path": tuple(data["path"])})


def pointers_in(snapshot: Snapshot, model: type[Record], key: str, in_copy: bool = False) -> Iterator[Pointer]:
    """The places at which a snapshot names a record: a row that cannot be without it as a whole."""

    def pointer(path: Path, value) -> Pointer:
        return Pointer(snapshot.model, snapshot.key, path, value, in_copy)

    for name in names_of(snapshot.fields, snapshot.shape, model, key):
        yield pointer((name,), key)
    for accessor, rows in snapshot.rows.items():
        shape = snapshot.shape.rows[accessor]
        for uid, fields in rows.items():
            names = names_of(fields, shape, model, key)
            if any(is_needed(shape, name) for name in names):
                yield pointer((accessor, uid), fields)
            else:
                yield from (pointer((accessor, uid, name), key) for name in names)


def names_of(fields: dict, shape: Shape, model: type[Record], key: str) -> list[str]:
    """The names of the fields that name the record."""
    return [name for name, field, each in named_in(fields, shape) if (field.related_model, each) == (model, key)]


def is_needed(shape: Shape, name: str) -> bool:
    return name in shape.references and not shape.references[name].null


def without_pointers(snapshot: Snapshot, pointers: list[Pointer]) -> Snapshot:
    values: dict[Path, Any] = {}
    for pointer in pointers:
        value = snapshot.get(pointer.path)
        many = len(pointer.path) != 2 and isinstance(value, list)
        values[pointer.path] = [key for key in value if key != pointer.value] if many else None
    return snapshot.with_values(values)


def users_of(
    record: Record, is_user: Callable[[Snapshot], bool], in_texts: bool = False
) -> list[tuple[type[Record], int]]:
    """(model, pk) of the other records that name this one, in one order always.

    Of what waits in working copies `is_user` tells. With `in_texts`, also those whose texts name it.
    """
    found: dict[type[Any], set[int]] = defaultdict(set)
    for relation in relations_to(type(record)):
        owner: Any = relation.related_model
        attribute = "pk"
        if issubclass(owner, Row):
            owner, attribute = owner._meta.get_field(owner.parent).related_model, f"{owner.parent}_id"
        users = relation.related_model._base_manager.filter(**{relation.field.name: record}).order_by()
        found[owner].update(users.values_list(attribute, flat=True))
    for model, keys in named_users(record, is_user, in_texts).items():
        for start in range(0, len(keys), CHUNK):
            users = model._base_manager.filter(key__in=keys[start : start + CHUNK])
            found[model].update(users.values_list("pk", flat=True))
    found[type(record)].discard(record.pk)
    users = [(model, pk) for model, pks in found.items() for pk in pks]
    return sorted(users, key=lambda user: (user[0]._meta.label_lower, user[1]))


def named_users(record: Record, is_user: Callable[[Snapshot], bool], in_texts: bool) -> dict[type[Any], list[str]]:
    """The keys of those that are known by their keys alone, by model."""
    models_of_records = [model for model in apps.get_models() if issubclass(model, Record)]
    named: dict[type[Any], list[str]] = defaultdict(list)
    for copy in WorkingCopy.objects.select_related("revision").order_by().iterator(chunk_size=CHUNK):
        if is_user(copy.revision.snapshot):
            named[apps.get_model(copy.model)].append(copy.key)
    if in_texts:
        by_kind = {kinds.kind_of(model): model for model in models_of_records}
        links = Link.objects.filter(to_kind=kinds.kind_of(type(record)), to_key=record.key).order_by()
        for kind, key in links.values_list("from_kind", "from_key").distinct():
            if kind in by_kind:
                named[by_kind[kind]].append(key)
    return named
