"""Counting what the checks find in everything, a piece at a time: for many records it takes longer than a page may."""

from collections.abc import Iterable
from time import monotonic

from django.utils import timezone

from ..publishing import Entry
from ..publishing.states import UNFINISHED
from .findings import Finding
from .models import Tally
from .registry import CHUNK, findings_in, record_models
from .runs import one_run

Counts = dict[str, list[int]]


def add_up(counts: Counts, found: dict) -> Counts:
    """The counts with what was found in some records."""
    counts = {name: list(numbers) for name, numbers in counts.items()}
    for record, findings in found.items():
        is_unfinished = isinstance(record, Entry) and record.state in UNFINISHED
        for finding in findings:
            numbers = counts.setdefault(name_of(finding), [0, 0])
            numbers[0] += 1
            numbers[1] += is_unfinished
    return counts


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
