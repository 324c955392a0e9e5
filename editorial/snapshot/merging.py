"""Two changes to the same thing, made apart from each other, put together."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from .comparing import diff
from .data import Fields, Path, Snapshot


class Conflict(NamedTuple):
    """A place that both sides changed, each in its own way: only a person can tell what should stand there.

    At the place of a row the values are its fields, or None where it is not there.
    """

    path: Path
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Merge:
    """Both changes in one; where they conflict, `snapshot` holds what was there before."""

    snapshot: Snapshot
    conflicts: tuple[Conflict, ...]

    def settled(self, choices: dict[Path, Any]) -> Snapshot:
        """With what somebody chose at the place of each conflict."""
        return self.snapshot.with_values(choices)


def merge(base: Snapshot | None, mine: Snapshot, theirs: Snapshot) -> Merge:
    """Take what only one side changed from that side, and say where both did.

    Lists of keys are merged key by key and never conflict. Both sides are treated alike: with them exchanged, the
    result is the same and the conflicts are exchanged. Without a base, whatever differs is a conflict, and the result
    holds theirs.
    """
    if base is None:
        differences = diff(theirs, mine)
        return Merge(theirs, tuple(Conflict(path, None, ours, others) for path, others, ours in differences))
    conflicts: list[Conflict] = []
    fields = merge_fields((), base.fields, mine.fields, theirs.fields, conflicts)
    rows: dict[str, dict[str, Fields]] = {}
    for accessor in dict.fromkeys([*mine.rows, *theirs.rows]):
        before, ours, others = (side.rows.get(accessor, {}) for side in (base, mine, theirs))
        rows[accessor] = {}
        for uid in [*before, *sorted({*ours, *others} - before.keys())]:
            path = (accessor, uid)
            row = merge_row(path, before.get(uid), ours.get(uid), others.get(uid), conflicts)
            if row is not None:
                rows[accessor][uid] = row
    return Merge(Snapshot(mine.model, fields, rows), tuple(conflicts))


def merge_row(path: Path, base, mine, theirs, conflicts: list[Conflict]) -> Fields | None:
    if mine == theirs or theirs == base:
        return mine
    if mine == base:
        return theirs
    if base is None or mine is None or theirs is None:
        conflicts.append(Conflict(path, base, mine, theirs))
        return base
    return merge_fields(path, base, mine, theirs, conflicts)


def merge_fields(path: Path, base: Fields, mine: Fields, theirs: Fields, conflicts: list[Conflict]) -> Fields:
    merged = {}
    for name in dict.fromkeys([*mine, *theirs]):
        before, ours, others = base.get(name), mine.get(name), theirs.get(name)
        if ours == others or others == before:
            merged[name] = ours
        elif ours == before:
            merged[name] = others
        elif isinstance(ours, list) and isinstance(others, list):
            merged[name] = merge_keys(before or [], ours, others)
        else:
            merged[name] = before
            conflicts.append(Conflict((*path, name), before, ours, others))
    return merged


def merge_keys(base: list, mine: list, theirs: list) -> list:
    before, ours, others = set(base), set(mine), set(theirs)
    return sorted((ours & others) | (ours - before) | (others - before))
