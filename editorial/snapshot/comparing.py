"""What is different between two snapshots, and how to make one into the other."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from .data import Path, Snapshot


class Change(NamedTuple):
    """A value that is not the same before and after; of a row that was added or taken out, its fields and None."""

    path: Path
    before: Any
    after: Any

    @property
    def is_addition(self) -> bool:
        return len(self.path) == 2 and self.before is None

    @property
    def is_removal(self) -> bool:
        return len(self.path) == 2 and self.after is None


def diff(before: Snapshot, after: Snapshot) -> list[Change]:
    """The changes that lead from one snapshot of a record to another, its own fields first, then its rows."""
    return [*field_changes(before, after), *row_changes(before, after)]


def patch(snapshot: Snapshot, changes: Iterable[Change]) -> Snapshot:
    """The snapshot after these changes: `patch(a, diff(a, b)) == b`."""
    return snapshot.with_values({change.path: change.after for change in changes})


def field_changes(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    for name in dict.fromkeys([*before.fields, *after.fields]):
        old, new = before.fields.get(name), after.fields.get(name)
        if old != new:
            yield Change((name,), old, new)


def row_changes(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    for accessor in dict.fromkeys([*before.rows, *after.rows]):
        ours, theirs = before.rows.get(accessor, {}), after.rows.get(accessor, {})
        for uid in dict.fromkeys([*ours, *theirs]):
            old, new = ours.get(uid), theirs.get(uid)
            if old is None or new is None:
                yield Change((accessor, uid), old, new)
                continue
            for name in dict.fromkeys([*old, *new]):
                if old.get(name) != new.get(name):
                    yield Change((accessor, uid, name), old.get(name), new.get(name))


def changed_paths(before: Snapshot, after: Snapshot) -> set[Path]:
    return {change.path for change in diff(before, after)}
