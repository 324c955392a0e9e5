"""Links by which somebody without an account sees what is not public yet."""

import hashlib
import secrets
from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Max
from django.utils import timezone

from ..markup.fields import LineField
from ..permissions import can_edit
from ..publishing import Entry, Status
from ..revisions.models import Action, NamedByKey, Revision, WorkingCopy

# What may become of a record while it stays the work that was shown; whatever else is done to it ends its links.
GOES_ON = (Action.FOUND, Action.SAVED, Action.SUBMITTED, Action.RESTORED)
ONCE_PUBLIC = (Status.PUBLISHED, Status.EXPIRED)


class Lasts(models.TextChoices):
    DAY = "day", "1 day"
    WEEK = "week", "1 week"
    MONTH = "month", "1 month"

    @property
    def length(self) -> timedelta:
        return timedelta(days={Lasts.DAY: 1, Lasts.WEEK: 7, Lasts.MONTH: 30}[self])


class PreviewLinkQuerySet(models.QuerySet):
    def open(self, at=None):
        """Neither expired nor revoked; whether there is still something to show, `of` says."""
        return self.filter(revoked_at=None, expires_at__gt=at or timezone.now())

    def with_token(self, token: str):
        return self.filter(digest=digest_of(token))

    def of(self, record, copy: WorkingCopy | None):
        """Those made for what is unpublished of a record just now. Asks when such work last ended."""
        if not is_unpublished(record, copy):
            return self.none()
        ends = Revision.objects.of(record).exclude(action__in=GOES_ON).aggregate(last=Max("number"))
        return self.filter(**PreviewLink.name_of(record), copy=copy, number__gte=ends["last"] or 0)


class PreviewLink(NamedByKey):
    """Who has its token sees a draft, or the working copy of a live entry, until it is published or given up.

    The token is told once and not kept: whoever reads the database cannot follow the link.
    """

    digest = models.CharField(max_length=64, unique=True, editable=False)
    copy = models.ForeignKey(WorkingCopy, models.CASCADE, null=True, editable=False, related_name="+")
    number = models.PositiveIntegerField(editable=False)  # of the latest revision there was, 0 if there was none
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, editable=False, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    note = LineField(max_length=120, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["model", "key"], name="previewlink_record")]

    def __str__(self):
        return f"preview link of {self.model} {self.key}"

    @classmethod
    def make(cls, record: Entry, copy: WorkingCopy | None, by, lasts: Lasts, note="") -> tuple["PreviewLink", str]:
        """A new link to what is unpublished of a record, and its token, which is to be had only now."""
        token = secrets.token_urlsafe(32)
        now = timezone.now()
        latest = Revision.objects.of(record).first()
        link = cls.objects.create(
            **cls.name_of(record),
            digest=digest_of(token),
            copy=copy,
            number=latest.number if latest else 0,
            by=by,
            at=now,
            expires_at=now + lasts.length,
            note=note,
        )
        return link, token

    def shows(self, record: Entry, copy: WorkingCopy | None) -> bool:
        """Whether it leads to what is unpublished of the record just now, and whoever made it may still edit that."""
        if not PreviewLink.objects.open().of(record, copy).filter(pk=self.pk).exists():
            return False
        return self.by is None or (self.by.is_active and can_edit(self.by, record))

    def shows_anything(self) -> bool:
        """The same of the record that it was made for, as the database has it."""
        record = apps.get_model(self.model)._base_manager.filter(key=self.key).first()
        return record is not None and self.shows(record, WorkingCopy.objects.of(record).first())

    def revoke(self) -> None:
        if self.revoked_at is None:
            self.revoked_at = timezone.now()
            self.save(update_fields=["revoked_at"])

    revoke.alters_data = True


def is_unpublished(record: Entry, copy: WorkingCopy | None, at=None) -> bool:
    """Whether there is anything of the record that was not shown to the public."""
    return copy is not None or record.status_at(at) not in ONCE_PUBLIC


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
