"""The states of an entry: who makes it public and who takes it off again."""

from django.utils import timezone
from django.utils.text import capfirst

from ..kinds import one_of
from ..publishing import State
from ..publishing.states import public_since
from ..revisions.models import Action, Revision
from ..snapshot import Snapshot, merge
from ..snapshot.data import plain
from .holding import Held
from .refusals import Conflicting, Refusal
from .saving import add_revision, drop_copy, last_live, note, write_live

PUBLISHING = ("state", "publish_at", "expire_at")  # what only these verbs change


def submit(held: Held, by=None, summary: str = "") -> Revision | None:
    """Ask for a review of a draft."""
    if held.record.state != State.DRAFT:
        return None
    return change_state(held, by, summary, Action.SUBMITTED, state=State.IN_REVIEW)


def publish(held: Held, by=None, at=None, summary: str = "", reasons: dict[str, str] | None = None) -> Revision | None:
    """Make an entry public from that moment on, else from the one set before, else from now, with all that waits in
    its working copy; a plain record's working copy becomes the record.

    A moment of expiry that would end it at once is dropped. None if there is nothing to publish.
    """
    wanted = with_copy(held)
    if "state" in wanted.fields:
        wanted = wanted.with_values(public_fields(wanted, at))
    if wanted == held.live:
        drop_copy(held)
        return None
    return write_live(held, wanted, by, summary, Action.PUBLISHED, reasons)


def return_to_draft(held: Held, by=None, summary: str = "") -> Revision | None:
    """Take an entry off the public site, or out of review, to work on it; its working copy waits for the next save."""
    return change_state(held, by, summary, Action.RETURNED, state=State.DRAFT)


def archive(held: Held, by=None, summary: str = "") -> Revision | None:
    """Take an entry off the public site for good."""
    return change_state(held, by, summary, Action.ARCHIVED, state=State.ARCHIVED)


def discard(held: Held, by=None, summary: str = "") -> Revision | None:
    """Give up the working copy. Its revisions stay: to have it back, restore the last of them."""
    if held.copy is None:
        return None
    last_live(held)
    drop_copy(held)
    note(held, by)
    return add_revision(held.record, held.live, by, Action.DISCARDED, summary, is_live=True)


def change_state(held: Held, by, summary: str, action: Action, state: State) -> Revision | None:
    if "state" not in held.live.fields:
        raise Refusal(f"{capfirst(one_of(held.record))} has no state: it is public while an entry shows it.")
    wanted = held.live.with_values({("state",): state.value})
    return write_live(held, wanted, by, summary, action, keeps_copy=True) if wanted != held.live else None


def with_copy(held: Held) -> Snapshot:
    """What is live together with what waits in the working copy; raises Conflicting if both changed the same."""
    if held.copy is None:
        return held.live
    merged = merge(held.copy.base.snapshot, held.current, held.live)
    if merged.conflicts:
        raise Conflicting(merged)
    return merged.snapshot


def public_fields(wanted: Snapshot, at=None) -> dict:
    """The fields of publishing for what shall be public from that moment on."""
    moments = {name: wanted.shape.columns[name].to_python(wanted.fields[name]) for name in ("publish_at", "expire_at")}
    now = timezone.now()
    since = public_since(State.PUBLISHED, at or moments["publish_at"], now)
    lasts = moments["expire_at"] and moments["expire_at"] > max(since, now)
    values = {"state": State.PUBLISHED.value, "publish_at": since, "expire_at": moments["expire_at"] if lasts else None}
    return {(name,): plain(value) for name, value in values.items()}
