"""What becomes of a record: what the fixture says, merged with what editors made of what was last loaded."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..snapshot import Graph, Path, Snapshot, changed_paths, merge
from .drafting import Draft
from .matching import renamed, renaming
from .models import Seed, SeedConflict, beside


@dataclass
class Plan:
    """A record of a fixture, what was last loaded of it, and what is there; `settle` says what to write.

    The places are where a record is changed, kept as an editor left it, in dispute, or overwritten.
    """

    draft: Draft
    fixture: Snapshot
    seed: Seed | None = None
    pending: SeedConflict | None = None
    graph: Graph | None = None
    is_left_deleted: bool = False
    names: dict[str, str] = field(default_factory=dict)  # of rows: the uid in the fixture, by that in the database
    base: Snapshot | None = None
    wanted: Snapshot | None = None
    dispute_base: Snapshot | None = None
    changed: set[Path] = field(default_factory=set)
    kept: set[Path] = field(default_factory=set)
    conflicting: set[Path] = field(default_factory=set)
    overwritten: set[Path] = field(default_factory=set)

    @property
    def name(self) -> tuple[str, str]:
        return self.fixture.model, self.fixture.key

    @property
    def live(self) -> Snapshot | None:
        return self.graph.snapshot if self.graph else None

    @property
    def is_new(self) -> bool:
        return self.graph is None and not self.is_left_deleted

    @property
    def is_written(self) -> bool:
        return self.is_new or bool(self.changed)

    def part_at(self, path: Path) -> Draft:
        """The part of the fixture that says what stands at this place; of an editor's row its record."""
        if len(path) < 2:
            return self.draft
        uid = self.names.get(path[1], path[1])
        return next((row for row in self.draft.rows if row.path == (path[0], uid)), self.draft)

    def parts(self) -> Iterator[Path]:
        """The places of the record itself and of the rows that it shall have."""
        yield ()
        for accessor, rows in self.wanted.rows.items():
            yield from ((accessor, uid) for uid in rows)

    def changes_part(self, place: Path) -> bool:
        """Whether what is written there differs from what is there, or is new."""
        if self.live is None:
            return True
        if not place:
            return any(len(path) == 1 for path in self.changed)
        return any(path[:2] == place for path in self.changed)

    def settle(self, overwrite: bool) -> None:
        if self.live is None:
            self.wanted = self.fixture
            return
        self.match_rows()
        live, theirs = self.live, with_accounts_of(self.live, self.fixture)
        if overwrite:
            self.wanted = theirs
            self.overwritten = overlapping(changed_paths(live, theirs), edited_paths(self.base, live, theirs))
        else:
            merged = merge(self.base, live, theirs)
            self.wanted = merged.settled({each.path: each.mine for each in merged.conflicts})
            if merged.conflicts or self.pending:
                self.find_disputes({each.path: each.base for each in merged.conflicts})
        self.changed = changed_paths(live, self.wanted)
        self.kept = changed_paths(self.wanted, theirs) - self.conflicting

    def match_rows(self) -> None:
        """Know the fixture's rows by the uid under which an editor has added the same."""
        if self.seed:
            is_same = self.seed.data == self.fixture.as_data()
            self.base = with_accounts_of(self.live, self.fixture if is_same else self.seed.snapshot)
        if uids := renaming(self.fixture, self.live):
            self.names = {theirs: ours for ours, theirs in uids.items()}
            self.fixture = renamed(self.fixture, uids)
            self.base = renamed(self.base, uids) if self.base else None

    def find_disputes(self, before: dict[Path, object]) -> None:
        """The places that both changed now, and those from earlier loads that nobody has settled yet."""
        fixture = beside(self.fixture, self.wanted)
        if self.base is None or (self.pending and self.pending.base is None):
            self.conflicting = changed_paths(self.wanted, fixture)
            return
        if self.pending:
            earlier, said = self.pending.sides(self.wanted)
            before = {path: earlier.get(path) for path in changed_paths(earlier, said)} | before
        base = with_what_fits(fixture, before)
        conflicts = merge(base, self.wanted, fixture).conflicts
        self.conflicting = {each.path for each in conflicts}
        self.dispute_base = with_what_fits(fixture, {each.path: each.base for each in conflicts})


def with_accounts_of(live: Snapshot, fixture: Snapshot) -> Snapshot:
    """A fixture knows no accounts: they stay as they are."""
    accounts = {(name,): live.fields[name] for name in live.shape.accounts if live.fields[name] is not None}
    return fixture.with_values(accounts) if accounts else fixture


def with_what_fits(snapshot: Snapshot, values: dict[Path, object]) -> Snapshot:
    """With these values, but for those of rows that it does not have any more and of the state."""
    fitting = {
        path: value
        for path, value in values.items()
        if path != ("state",) and (len(path) < 3 or snapshot.get(path[:2]) is not None)
    }
    return snapshot.with_values(fitting)


def edited_paths(base: Snapshot | None, live: Snapshot, theirs: Snapshot) -> set[Path]:
    """What editors changed since the last load; whatever differs if that is not known."""
    return changed_paths(base or theirs, live)


def overlapping(paths: set[Path], others: set[Path]) -> set[Path]:
    """The places that hold one of the others, or lie in one."""
    return {path for path in paths if any(path[: len(each)] == each or each[: len(path)] == path for each in others)}
