"""The checks that are registered, and what they find in records."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from django.apps import apps
from django.db import models

from ..links.index import fetch_rows, parts_of
from ..publishing import Record
from ..publishing.publicness import Publishable
from ..publishing.records import note_shown
from .findings import Finding, Level
from .told import told_to

Check = Callable[[list], Iterator[Finding]]

CHUNK = 100  # records; the texts of so many are parsed once for all checks

_checks: dict[Check, tuple[type, ...]] = {}


def register(check: Check, *models_: type) -> None:
    """Have this looked for in records of these models, or of all; called when an app is ready.

    A check is given records of one model with their rows and all that they and their rows refer to at hand, and asks
    the database as often for one record as for many.
    """
    _checks[check] = models_


def checks_for(model) -> list[Check]:
    return [check for check, models_ in _checks.items() if not models_ or issubclass(model, models_)]


def findings_in(records: Iterable[Record], user=None) -> dict[Record, list[Finding]]:
    """What is found in each of these records of one model, errors first, in as many queries for many as for one.

    Told to a user, it tells nothing of what the user may not know of.
    """
    records = list(records)
    found: dict[Record, list[Finding]] = {record: [] for record in records}
    if records:
        fetch(records)
        for check in checks_for(type(records[0])):
            for finding in check(records):
                found[finding.record].append(finding)
    ordered = {record: sorted(ours, key=by_level) for record, ours in found.items()}
    return ordered if user is None else told_to(user, ordered)


def by_level(finding: Finding) -> int:
    return list(Level).index(finding.level)


def all_findings(*models_: type[Record]) -> Iterator[tuple[type[Record], dict[Record, list[Finding]]]]:
    """(model, what is found in each record) for everything on the site or these kinds of it, a chunk at a time."""
    for model in models_ or record_models():
        last = 0
        while records := list(model.objects.filter(pk__gt=last).order_by("pk")[:CHUNK]):
            yield model, findings_in(records)
            last = records[-1].pk


def record_models() -> list[type[Record]]:
    """The kinds of record that there are, app by app."""
    return [model for model in apps.get_models() if issubclass(model, Record)]


def fetch(records: list) -> None:
    """Have the rows of these records of one model at hand, and all records that they and their rows refer to."""
    fetch_rows(records)
    if records[0].shown_only_where_used:
        note_shown(records)
    by_model: dict[type, list] = {}
    for record in records:
        for _, part in parts_of(record):
            by_model.setdefault(type(part), []).append(part)
    for model, parts in by_model.items():
        models.prefetch_related_objects(parts, *references_of(model))


@cache
def references_of(model) -> list[str]:
    """The names of the fields that refer to other records."""
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return [field.name for field in fields if field.is_relation and issubclass(field.related_model, Publishable)]
