"""A snapshot of what is not there any more, as it can stand among what is there now."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from ..desk import Refusal
from ..publishing.records import validate_key
from ..snapshot import Missing, Path, Snapshot, as_instance, missing_from, without
from ..snapshot.gone import telling_apart

LONGEST_SHOWN = 80


@dataclass(frozen=True)
class Collision:
    """Why the record cannot be there beside what is there now; `field` is empty if several make it up together."""

    field: str
    message: str


@dataclass(frozen=True)
class Adapted:
    """What is left of a snapshot, with others in the place of what is gone.

    `gone` names what it named and is not there: without a replacement, an optional relation is emptied and a row that
    cannot be without goes; `needed` are those of the record itself that it cannot be without, `mistaken` the
    replacements that are not there either.
    """

    said: Snapshot
    gone: list[Missing]
    needed: list[Missing]
    mistaken: list[Missing]
    collisions: list[Collision]


def adapt(said: Snapshot, replacements: Mapping[Path, str | None]) -> Adapted:
    gone = missing_from([said], {})
    said = with_replacements(said, gone, replacements)
    still_gone = missing_from([said], {})
    mistaken = [missing for missing in still_gone if missing not in gone]
    needed = [missing for missing in still_gone if is_needed(said, missing) and missing in gone]
    said = without(said, still_gone)
    return Adapted(said, gone, needed, mistaken, collisions_of(said))


def yielding(copy: Adapted, live: Snapshot) -> tuple[Snapshot, list[Collision]]:
    """What waited in a working copy, with what the record itself says where it cannot say its own any more.

    Also what others say by now of that, as far as it is not what the record itself says.
    """
    overtaken = {}
    for collision in copy.collisions:
        names = {collision.field} if collision.field else telling_apart(live.shape)
        names &= live.fields.keys()
        overtaken[collision] = {name for name in names if copy.said.fields[name] != live.fields[name]}
    names = unset_in(copy.said).union(*overtaken.values())
    said = copy.said.with_values({(name,): live.fields[name] for name in names})
    return said, [collision for collision, names in overtaken.items() if names]


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


def unset_in(said: Snapshot) -> set[str]:
    """The relations that the record itself cannot be without, and that lead nowhere."""
    return {name for name, field in said.shape.references.items() if not field.null and said.fields[name] is None}


def new_uids(snapshots: list[Snapshot]) -> dict[str, str]:
    """New permanent names for rows whose names others have, as when a fixture has made the record again."""
    taken: set[str] = set()
    for accessor, shape in snapshots[0].shape.rows.items():
        uids = {uid for each in snapshots for uid in each.rows.get(accessor, {})}
        found = shape.model._base_manager.filter(uid__in=uids) if uids else None
        taken |= {str(uid) for uid in found.values_list("uid", flat=True)} if found is not None else set()
    return {uid: str(uuid.uuid4()) for uid in taken}


def with_uids(said: Snapshot, uids: Mapping[str, str]) -> Snapshot:
    rows = {accessor: {uids.get(uid, uid): row for uid, row in rows.items()} for accessor, rows in said.rows.items()}
    return Snapshot(said.model, said.fields, rows)


def collisions_of(wanted: Snapshot) -> list[Collision]:
    """What the record says that only one may say, and another says."""
    record, unset = as_instance(wanted), unset_in(wanted)
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
