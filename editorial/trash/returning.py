"""Taking a record back from the trash: first what would come back, what collides and what is gone, then doing it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import capfirst

from ..addresses import restore
from ..desk import Refusal, create, hold, publish, save
from ..desk.publishing import readiness
from ..permissions import can_publish
from ..publishing import Entry, Record, State
from ..revisions.models import Action
from ..revisions.trashed import Trashed
from ..snapshot import Missing, Path, Snapshot, apply, staged, take_turn
from .adapting import Collision, adapt, new_uids, with_uids, yielding
from .pointers_back import PointersBack

MOST_TOLD = 3
NO_REPLACEMENTS: Mapping[Path, str] = {}


@dataclass(frozen=True)
class Return:
    """What taking a record back would do.

    What its snapshot names and what is not there is told as in `Adapted`. `made_again` counts rows whose permanent name
    a row of another record has by now; theirs will be a new one.

    `waiting` is what waited in its working copy. What is gone for that alone is `gone_in_copy`; where it cannot say
    what it said, since another says that by now, it says what the record says: `overtaken`.
    """

    wanted: Snapshot
    waiting: Snapshot | None
    gone: list[Missing]
    gone_in_copy: list[Missing]
    needed: list[Missing]
    mistaken: list[Missing]
    collisions: list[Collision]
    overtaken: list[Collision]
    made_again: int
    pointers: PointersBack

    @property
    def fields(self) -> int:
        """How many fields say something."""
        return sum(value not in (None, "", [], {}, False) for value in self.wanted.fields.values())

    @property
    def rows(self) -> list[tuple[str, int]]:
        """(kind of row, how many of it)"""
        shapes = self.wanted.shape.rows
        counted = [(shapes[accessor], len(rows)) for accessor, rows in self.wanted.rows.items() if rows]
        return [(capfirst(shape.model._meta.verbose_name_plural), count) for shape, count in counted]

    @property
    def obstacles(self) -> list[str]:
        """Why it cannot come back like this, in sentences."""
        return [
            *(f"{missing} Choose another one, or take that back first." for missing in self.needed),
            *(str(missing) for missing in self.mistaken),
            *(collision.message for collision in self.collisions),
        ]


def what_returns(
    trashed: Trashed,
    user=None,
    *,
    slug: str | None = None,
    key: str | None = None,
    replacements: Mapping[Path, str | None] = NO_REPLACEMENTS,
) -> Return:
    """Look at the record as it would be: with another address or key, and others in the place of what is gone.

    In as many queries for many rows and pointers as for few.
    """
    names = {name: value for name, value in (("slug", slug), ("key", key)) if value}
    before = trashed.snapshot
    live = adapt(renamed(as_draft(before), before, names), replacements)
    copy = adapt(renamed(trashed.copy, before, names), replacements) if trashed.copy else None
    waiting, overtaken = yielding(copy, live.said) if copy else (None, [])
    uids = new_uids([live.said, waiting] if waiting else [live.said])
    wanted = with_uids(live.said, uids)
    return Return(
        wanted,
        waiting and with_uids(waiting, uids),
        live.gone,
        [missing for missing in copy.gone if missing not in live.gone] if copy else [],
        live.needed,
        list(dict.fromkeys([*live.mistaken, *(copy.mistaken if copy else ())])),
        live.collisions,
        overtaken,
        len(uids),
        PointersBack(trashed, wanted, user),
    )


def undelete(
    trashed: Trashed,
    by=None,
    *,
    slug: str | None = None,
    key: str | None = None,
    pointers: Collection[str] | None = None,
    replacements: Mapping[Path, str | None] = NO_REPLACEMENTS,
    public: bool = False,
    summary: str = "",
) -> Record:
    """Take a record back: an entry as a draft, or published if that is asked for and allowed.

    `pointers` are the places that shall name it again, all that can if None. They come back where they were taken off,
    or in working copies if somebody may not change what is live. What waited in its own working copy is saved after it.
    Raises Refusal, with nothing changed, if something is in the way or it was taken back already.
    """
    with transaction.atomic():
        take_turn()
        trashed = Trashed.objects.select_for_update(of=("self",)).get(pk=trashed.pk)
        refuse_unless_returnable(trashed, by, public)
        returning = what_returns(trashed, by, slug=slug, key=key, replacements=replacements)
        if returning.obstacles:
            raise Refusal(" ".join(returning.obstacles))
        record = bring_back(trashed, returning.wanted, by, summary)
        if isinstance(record, Entry) and (by is None or can_publish(by, record)):
            restore(record, renamed_addresses(trashed, record))
        if public and isinstance(record, Entry):
            make_public(record, by, summary)
        bring_back_copy(record, returning.waiting, by)
        returning.pointers.put_back(record, pointers, by)
        trashed.returned_at, trashed.returned_by = timezone.now(), by
        trashed.save(update_fields=["returned_at", "returned_by"])
    return record


def refuse_unless_returnable(trashed: Trashed, by, public: bool) -> None:
    if trashed.returned_at is not None:
        raise Refusal(f"“{trashed}” was taken back from the trash already.")
    if by is not None and not trashed.may_be_returned_by(by):
        raise Refusal(f"“{trashed}” is not for you to take back.")
    if by is not None and public and not can_publish(by, trashed.record_model):
        raise Refusal("Only who publishes can make it public.")


def as_draft(snapshot: Snapshot) -> Snapshot:
    return snapshot.with_values({("state",): State.DRAFT.value}) if "state" in snapshot.fields else snapshot


def renamed(said: Snapshot, before: Snapshot, names: Mapping[str, str]) -> Snapshot:
    """With another address or key; a working copy keeps the address that was to be its own."""
    as_before = {name for name in said.fields if said.fields[name] == before.fields[name]}
    return said.with_values({(name,): value for name, value in names.items() if name in as_before})


def bring_back(trashed: Trashed, wanted: Snapshot, by, summary: str) -> Record:
    try:
        with transaction.atomic():
            (record,) = apply([wanted], {})
    except IntegrityError as error:
        raise Refusal("It would say what something else says by now, and only one may say.") from error
    record.note_edit(by)
    record.created_at, record.created_by = trashed.made_at, trashed.made_by
    record.save()  # the whole of it, since what is shown of a picture is drawn then
    create(record, by, summary, Action.UNDELETED)
    return record


def renamed_addresses(trashed: Trashed, record: Entry) -> list[dict]:
    """What `lead_to` said, for the key that the entry has now."""

    def renamed(ends: list | None):
        return ends and [record.key if end == trashed.key else end for end in ends]

    return [change | {"before": renamed(change["before"])} for change in trashed.addresses]


def make_public(record: Entry, by, summary: str) -> None:
    """Publish it, if nothing stands in the way; the summary is the reason for what is doubtful."""
    with hold(record) as held:
        state = readiness(held)
        if wrong := [*state.faults, *(error.message for error in state.errors)]:
            raise Refusal(f"It cannot be public at once. {' '.join(wrong[:MOST_TOLD])}")
        if state.warnings and not summary:
            doubtful = " ".join(dict.fromkeys(warning.message for warning in state.warnings[:MOST_TOLD]))
            raise Refusal(f"To be public at once it needs a reason why, since this is doubtful: {doubtful}")
        reasons = dict.fromkeys((warning.code for warning in state.warnings), summary)
        publish(held, by, summary=summary, reasons=reasons)


def bring_back_copy(record: Record, waiting: Snapshot | None, by) -> None:
    if waiting is None:
        return
    with hold(record) as held:
        try:
            with staged(waiting):  # What goes on waiting has to fit as well.
                pass
        except IntegrityError as error:
            raise Refusal(
                "What waited in its working copy would say what something else says by now, and only one may say."
            ) from error
        save(held, waiting, by, "What waited in its working copy.", Action.RESTORED)
