"""Earlier revisions brought back: whole, or by places."""

from collections.abc import Collection

from ..revisions.models import Action, Revision
from ..snapshot import Change, Path, diff, patch
from .holding import Held
from .saving import save
from .validating import validate
from .verbs import PUBLISHING


def restorable(held: Held, revision: Revision) -> list[Change]:
    """What restoring that revision would change. Whether and when an entry is public is none of it."""
    return [change for change in diff(held.current, revision.snapshot) if change.path[0] not in PUBLISHING]


def restore(
    held: Held, revision: Revision, by=None, places: Collection[Path] | None = None, summary: str = ""
) -> Revision | None:
    """Let the record say what it said then: everywhere, or at these places. It goes the way of any save.

    Raises Invalid if what was good then is not any more.
    """
    changes = [change for change in restorable(held, revision) if places is None or change.path in places]
    wanted = patch(held.current, changes)
    if changes:
        validate(held, wanted)
    return save(held, wanted, by, summary or f"Restored from revision {revision.number}.", Action.RESTORED)
