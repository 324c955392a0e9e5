"""What a load leaves behind: revisions of what was there and of what came, and the seeds of the next load."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from django.db import models
from django.db.models import F, Max, OuterRef, Subquery

from ..publishing import Record
from ..revisions.models import Action, NamedByKey, Revision
from ..snapshot import Snapshot
from ..snapshot.taking import CHUNK
from .models import Seed, SeedConflict
from .planning import Plan

FOUND = "Changed without the desk."


def chunks(plans: Iterable[Plan]) -> Iterator[tuple[type[Record], list[str]]]:
    """(model, keys) of these records, not too many at a time."""
    keys = defaultdict(list)
    for plan in plans:
        keys[plan.draft.model].append(plan.fixture.key)
    for model, some in keys.items():
        for start in range(0, len(some), CHUNK):
            yield model, some[start : start + CHUNK]


class Recording:
    """Of the records that are written. Begun before anything is."""

    def __init__(self, plans: list[Plan], at: datetime.datetime, using: str):
        self.plans = plans
        self.at = at
        self.using = using
        self.revisions: list[Revision] = []
        self.steps: Counter[tuple[str, str]] = Counter()  # by which a record's version moves
        self.note_what_is_there([plan for plan in plans if plan.graph])

    def note_what_is_there(self, plans: list[Plan]) -> None:
        """Keep what no revision says yet, since records can be changed without the desk."""
        said = dict(self.live_revisions(plans))
        for plan in plans:
            if plan.name not in said:
                self.add(plan.graph.instance, plan.live, Action.FOUND)
            elif said[plan.name] != plan.live:
                self.move(plan)
                self.add(plan.graph.instance, plan.live, Action.FOUND, FOUND)

    def live_revisions(self, plans: list[Plan]) -> Iterator[tuple[tuple[str, str], Snapshot]]:
        revisions = Revision.objects.using(self.using).live()
        later = revisions.filter(model=OuterRef("model"), key=OuterRef("key")).order_by("-number")
        for model, keys in chunks(plans):
            of_model = revisions.filter(model=model._meta.label_lower, key__in=keys)
            for revision in of_model.filter(number=Subquery(later.values("number")[:1])):
                yield (revision.model, revision.key), revision.snapshot

    def note_what_came(self, records: list[Record]) -> None:
        """Say of these records, in the order of the plans, that they were loaded just now."""
        latest = dict(self.latest_numbers([plan for plan in self.plans if plan.is_new]))
        for plan, record in zip(self.plans, records, strict=True):
            if plan.graph:
                self.move(plan)
            elif plan.name in latest:
                self.steps[plan.name] += latest[plan.name]
                record.version += latest[plan.name]
            self.add(record, plan.wanted, Action.LOADED)
        self.write_versions(records)
        Revision.objects.using(self.using).bulk_create(self.revisions, batch_size=CHUNK)

    def latest_numbers(self, plans: list[Plan]) -> Iterator[tuple[tuple[str, str], int]]:
        """Of records that were there before: the numbers go on."""
        for model, keys in chunks(plans):
            label = model._meta.label_lower
            revisions = Revision.objects.using(self.using).filter(model=label, key__in=keys).order_by()
            for key, number in revisions.values_list("key").annotate(Max("number")):
                yield (label, key), number

    def move(self, plan: Plan) -> None:
        plan.graph.instance.note_edit(None, self.at)
        self.steps[plan.name] += 1

    def add(self, record: Record, said: Snapshot, action: Action, summary: str = "") -> None:
        self.revisions.append(
            Revision(
                **Revision.name_of(record),
                number=record.version,
                action=action,
                is_live=True,
                at=self.at,
                summary=summary,
                data=said.as_data(),
            )
        )

    def write_versions(self, records: list[Record]) -> None:
        pks = defaultdict(list)
        for plan, record in zip(self.plans, records, strict=True):
            if steps := self.steps[plan.name]:
                pks[type(record), steps].append(record.pk)
        for (model, steps), some in pks.items():
            for start in range(0, len(some), CHUNK):
                chosen = model._base_manager.using(self.using).filter(pk__in=some[start : start + CHUNK])
                chosen.update(version=F("version") + steps, updated_by=None, updated_at=self.at)


def store_seeds(plans: list[Plan], using: str) -> None:
    """Let the next load begin with what was loaded, and queue what is in dispute."""
    seeds = [
        Seed(**named(plan), data=data)
        for plan in plans
        if (data := plan.fixture.as_data()) != (plan.seed and plan.seed.data)
    ]
    upsert(seeds, ["data", "at"], using)
    conflicts = []
    for plan in plans:
        if plan.conflicting:
            base = plan.dispute_base and plan.dispute_base.as_data()
            data = plan.fixture.as_data()
            if not plan.pending or (plan.pending.base, plan.pending.fixture) != (base, data):
                conflicts.append(SeedConflict(**named(plan), base=base, fixture=data))
    upsert(conflicts, ["base", "fixture", "at"], using)
    settled = [plan.pending.pk for plan in plans if plan.pending and not plan.conflicting]
    for start in range(0, len(settled), CHUNK):
        SeedConflict.objects.using(using).filter(pk__in=settled[start : start + CHUNK]).delete()


def upsert(instances: list[NamedByKey], fields: list[str], using: str) -> None:
    if instances:
        manager: models.Manager = type(instances[0])._base_manager
        manager.using(using).bulk_create(
            instances, CHUNK, update_conflicts=True, unique_fields=["model", "key"], update_fields=fields
        )


def named(plan: Plan) -> dict[str, str]:
    model, key = plan.name
    return {"model": model, "key": key}
