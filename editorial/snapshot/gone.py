"""What is left of a snapshot when some of what it names is gone."""

from collections.abc import Iterable
from contextlib import ExitStack

from django.db import IntegrityError, models

from .applying import Missing, Unappliable
from .data import Path, Snapshot
from .shape import Shape
from .staging import staged
from .taking import graphs_of


def stage_what_is_there(stack: ExitStack, wanted: Snapshot) -> Snapshot:
    """Stage a snapshot as far as it can stand by now, and return what stands there.

    What it names that is gone is left out; where another record has taken what only one may say, the record says what
    it says in the database.
    """
    try:
        return enter(stack, wanted)
    except Unappliable as error:
        wanted = without(wanted, error.missing)
    except IntegrityError:
        wanted = beside_others(wanted)
    try:
        return enter(stack, wanted)
    except IntegrityError:
        return enter(stack, beside_others(wanted))


def enter(stack: ExitStack, wanted: Snapshot) -> Snapshot:
    stack.enter_context(staged(wanted))
    return wanted


def beside_others(wanted: Snapshot) -> Snapshot:
    """The snapshot with what tells its record from others as the database has it."""
    shape = wanted.shape
    for graph in graphs_of(shape.model, [wanted.key]):
        return wanted.with_values({(name,): graph.snapshot.fields[name] for name in telling_apart(shape)})
    return wanted


def telling_apart(shape: Shape) -> set[str]:
    """The fields, beside the key, by which the database tells records of a kind apart."""
    names = {name for name, column in shape.columns.items() if column.unique} - {shape.model.natural_field}
    for constraint in shape.model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            names |= set(constraint.fields)
    return names


def without(snapshot: Snapshot, missing: Iterable[Missing]) -> Snapshot:
    """The snapshot without what names these: an optional relation is emptied, a row that cannot be without goes."""
    for path, _, key in missing:
        *row, name = path
        shape = snapshot.shape.rows[row[0]] if row else snapshot.shape
        if row and snapshot.get(tuple(row)) is None:
            continue
        if name in shape.many:
            values: dict[Path, object] = {path: [each for each in snapshot.get(path) if each != key]}
        elif row and not shape.references[name].null:
            values = {tuple(row): None}
        else:
            values = {path: None}
        snapshot = snapshot.with_values(values)
    return snapshot
