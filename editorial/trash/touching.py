"""Changing what stands around a record that goes or comes back, each by a revision of its own."""

from collections.abc import Callable

from ..desk import Held, Refusal
from ..desk.saving import write_copy, write_live
from ..permissions import can_edit, can_publish, can_view
from ..publishing import Record
from ..revisions.models import Action
from ..snapshot import Snapshot

MOST_NAMED = 5


def may_touch(user, record: Record) -> bool:
    """Whether somebody may change what a record says where it says it: on the public page, if it is live."""
    if user is None:  # the site itself
        return True
    return can_edit(user, record) and (can_publish(user, record) or not record.is_meant_for_public())


def refuse_unless_touchable(records: list[Record], by, why: str) -> None:
    """Raise Refusal with the names of those that somebody may not change, as far as they may know of them."""
    if untouchable := [record for record in records if not may_touch(by, record)]:
        raise Refusal(f"{why}: {name_some(untouchable, by)}.")


def name_some(records: list[Record], by, count: int | None = None) -> str:
    """The first of them by name, and how many more there are."""
    named = [f"“{record}”" for record in records if by is None or can_view(by, record)][:MOST_NAMED]
    more = (len(records) if count is None else count) - len(named)
    return ", ".join([*named, *([f"and {more} more" if named else f"{more} that you do not know of"] if more else [])])


def rewrite(
    held: Held, live: Callable[[Snapshot], Snapshot], copy: Callable[[Snapshot], Snapshot], by, summary: str
) -> None:
    """Change what is live, and what waits in a working copy, each in its way; the working copy goes on."""
    now = live(held.live)
    if now != held.live:
        # The copy keeps its base: what is changed here there as well is no conflict, nor undone what was changed since.
        write_live(held, now, by, summary, Action.SAVED, keeps_copy=True)
    if held.copy and (waiting := copy(held.current)) != held.current:
        write_copy(held, waiting, by, summary, Action.SAVED)
