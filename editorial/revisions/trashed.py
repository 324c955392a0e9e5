"""What was moved to the trash, with all that it takes to bring it back."""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst

from ..markup.fields import LineField
from ..permissions import can_add, can_publish, can_view
from ..publishing import Entry
from ..publishing.states import UNFINISHED
from ..snapshot import Snapshot
from ..snapshot.shape import record_models
from .models import NamedByKey

LONGEST_TITLE = 300


class TrashedQuerySet(models.QuerySet):
    def waiting(self):
        """What was not taken back yet."""
        return self.filter(returned_at=None)

    def of(self, record):
        return self.filter(**Trashed.name_of(record))

    def known_to(self, user):
        """What somebody might know of if it were not in the trash."""
        known = Q(pk__in=[])
        for model in record_models():
            if not can_view(user, model):
                continue
            of_model = Q(model=model._meta.label_lower)
            if issubclass(model, Entry) and not can_publish(user, model):
                of_model &= ~Q(state__in=UNFINISHED) | Q(owner=user) | Q(made_by=user)
            known |= of_model
        return self.filter(known)

    def names_known_to(self, user, keys) -> set[tuple[str, str]]:
        """(label, key) of the trashed records with these keys of which somebody might know; one query, if any."""
        return set(self.known_to(user).filter(key__in=keys).values_list("model", "key")) if keys else set()


class Trashed(NamedByKey):
    """A record in the trash: what it said, what pointed to it, where its addresses lead meanwhile.

    It may be taken back and trashed once more: then there are two of these.
    """

    title = models.CharField(max_length=LONGEST_TITLE, editable=False)
    data = models.JSONField(editable=False)
    copy_data = models.JSONField(null=True, editable=False)
    pointers = models.JSONField(default=list, editable=False)
    addresses = models.JSONField(default=list, editable=False)
    led_to = models.CharField(max_length=140, blank=True, editable=False)
    state = models.CharField(max_length=20, blank=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")
    made_at = models.DateTimeField(editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")
    by_name = models.CharField(max_length=150, blank=True, editable=False)
    summary = LineField(max_length=300, blank=True, editable=False)
    returned_at = models.DateTimeField(null=True, editable=False)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = TrashedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "trashed records"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["model", "key"], name="trashed_name")]

    def __str__(self):
        return self.title

    @property
    def snapshot(self) -> Snapshot:
        return Snapshot.of(self.data)

    @property
    def copy(self) -> Snapshot | None:
        """What waited in its working copy."""
        return Snapshot.of(self.copy_data) if self.copy_data else None

    @property
    def record_model(self):
        return apps.get_model(self.model)

    @property
    def kind_name(self) -> str:
        return capfirst(self.record_model._meta.verbose_name)

    @property
    def who(self) -> str:
        return self.by_name or "the site"

    def may_be_returned_by(self, user) -> bool:
        """Whether somebody may take it back: what was more than a draft, only who may publish."""
        model = self.record_model
        return can_add(user, model) and (can_publish(user, model) or self.state in UNFINISHED)
