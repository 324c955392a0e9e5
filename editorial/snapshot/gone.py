"""What is left of a snapshot when some of what it names is gone."""

from collections.abc import Iterable
from contextlib import ExitStack

from .applying import Missing, Unappliable
from .data import Path, Snapshot
from .staging import staged


def stage_what_is_there(stack: ExitStack, wanted: Snapshot) -> Snapshot:
    """Stage a snapshot, without what it names that is gone by now; returns what stands there."""
    try:
        stack.enter_context(staged(wanted))
    except Unappliable as error:
        wanted = without(wanted, error.missing)
        stack.enter_context(staged(wanted))
    return wanted


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
