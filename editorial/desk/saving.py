"""Saving: into the record if it is not live, else into its working copy."""

from functools import partial

from django.db import models, transaction

from .. import audit, generation
from ..addresses import remember, was_public
from ..links.index import reindex
from ..publishing import NOTED
from ..revisions.models import Action, Revision, WorkingCopy
from ..search import refresh
from ..snapshot import Snapshot, apply, merge, snapshot
from .holding import Held

# What anybody outside may notice.
AUDITED = {
    Action.PUBLISHED,
    Action.ARCHIVED,
    Action.RETURNED,
    Action.RESTORED,
    Action.TRASHED,
    Action.UNDELETED,
}


def create(record: models.Model, by=None, summary: str = "", action: Action = Action.CREATED) -> Revision:
    """Say that a record, saved with its rows just now, is new. After one of the same key, its numbers go on."""
    if latest := Revision.objects.of(record).first():
        record.version = latest.number + 1
        record.save(update_fields=["version"])
    reindex([record])
    refresh([record])
    if record.is_meant_for_public():
        generation.move()
    return add_revision(record, snapshot(record), by, action, summary, is_live=True)


def save(held: Held, wanted: Snapshot, by=None, summary: str = "", action: Action = Action.SAVED) -> Revision | None:
    """Save what somebody wants a record to say; None if it says so already. Its state is for other verbs to change."""
    if "state" in wanted.fields:
        wanted = wanted.with_values({("state",): held.current.fields["state"]})
    if wanted == held.current:
        return None
    if held.is_live:
        return write_copy(held, wanted, by, summary, action)
    if held.copy:
        # It was begun while the record was live. What changed in the record since is kept beside it.
        merged = merge(held.copy.base.snapshot, wanted, held.live)
        if merged.conflicts:
            return write_copy(held, wanted, by, summary, action)
        wanted = merged.snapshot
    return write_live(held, wanted, by, summary, action)


def write_live(
    held: Held,
    wanted: Snapshot,
    by,
    summary: str,
    action: Action,
    reasons: dict[str, str] | None = None,
    keeps_copy: bool = False,
) -> Revision:
    """Let the record itself say this; a working copy has nothing left to say then, unless it is kept."""
    last_live(held)
    was_live = held.is_live
    old_slug = held.live.fields.get("slug")
    moves = old_slug != wanted.fields.get("slug") and was_public(held.record)
    (record,) = apply([wanted], held.graphs)
    held.now_says(wanted, record)
    if moves:
        remember(record, old_slug)
    note(held, by)
    reindex([record])
    refresh([record])
    if was_live or held.is_live:
        generation.move()
    if not keeps_copy:
        drop_copy(held)
    return add_revision(record, wanted, by, action, summary, is_live=True, reasons=reasons)


def write_copy(held: Held, wanted: Snapshot, by, summary: str, action: Action) -> Revision:
    """Let the working copy say this, and begin one if there is none. One that says what is live ends."""
    base = held.copy.base if held.copy else last_live(held)
    note(held, by)
    revision = add_revision(held.record, wanted, by, action, summary, is_live=False)
    if wanted == held.live:
        drop_copy(held)
    elif held.copy:
        held.copy.revision = revision
        held.copy.save(update_fields=["revision"])
    else:
        held.copy = WorkingCopy.objects.create(
            **WorkingCopy.name_of(held.record), revision=revision, base=base, started_by=by
        )
    return revision


def rebase(held: Held, wanted: Snapshot, by=None, summary: str = "") -> Revision | None:
    """Save into the working copy what was settled with what is live now."""
    if held.copy is None:
        return save(held, wanted, by, summary)
    held.copy.base = last_live(held)
    held.copy.save(update_fields=["base"])
    return write_copy(held, wanted, by, summary, Action.SAVED)


def last_live(held: Held) -> Revision:
    """The revision that says what is live; made now if the record was changed or made without the desk."""
    revision = Revision.objects.of(held.record).live().first()
    if revision is None:
        return add_revision(held.record, held.live, None, Action.FOUND, "", is_live=True)
    if revision.snapshot != held.live:
        note(held, None)
        return add_revision(held.record, held.live, None, Action.FOUND, "Changed without the desk.", is_live=True)
    return revision


def note(held: Held, by) -> None:
    held.record.note_edit(by)
    held.record.save(update_fields=NOTED)


def drop_copy(held: Held) -> None:
    if held.copy:
        held.copy.delete()
        held.copy = None


def add_revision(record, said: Snapshot, by, action, summary, *, is_live, reasons=None) -> Revision:
    revision = Revision.objects.create(
        **Revision.name_of(record),
        number=record.version,
        action=action,
        is_live=is_live,
        at=record.updated_at,
        by=by,
        by_name=by.get_username() if by else "",
        summary=summary,
        reasons=reasons or {},
        data=said.as_data(),
    )
    if action in AUDITED:
        transaction.on_commit(partial(audit.note, str(action.label), revision.who, f"{revision.model} {revision.key}"))
    return revision
