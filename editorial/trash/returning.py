"""Taking a record back from the trash: first what would come back, what collides and what is gone, then doing it."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import capfirst

from ..addresses import restore
from ..desk import Refusal, create, hold, publish, save
from ..desk.publishing import readiness
from ..permissions import can_publish
from ..publishing import Entry, Record, State
from ..publishing.records import validate_key
from ..revisions.models import Action
from ..revisions.trashed import Trashed
from ..snapshot import Missing, Path, Snapshot, apply, as_instance, missing_from, take_turn, without
from .pointers_back import PointersBack

LONGEST_SHOWN = 80
MOST_TOLD = 3
NO_REPLACEMENTS: Mapping[Path, str] = {}


@dataclass(frozen=True)
class Collision:
    """Why the record cannot be there beside what is there now; `field` is empty if several make it up together."""

    field: str
    message: str


@dataclass(frozen=True)
class Return:
    """What taking a record back would do.

    `gone` names what its snapshot names and what is not there: without a replacement, an optional relation is emptied
    and a row that cannot be without goes; `needed` are those of the record itself that it cannot be without, `mistaken`
    the replacements that are not there either.
    `made_again` counts rows whose permanent name a row of another record has by now; theirs will be a new one.
    """

    wanted: Snapshot
    gone: list[Missing]
    needed: list[Missing]
    mistaken: list[Missing]
    collisions: list[Collision]
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
    wanted = as_draft(trashed.snapshot)
    wanted = wanted.with_values(
        {(name,): value for name, value in (("slug", slug), ("key", key)) if value and name in wanted.fields}
    )
    gone = missing_from([wanted], {})
    wanted = with_replacements(wanted, gone, replacements)
    still_gone = missing_from([wanted], {})
    mistaken = [missing for missing in still_gone if missing not in gone]
    needed = [missing for missing in still_gone if is_needed(wanted, missing) and missing in gone]
    unset = {missing.path[0] for missing in still_gone if is_needed(wanted, missing)}
    wanted = without(wanted, still_gone)
    wanted, made_again = with_own_uids(wanted)
    collisions = collisions_of(wanted, unset)
    return Return(wanted, gone, needed, mistaken, collisions, made_again, PointersBack(trashed, wanted, user))


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
        bring_back_copy(trashed, record, by)
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


def with_replacements(wanted: Snapshot, gone: Iterable[Missing], replacements: Mapping[Path, str | None]) -> Snapshot:
    for path, _, key in gone:
        if other := replacements.get(path):
            refuse_unless_key(other)
            value = wanted.get(path)
            many = isinstance(value, list)
            wanted = wanted.with_values({path: sorted({*value, other} - {key}) if many else other})
    return wanted


def refuse_unless_key(text: str) -> None:
    try:
        validate_key(text)
    except ValidationError as error:
        raise Refusal(f"“{text[:LONGEST_SHOWN]}” is no key. {error.message}") from error


def is_needed(wanted: Snapshot, missing: Missing) -> bool:
    """Whether the record itself cannot be without it."""
    name = missing.path[0]
    references = wanted.shape.references
    return len(missing.path) == 1 and name in references and not references[name].null


def with_own_uids(wanted: Snapshot) -> tuple[Snapshot, int]:
    """With new permanent names for rows whose names others have, as when a fixture has made the record again."""
    rows, count = dict(wanted.rows), 0
    for accessor, of_kind in wanted.rows.items():
        found = wanted.shape.rows[accessor].model._base_manager.filter(uid__in=list(of_kind)) if of_kind else None
        taken = {str(uid) for uid in found.values_list("uid", flat=True)} if found is not None else set()
        if taken:
            rows[accessor] = {str(uuid.uuid4()) if uid in taken else uid: row for uid, row in of_kind.items()}
            count += len(taken)
    return Snapshot(wanted.model, wanted.fields, rows), count


def collisions_of(wanted: Snapshot, unset: set[str]) -> list[Collision]:
    """What the record says that only one may say, and another says."""
    record = as_instance(wanted)
    names = {field.name for field in record._meta.fields} - {"key", "slug"}
    found: list[Collision] = []
    for check, exclude in (
        (record.clean_fields, names),
        (record.validate_unique, unset),
        (record.validate_constraints, unset),
    ):
        try:
            check(exclude=exclude)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                field = "" if name == NON_FIELD_ERRORS else name
                found += [Collision(field, message) for message in messages]
            if check == record.clean_fields:
                return found  # The database can only be asked about values that it can hold.
    return list(dict.fromkeys(found))


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


def bring_back_copy(trashed: Trashed, record: Record, by) -> None:
    if (copy := trashed.copy) is None:
        return
    with hold(record) as held:
        # What could not come back as it was is as it came back.
        differs = {("key",): held.live.key}
        if held.live.fields.get("slug") != trashed.snapshot.fields.get("slug"):
            differs["slug",] = held.live.fields["slug"]
        waiting = copy.with_values(differs)
        waiting = without(waiting, missing_from([waiting], {}))
        try:
            with transaction.atomic():
                save(held, waiting, by, "What waited in its working copy.", Action.RESTORED)
        except IntegrityError:
            return  # It says what others say by now; the history keeps it.
