"""Earlier revisions brought back: whole, or by places."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ..revisions.models import Action, Revision
from ..snapshot import Change, Path, diff, patch
from .holding import Held
from .saving import save
from .telling import Teller, Told, address_of
from .validating import validate
from .verbs import PUBLISHING

ORDER = "order"


@dataclass(frozen=True)
class Choice:
    """What can be restored by itself: a field, a row, a field of a row, or the order of all rows of a kind.

    `told` is what restoring it would change; nothing if the rows of a kind stand as they stood, under other numbers.
    """

    path: Path
    place: str
    told: tuple[Told, ...]

    @property
    def address(self) -> str:
        return address_of(self.path)


def restorable(held: Held, revision: Revision) -> list[Change]:
    """What restoring that revision would change. Whether and when an entry is public is none of it."""
    return [change for change in diff(held.current, revision.snapshot) if change.path[0] not in PUBLISHING]


def choices(held: Held, revision: Revision, user=None, but: Collection[str] = ()) -> list[Choice]:
    """The same as editors choose of it, without these fields of the record."""
    changes = [change for change in restorable(held, revision) if change.path[0] not in but]
    return list(told_choices(Teller(held.current, revision.snapshot, user=user), changes))


def told_choices(teller: Teller, changes: list[Change]) -> Iterator[Choice]:
    moves = list(teller.moves())
    told = {change.path: teller.change(change) for change in changes if place_of(change) == change.path}
    for path in dict.fromkeys(map(place_of, changes)):
        if path in told:
            yield Choice(path, told[path].place, (told[path],))
        else:
            rows = teller.shape.rows[path[0]].model._meta.verbose_name_plural
            yield Choice(path, f"Order of the {rows}", tuple(move for move in moves if move.path[0] == path[0]))


def place_of(change: Change) -> Path:
    """Where a change belongs; where rows stand among each other is a matter of all of their kind."""
    return (change.path[0], ORDER) if len(change.path) == 3 and change.path[-1] == ORDER else change.path


def restore(
    held: Held, revision: Revision, by=None, places: Collection[Path] | None = None, summary: str = ""
) -> Revision | None:
    """Let the record say what it said then: everywhere, or at these places, the paths of `choices`.

    It goes the way of any save. Raises Invalid if what was good then is not any more.
    """
    changes = [change for change in restorable(held, revision) if places is None or place_of(change) in places]
    wanted = patch(held.current, changes)
    if changes:
        validate(held, wanted)
    return save(held, wanted, by, summary or f"Restored from revision {revision.number}.", Action.RESTORED)
