"""Marks that lead nowhere: links to and citations of no entry, veils of no episode. Nothing public may hold them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.core.exceptions import ObjectDoesNotExist
from django.db import DEFAULT_DB_ALIAS, models

from .. import horizon, kinds
from ..publishing import Entry, Record
from .index import Mark, fetch_rows, marks_of, parts_of, veils_of


class DeadMark(NamedTuple):
    """Where one stands, and what to tell the editor."""

    part: models.Model
    field: str
    message: str


def dead_marks(
    parts: Iterable[models.Model], along_with: Iterable[Record] = (), using: str = DEFAULT_DB_ALIAS
) -> list[DeadMark]:
    """What leads nowhere in these records and rows, each looked at without its own rows.

    `along_with` are records that are about to be written too, so that a mark may lead to them.
    """
    parts, along_with = list(parts), list(along_with)
    return [*dead_links(parts, along_with, using), *dead_veils(parts, along_with)]


def dead_marks_in(records: Iterable[Record], using: str = DEFAULT_DB_ALIAS) -> dict[Record, list[DeadMark]]:
    """The same for records of one model with all their rows, in as many queries for many as for one."""
    records = list(records)
    fetch_rows(records)
    owners = {part: record for record in records for _, part in parts_of(record)}
    dead: dict[Record, list[DeadMark]] = {record: [] for record in records}
    for mark in dead_marks(owners, using=using):
        dead[owners[mark.part]].append(mark)
    return dead


def dead_links(parts, along_with, using) -> Iterator[DeadMark]:
    marks = [(part, mark) for part in parts for mark in marks_of(part)]
    known = {(kinds.kind_of(type(record)), record.key) for record in along_with}
    wanted = defaultdict(set)
    for _, mark in marks:
        if (mark.kind, mark.key) not in known and kinds.is_kind(mark.kind):
            wanted[mark.kind].add(mark.key)
    for kind, keys in wanted.items():
        found = kinds.model_of(kind).objects.using(using).filter(key__in=keys)
        known |= {(kind, key) for key in found.values_list("key", flat=True)}
    for part, mark in marks:
        if (mark.kind, mark.key) not in known:
            yield DeadMark(part, mark.where, lead_nowhere(mark))


def lead_nowhere(mark: Mark) -> str:
    return f"This leads nowhere: there is no {mark.kind} “{mark.key}”."


def dead_veils(parts, along_with) -> Iterator[DeadMark]:
    veils = [(part, *veil) for part in parts for veil in veils_of(part)]
    if not veils:
        return
    known = {episode.code for episode in horizon.episodes()}
    known |= {code for record in along_with for code in codes_of(record)}
    for part, field, code in veils:
        if code not in known:
            yield DeadMark(part, field, f"There is no episode “{code}” that could give this away.")


def codes_of(record):
    """Of the episodes that a record makes known, if it is one to do so."""
    try:
        return [code for code, _, _ in record.horizon_codes()] if isinstance(record, Entry) else []
    except ObjectDoesNotExist:  # It lacks what it stands on, which is told already.
        return []
