from django.conf import settings
from django.db import models
from django.db.models import Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from ..markup.fields import LineField
from ..snapshot import Snapshot


class Action(models.TextChoices):
    FOUND = "found", "found as it was"
    CREATED = "created", "created"
    SAVED = "saved", "saved"
    SUBMITTED = "submitted", "submitted for review"
    RETURNED = "returned", "put back to draft"
    PUBLISHED = "published", "published"
    ARCHIVED = "archived", "archived"
    RESTORED = "restored", "restored"
    DISCARDED = "discarded", "changes discarded"
    LOADED = "loaded", "loaded from a fixture"
    TRASHED = "trashed", "moved to the trash"
    UNDELETED = "undeleted", "taken back from the trash"


class NamedByKey(models.Model):
    """Something about a record, which it names by label and key so that it outlives the record's row."""

    model = models.CharField(max_length=60, editable=False)
    key = models.CharField(max_length=80, editable=False)

    class Meta:
        abstract = True

    @staticmethod
    def name_of(record) -> dict[str, str]:
        """The values of `model` and `key` for a record."""
        return {"model": record._meta.label_lower, "key": record.key}


class RevisionQuerySet(models.QuerySet):
    def of(self, record):
        """The latest first; not those of another record that had the same key before this one was made."""
        ours = self.filter(**Revision.name_of(record))
        made = Revision.objects.filter(**Revision.name_of(record), action=Action.CREATED).order_by("-number")
        since = Coalesce(Subquery(made.values("number")[:1]), 0)
        return ours.filter(number__gte=since).order_by("-number")

    def live(self):
        return self.filter(is_live=True)


class Revision(NamedByKey):
    """One save of a record with its rows: a snapshot, who, when and why. Only its name changes later."""

    number = models.PositiveIntegerField(editable=False)
    action = models.CharField(max_length=12, choices=Action.choices, editable=False)
    is_live = models.BooleanField(editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")
    by_name = models.CharField(max_length=150, blank=True, editable=False)
    summary = LineField(max_length=300, blank=True)
    reasons = models.JSONField(default=dict, editable=False)
    name = LineField(max_length=80, blank=True, help_text="A name pins this revision in the history.")
    data = models.JSONField(editable=False)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["model", "key", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["model", "key", "number"], name="editorial_revision_number_once"),
        ]
        indexes = [models.Index(fields=["-at"], name="revision_at")]

    def __str__(self):
        return f"{self.model} {self.key}, revision {self.number}"

    @property
    def snapshot(self) -> Snapshot:
        return Snapshot.of(self.data)

    @property
    def who(self) -> str:
        """The account's name, also when the account is gone; the site itself where nobody was logged in."""
        return self.by_name or "the site"


class WorkingCopyQuerySet(models.QuerySet):
    def of(self, record):
        return self.filter(**WorkingCopy.name_of(record)).select_related("revision", "base", "started_by")


class WorkingCopy(NamedByKey):
    """What is saved of a live record and not yet public: its latest revision, and the live one it was made from."""

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    base = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = WorkingCopyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "working copies"
        constraints = [models.UniqueConstraint(fields=["model", "key"], name="editorial_workingcopy_once")]

    def __str__(self):
        return f"working copy of {self.model} {self.key}"
