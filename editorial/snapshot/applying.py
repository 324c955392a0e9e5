"""From snapshots to the database: only what is different is written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import DEFAULT_DB_ALIAS, models, transaction

from ..publishing import Record
from .comparing import changed_paths
from .data import Fields, Path, Snapshot
from .shape import Shape, natural_field, record_models, shape_of
from .taking import CHUNK, Graph, graphs_named

Graphs = dict[tuple[str, str], Graph]  # by label and key


class Missing(NamedTuple):
    """A record that a snapshot names and that is not there."""

    path: Path
    model: type[models.Model]
    key: str

    def __str__(self) -> str:
        return f"There is no {self.model._meta.verbose_name} “{self.key}”."


class Unappliable(Exception):
    """Nothing was written, since a snapshot names what is not there."""

    def __init__(self, missing: list[Missing]):
        super().__init__(" ".join(dict.fromkeys(map(str, missing))))
        self.missing = missing


def apply(snapshots: Iterable[Snapshot], graphs: Graphs | None = None, using: str = DEFAULT_DB_ALIAS) -> list[Record]:
    """Make these records and their rows say what their snapshots say, and return them in the same order.

    Records that are not there are created; rows are told by `uid`, and those that a snapshot does not hold are deleted.
    All is written or nothing. `graphs` are what the caller has read already, by label and key. Raises Unappliable, with
    nothing written, if a snapshot names a record that neither exists nor is among the snapshots. An account that is
    gone is left out.
    """
    return Application(list(snapshots), graphs, using).write()


def missing_from(
    snapshots: Iterable[Snapshot], graphs: Graphs | None = None, using: str = DEFAULT_DB_ALIAS
) -> list[Missing]:
    """What keeps these from being applied: the records that they name and that are neither there nor among them."""
    try:
        Application(list(snapshots), graphs, using).resolve()
    except Unappliable as error:
        return error.missing
    return []


def as_instance(snapshot: Snapshot, using: str = DEFAULT_DB_ALIAS) -> Record:
    """The record that would be created, without its rows and not saved; raises Unappliable as `apply`."""
    application = Application([snapshot], {}, using)
    application.resolve()
    return snapshot.shape.model(**application.values(snapshot.fields, snapshot.shape, snapshot.fields))


class RowToWrite(NamedTuple):
    snapshot: Snapshot
    uid: str
    fields: Fields
    pk: int | None = None  # of the row that is there


class Application:
    def __init__(self, snapshots: list[Snapshot], graphs: Graphs | None, using: str):
        self.snapshots = {(snapshot.model, snapshot.key): snapshot for snapshot in snapshots}
        self.using = using
        self.graphs = graphs if graphs is not None else graphs_named(self.snapshots, using)
        self.changed = {
            name: changed_paths(self.graphs[name].snapshot, snapshot)
            for name, snapshot in self.snapshots.items()
            if name in self.graphs
        }
        self.pks: dict[type[models.Model], dict[str, int]] = defaultdict(dict)
        self.instances: dict[tuple[str, str], Record] = {}

    def write(self) -> list[Record]:
        self.resolve()
        with transaction.atomic(using=self.using, savepoint=False):
            self.write_all()
        return [self.instances[name] for name in self.snapshots]

    def write_all(self) -> None:
        labels = {label for label, _ in self.snapshots}
        of_models = [model for model in record_models() if model._meta.label_lower in labels]
        for model in of_models:
            self.write_records(model)
        for model in of_models:
            for accessor, shape in shape_of(model).rows.items():
                self.write_rows(model, accessor, shape)

    def of_model(self, model: type[Record]) -> Iterator[tuple[tuple[str, str], Snapshot]]:
        for name, snapshot in self.snapshots.items():
            if snapshot.model == model._meta.label_lower:
                yield name, snapshot

    # What is named

    def resolve(self) -> None:
        """Find the primary keys of all that is named, in a query for each model."""
        places = list(self.named_places())
        wanted = defaultdict(set)
        for _, field, key in places:
            wanted[field.related_model].add(key)
        for model, keys in wanted.items():
            name = natural_field(model)
            for start in range(0, len(keys), CHUNK):
                some = sorted(keys)[start : start + CHUNK]
                found = model._base_manager.using(self.using).filter(**{f"{name}__in": some})
                self.pks[model].update((str(key), pk) for key, pk in found.values_list(name, "pk"))
        to_come = {(apps.get_model(label), key) for label, key in self.snapshots}
        missing = [
            Missing(path, field.related_model, key)
            for path, field, key in places
            if key not in self.pks[field.related_model]
            and (field.related_model, key) not in to_come
            and field.related_model is not get_user_model()
        ]
        if missing:
            raise Unappliable(missing)

    def named_places(self) -> Iterator[tuple[Path, Any, str]]:
        """(place, field, key) for each relation that will be written."""
        for name, snapshot in self.snapshots.items():
            changed = self.changed.get(name)
            touched = None if changed is None else {path[:2] for path in changed}
            for field_name, field, key in named_in(snapshot.fields, snapshot.shape):
                if touched is None or (field_name,) in touched:
                    yield (field_name,), field, key
            for accessor, rows in snapshot.rows.items():
                for uid, fields in rows.items():
                    if touched is None or (accessor, uid) in touched:
                        for field_name, field, key in named_in(fields, snapshot.shape.rows[accessor]):
                            yield (accessor, uid, field_name), field, key

    def values(self, fields: Fields, shape: Shape, names: Iterable[str]) -> dict[str, Any]:
        """What to set on an instance, by attribute, for these names of its columns and relations."""
        values = {}
        for name in names:
            if name in shape.columns:
                values[name] = shape.columns[name].to_python(fields[name])
            elif name in shape.references or name in shape.accounts:
                field = shape.references.get(name) or shape.accounts[name]
                values[field.attname] = self.pks[field.related_model].get(fields[name])
            elif name == "order":
                values[name] = fields[name]
        return values

    # Records

    def write_records(self, model: type[Record]) -> None:
        shape = shape_of(model)
        new = []
        for name, snapshot in self.of_model(model):
            if name in self.graphs:
                instance = self.graphs[name].instance
                self.change_record(instance, snapshot, {path[0] for path in self.changed[name] if len(path) == 1})
            else:
                instance = model(**self.values(snapshot.fields, shape, snapshot.fields))
                new.append((instance, snapshot.fields))
            self.instances[name] = instance
        if new:
            instances = [instance for instance, _ in new]
            model.objects.using(self.using).bulk_create(instances, batch_size=CHUNK)
            self.pks[model].update((instance.key, instance.pk) for instance in instances)
            self.add_many(new, shape)

    def change_record(self, instance: Record, snapshot: Snapshot, names: set[str]) -> None:
        values = self.values(snapshot.fields, snapshot.shape, names)
        for name, value in values.items():
            setattr(instance, name, value)
        if values:
            instance.save(using=self.using, update_fields=[*values, *measures(snapshot.shape, names)])
        self.set_many(instance, snapshot.fields, names, snapshot.shape)

    # Rows

    def write_rows(self, model: type[Record], accessor: str, shape: Shape) -> None:
        gone: list[int] = []
        new: list[RowToWrite] = []
        changed: list[tuple[RowToWrite, set[str]]] = []
        for name, snapshot in self.of_model(model):
            graph = self.graphs.get(name)
            before = graph.snapshot.rows.get(accessor, {}) if graph else {}
            pks = graph.row_pks if graph else {}
            after = snapshot.rows.get(accessor, {})
            gone += [pks[accessor, uid] for uid in before if uid not in after]
            for uid, fields in after.items():
                if uid not in before:
                    new.append(RowToWrite(snapshot, uid, fields))
                elif names := {each for each, value in fields.items() if before[uid].get(each) != value}:
                    pk = pks[accessor, uid]
                    if names & identifying(shape.model):
                        # Two rows that change places would stand in each other's way.
                        gone.append(pk)
                        new.append(RowToWrite(snapshot, uid, fields))
                    else:
                        changed.append((RowToWrite(snapshot, uid, fields, pk), names))
        rows = shape.model._base_manager.using(self.using)
        for start in range(0, len(gone), CHUNK):
            rows.filter(pk__in=gone[start : start + CHUNK]).delete()
        self.change_rows(changed, shape)
        if new:
            instances = rows.bulk_create([self.row(row, shape) for row in new], batch_size=CHUNK)
            self.add_many([(instance, row.fields) for instance, row in zip(instances, new, strict=True)], shape)

    def change_rows(self, changed: list[tuple[RowToWrite, set[str]]], shape: Shape) -> None:
        columns = {name for _, names in changed for name in names} - shape.many.keys()
        instances = [(self.row(row, shape), row.fields, names) for row, names in changed]
        if columns:
            rows = shape.model._base_manager.using(self.using)
            rows.bulk_update([instance for instance, *_ in instances], sorted(columns), batch_size=CHUNK)
        for instance, fields, names in instances:
            self.set_many(instance, fields, names, shape)

    def row(self, row: RowToWrite, shape: Shape) -> models.Model:
        parent = self.instances[row.snapshot.model, row.snapshot.key]
        values = self.values(row.fields, shape, row.fields)
        return shape.model(pk=row.pk, uid=row.uid, **{shape.model.parent: parent}, **values)

    # Many-to-many

    def set_many(self, instance: models.Model, fields: Fields, names: set[str], shape: Shape) -> None:
        for name in names & shape.many.keys():
            pks = self.pks[shape.many[name].related_model]
            getattr(instance, name).set([pks[key] for key in fields[name]])

    def add_many(self, instances: Sequence[tuple[models.Model, Fields]], shape: Shape) -> None:
        """The same for instances that are new."""
        for name, field in shape.many.items():
            through: Any = field.remote_field.through
            ours, theirs = field.m2m_field_name(), field.m2m_reverse_field_name()
            pks = self.pks[field.related_model]
            ends = [
                through(**{f"{ours}_id": instance.pk, f"{theirs}_id": pks[key]})
                for instance, fields in instances
                for key in fields[name]
            ]
            if ends:
                through._base_manager.using(self.using).bulk_create(ends, batch_size=CHUNK)


def named_in(fields: Fields, shape: Shape) -> Iterator[tuple[str, Any, str]]:
    """(name, field, key) for each record or account that these fields name."""
    for name, field in (shape.references | shape.accounts).items():
        if fields.get(name) is not None:
            yield name, field, fields[name]
    for name, many in shape.many.items():
        for key in fields.get(name, ()):
            yield name, many, key


def measures(shape: Shape, names: Iterable[str]) -> list[str]:
    """The columns for the measures of the images among these, which change with them."""
    images: list[Any] = [image for name in names if isinstance(image := shape.columns.get(name), models.ImageField)]
    return [name for image in images for name in (image.width_field, image.height_field) if name]


def identifying(row_model: type[Any]) -> set[str]:
    """The fields by which the database tells rows of one entry apart."""
    unique = (each for each in row_model._meta.constraints if isinstance(each, models.UniqueConstraint))
    return {name for constraint in unique for name in constraint.fields} - {row_model.parent}
