"""What a load did, record by record and place by place."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..snapshot import Path, Snapshot
from .planning import Plan


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a record that the fixtures name: `status` is "new", "changed", "unchanged" or "left deleted"."""

    name: str
    model: str
    pk: int | None
    status: str
    was_deleted: bool = False
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    conflicting: tuple[str, ...] = ()
    overwritten: tuple[str, ...] = ()


@dataclass
class Report:
    """How many entries and plain records came out how, and which have something to be said of."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    left_deleted: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    conflicting: tuple[str, ...] = ()
    overwritten: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = field(default=(), compare=False)
    warnings: int = field(default=0, compare=False)  # about what was written

    @property
    def total(self):
        return self.new + self.changed + self.unchanged + len(self.left_deleted)


def report_on(outcomes: Iterable[Outcome], warnings: int) -> Report:
    outcomes = tuple(outcomes)

    def names(is_meant) -> tuple[str, ...]:
        return tuple(outcome.name for outcome in outcomes if is_meant(outcome))

    return Report(
        len(names(lambda outcome: outcome.status == "new")),
        len(names(lambda outcome: outcome.status == "changed")),
        len(names(lambda outcome: outcome.status == "unchanged")),
        names(lambda outcome: outcome.status == "left deleted"),
        names(lambda outcome: outcome.kept),
        names(lambda outcome: outcome.conflicting),
        names(lambda outcome: outcome.overwritten or outcome.was_deleted),
        outcomes,
        warnings,
    )


def outcome_of(plan: Plan) -> Outcome:
    is_deleted, is_changed = plan.is_left_deleted, bool(plan.changed)
    status = "left deleted" if is_deleted else "new" if plan.is_new else "changed" if is_changed else "unchanged"
    places = {name: told(getattr(plan, name), plan) for name in ("changed", "kept", "conflicting", "overwritten")}
    pk = plan.graph.instance.pk if plan.graph else None
    return Outcome(plan.draft.name, plan.fixture.model, pk, status, bool(plan.seed) and plan.is_new, **places)


def told(paths: set[Path], plan: Plan) -> tuple[str, ...]:
    sides = [side for side in (plan.wanted, plan.fixture, plan.live) if side is not None]
    return tuple(sorted({place(path, sides) for path in paths}))


def place(path: Path, sides: list[Snapshot]) -> str:
    """A place as fixtures name it: “credits (director, anna-foerster) cites”."""
    if len(path) == 1:
        return path[0]
    accessor, uid, *name = path
    fields = next((row for side in sides if (row := side.get((accessor, uid)))), {})
    natural = sides[0].shape.rows[accessor].model.natural
    row = ", ".join(str(fields[each]) for each in natural if fields.get(each) not in (None, ""))
    return " ".join([accessor, f"({row})", *name])
