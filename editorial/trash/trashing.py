"""Moving a record to the trash."""

from django.db import transaction
from django.utils.text import capfirst

from .. import generation, search
from ..addresses import former_addresses, lead_to, was_public
from ..desk import Conflicting, Held, Refusal, hold
from ..desk.saving import add_revision, drop_copy, last_live, note
from ..desk.verbs import with_copy
from ..kinds import one_of
from ..links.index import forget
from ..links.usage import relations_to
from ..permissions import can_publish
from ..publishing import Entry, Record
from ..revisions.models import Action
from ..revisions.trashed import LONGEST_TITLE, Trashed
from ..snapshot import Snapshot
from .pointing import Pointer, pointers_in, users_of, what_points_here, without_pointers
from .touching import name_some, refuse_unless_touchable, rewrite


@transaction.atomic
def trash(held: Held, by=None, summary: str = "", redirect_to: Entry | None = None) -> Trashed:
    """Take a record off the site with its rows, and all that points to it off the records that do.

    It is to be held `and_others`: each of these gets a revision, live or not. Marks in texts stay. Raises Refusal, with
    nothing changed, while records point to it that cannot be without it, or if somebody may not change one that does,
    or its public address.
    """
    record, was_live = held.record, held.is_live
    refuse_while_needed(record, by)
    addresses = lead_away(record, redirect_to, by)
    pointers = take_off(record, by)
    refuse_if_named_again(record)
    copy = what_waits(held)
    last_live(held)
    note(held, by)
    add_revision(record, held.live, by, Action.TRASHED, summary, is_live=False)
    trashed = Trashed.objects.create(
        **Trashed.name_of(record),
        title=str(record)[:LONGEST_TITLE],
        data=held.live.as_data(),
        copy_data=copy and copy.as_data(),
        pointers=[pointer.as_data() for pointer in pointers],
        addresses=addresses,
        led_to=f"{redirect_to._meta.model_name}:{redirect_to.key}" if redirect_to else "",
        state=record.state if isinstance(record, Entry) else "",
        owner=record.owner if isinstance(record, Entry) else None,
        made_at=record.created_at,
        made_by=record.created_by,
        at=record.updated_at,
        by=by,
        by_name=by.get_username() if by else "",
        summary=summary,
    )
    drop_copy(held)
    forget([record])
    tell_users = search.forget(record)
    record.delete()
    tell_users()
    if was_live:
        generation.move()
    return trashed


def refuse_while_needed(record: Record, by) -> None:
    points = what_points_here(record, limit=20)
    if points.blocking:
        users = [use.record for usage in points.blocking for use in usage.uses]
        raise Refusal(
            f"“{record}” cannot go, since these cannot be without it: {name_some(users, by, points.blockers)}. "
            "Move them to the trash first, or replace it with another."
        )


def lead_away(record: Record, redirect_to: Entry | None, by) -> list[dict]:
    if redirect_to is None:
        return []
    if not isinstance(record, Entry):
        raise Refusal(f"{capfirst(one_of(record))} has no address that could lead elsewhere.")
    if (type(record), record.pk) == (type(redirect_to), redirect_to.pk):
        raise Refusal("Its address cannot lead to itself: choose another entry.")
    is_known = was_public(record) or former_addresses(record).exists()
    if by and is_known and not can_publish(by, record):
        raise Refusal("Its address was public: only who publishes can lead it elsewhere.")
    return lead_to(record, redirect_to)


def take_off(record: Record, by) -> list[Pointer]:
    """Take out of all other records what names this one, and return it."""

    def in_live(said: Snapshot) -> list[Pointer]:
        return list(pointers_in(said, type(record), record.key))

    users = users_of(record, is_user=lambda said: bool(in_live(said)))
    refuse_unless_touchable(
        [model._base_manager.get(pk=pk) for model, pk in users], by, "You may not change what points here"
    )
    taken: list[Pointer] = []
    for model, pk in users:
        with hold(model(pk=pk)) as held:
            taken += in_live(held.live)
            if held.copy:
                taken += pointers_in(held.current, type(record), record.key, in_copy=True)
            rewrite(
                held,
                lambda said: without_pointers(said, in_live(said)),
                lambda said: without_pointers(said, in_live(said)),
                by,
                f"“{record}” was moved to the trash."[:300],
            )
    return taken


def refuse_if_named_again(record: Record) -> None:
    """By a save that ended just now; those that are about to name it wait from here on, until it is gone."""
    type(record)._base_manager.select_for_update(of=("self",)).get(pk=record.pk)
    for relation in relations_to(type(record)):
        if relation.related_model._base_manager.filter(**{relation.field.name: record}).exists():
            raise Refusal("Something began to point here just now. Look at it once more.")


def what_waits(held: Held) -> Snapshot | None:
    """What the working copy says, put together with what became of the record since, if they go together."""
    if held.copy is None:
        return None
    try:
        return with_copy(held)
    except Conflicting:
        return held.current
