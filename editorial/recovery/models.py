from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from ..revisions.models import NamedByKey

KEPT_FOR = timedelta(days=30)
PINGED_WITHIN = timedelta(minutes=2)
OPENED_WITHIN = timedelta(minutes=10)  # of forms without script, which say nothing afterwards


class UnsavedQuerySet(models.QuerySet):
    def of(self, user, model, key: str):
        """The latest first."""
        return self.filter(user=user, model=model._meta.label_lower, key=key).order_by("-at", "-pk")

    def too_old(self, at=None):
        return self.filter(at__lt=(at or timezone.now()) - KEPT_FOR)


class Unsaved(NamedByKey):
    """A form as it stood when it was last heard of; with the key "", one for a new record, with "*", a list.

    Each page that somebody opened has its own, so that two windows do not overwrite each other. `known_at` says when
    its user worked on it for certain: of one that came in too late, which anybody may have sent, that is when the form
    was given out.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    page = models.CharField(max_length=36)
    fields = models.JSONField()
    basis = models.TextField()
    at = models.DateTimeField(default=timezone.now, db_index=True)
    known_at = models.DateTimeField(default=timezone.now)

    objects = UnsavedQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name_plural = "unsaved"
        constraints = [
            models.UniqueConstraint(fields=["user", "model", "key", "page"], name="editorial_unsaved_once"),
        ]

    def __str__(self):
        return f"unsaved {self.model} {self.key} of {self.user}"


class PresenceQuerySet(models.QuerySet):
    def now(self, at=None):
        at = at or timezone.now()
        return self.filter(models.Q(seen_at__gte=at - PINGED_WITHIN) | models.Q(opened_at__gte=at - OPENED_WITHIN))


class Presence(NamedByKey):
    """That somebody has the form of a record open."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name_plural = "presences"
        constraints = [
            models.UniqueConstraint(fields=["model", "key", "user"], name="editorial_presence_once"),
        ]

    def __str__(self):
        return f"{self.user} at {self.model} {self.key}"
