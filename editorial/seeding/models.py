from django.db import models
from django.utils import timezone

from ..revisions.models import NamedByKey
from ..snapshot import Conflict, Snapshot, merge


class Seed(NamedByKey):
    """What a fixture said of a record when it was last loaded: the base on which the next load is merged."""

    data = models.JSONField(editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "key"], name="editorial_seed_once")]

    def __str__(self):
        return f"seed of {self.model} {self.key}"

    @property
    def snapshot(self) -> Snapshot:
        return Snapshot.of(self.data)


class SeedConflict(NamedByKey):
    """Places that an editor and a fixture both changed. The record is as the editor left it; somebody has to settle it.

    `base` is the fixture with what it said before at the places in dispute, and nothing if that is not known: then all
    that differs is in dispute.
    """

    base = models.JSONField(null=True, editable=False)
    fixture = models.JSONField(editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-at", "pk"]
        constraints = [models.UniqueConstraint(fields=["model", "key"], name="editorial_seedconflict_once")]

    def __str__(self):
        return f"conflict over the seed of {self.model} {self.key}"

    def sides(self, current: Snapshot) -> tuple[Snapshot | None, Snapshot]:
        """What the fixture said before and what it says now, where what the record says is still in dispute."""
        fixture = beside(Snapshot.of(self.fixture), current)
        if self.base is None:
            return None, fixture
        conflicts = merge(beside(Snapshot.of(self.base), current), current, fixture).conflicts
        return fixture.with_values({each.path: each.base for each in conflicts}), fixture

    def places(self, current: Snapshot) -> tuple[Conflict, ...]:
        base, fixture = self.sides(current)
        return merge(base, current, fixture).conflicts


def pending_conflicts() -> models.QuerySet[SeedConflict]:
    """What waits for somebody to settle it, the latest first."""
    return SeedConflict.objects.all()


def beside(fixture: Snapshot, current: Snapshot) -> Snapshot:
    """The fixture with what is not its to dispute taken from the record: the accounts, which it does not know, and the
    state, which only the verbs of the desk change."""
    names = [*current.shape.accounts, *(["state"] if "state" in current.fields else [])]
    return fixture.with_values({(name,): current.fields[name] for name in names})
