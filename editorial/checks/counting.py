"""Counting what the checks find in everything, a piece at a time: for many records it takes longer than a page may."""

from collections import defaultdict
from collections.abc import Iterable
from time import monotonic

from django.utils import timezone

from .. import kinds
from ..publishing import Entry, Record
from ..publishing.states import UNFINISHED
from ..runs import one_run
from .findings import Finding, Ref
from .models import Tally
from .registry import CHUNK, findings_in, record_models

Counts = dict[str, list[int]]


def add_up(counts: Counts, found: dict[Record, list[Finding]]) -> Counts:
    """The counts with what was found in some records."""
    counts = {name: list(numbers) for name, numbers in counts.items()}
    unfinished = unfinished_among({ref for findings in found.values() for each in findings for ref in each.about})
    for record, findings in found.items():
        for finding in findings:
            numbers = counts.setdefault(name_of(finding), [0, 0])
            numbers[0] += 1
            numbers[1] += is_unfinished(record) or not unfinished.isdisjoint(finding.about)
    return counts


def is_unfinished(record: Record) -> bool:
    """Whether it is an unfinished entry, or a plain record that stands on one."""
    if isinstance(record, Entry):
        return record.state in UNFINISHED
    return any(is_unfinished(getattr(record, field.name)) for field in record.stands_on())


def unfinished_among(refs: Iterable[Ref]) -> set[Ref]:
    """A query for each kind of entry."""
    keys: dict[str, set[str]] = defaultdict(set)
    for kind, key in refs:
        keys[kind].add(key)
    return {
        (kind, key)
        for kind, some in keys.items()
        for key in kinds.model_of(kind).objects.filter(key__in=some, state__in=UNFINISHED).values_list("key", flat=True)
    }


def name_of(finding: Finding) -> str:
    return f"{finding.level.value}:{finding.code}"


def store(model, counts: Counts) -> None:
    """Keep what a whole count of a kind came to."""
    done = {"counts": counts, "counted_at": timezone.now(), "begun": {}, "after": None}
    Tally.objects.update_or_create(model=model._meta.label_lower, defaults=done)


@one_run()
def count_for(seconds: float) -> bool:
    """Go on with the count, or begin one if none is under way; whether all is counted now.

    Two that count at once do not count anything twice: each piece is added only to what it was counted after.
    """
    until = monotonic() + seconds
    if not Tally.objects.filter(after__isnull=False).exists():
        begin(record_models())
    for model in record_models():
        while tally := Tally.objects.filter(model=model._meta.label_lower, after__isnull=False).first():
            count_piece(model, tally)
            if monotonic() > until:
                return not Tally.objects.filter(after__isnull=False).exists()
    return True


def begin(models: Iterable) -> None:
    for model in models:
        Tally.objects.update_or_create(model=model._meta.label_lower, defaults={"begun": {}, "after": 0})


def count_piece(model, tally: Tally) -> None:
    records = list(model.objects.filter(pk__gt=tally.after).order_by("pk")[:CHUNK])
    counts = add_up(tally.begun, findings_in(records))
    same = Tally.objects.filter(pk=tally.pk, after=tally.after)
    if len(records) == CHUNK:
        same.update(begun=counts, after=records[-1].pk)
    else:
        same.update(counts=counts, counted_at=timezone.now(), begun={}, after=None)
