import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from ..absence import AbsenceField
from ..horizon.choice import LAST as LAST_HORIZON
from ..markup.fields import CitesField, LineField
from .publicness import Publishable
from .states import State, Status

YEARS = range(1900, 3000)  # of publishing: farther away, a moment leaves the calendar in some time zone
NOTED = ("updated_by", "updated_at", "version")  # what `note_edit` changes of a record that exists

validate_key = RegexValidator(
    r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z",
    "Use lower-case letters a to z, digits, and single hyphens between them.",
)


class HorizonField(models.PositiveSmallIntegerField):
    """The last episode one must have seen to be told of this, as its number in series."""

    def __init__(self, **kwargs):
        kwargs.setdefault("default", 0)
        kwargs.setdefault("validators", [MaxValueValidator(LAST_HORIZON)])
        kwargs.setdefault(
            "help_text",
            "The episode that gives this away. Whoever has not seen it is not told of this at all.",
        )
        super().__init__(**kwargs)


class Record(Publishable):
    """What every record has: a permanent key, what backs it, who changed it when, a version."""

    natural_field = "key"
    wanted: tuple[str, ...] = ()  # the fields and kinds of row without which a record of the kind is not complete

    key = models.CharField(
        max_length=80,
        unique=True,
        validators=[validate_key],
        help_text="The permanent name by which texts, citations and fixtures call this. It never changes once saved.",
    )
    cites = CitesField(
        "sources",
        help_text="What backs this as a whole: [@key] or [@key, ¶24], one after the other.",
    )
    absent = AbsenceField()
    created_at = models.DateTimeField("created", default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    updated_at = models.DateTimeField("updated", default=timezone.now, editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return self.key

    @classmethod
    def naming_field(cls) -> str:
        """The name of the field that holds what it is called, of those kinds that have one; else that of its key."""
        names = {field.name for field in cls._meta.concrete_fields}
        return next(name for name in ("title", "name", "key") if name in names)

    # Of a plain record: that it is public only while an entry shows it, as an outlet is while its sources are.
    shown_only_where_used = False

    @classmethod
    def is_public_once_made(cls) -> bool:
        """Whether a new one would be public with nobody publishing it."""
        return not cls.shown_only_where_used

    def is_meant_for_public(self) -> bool:
        """Whether editors mean this to be public, at once or later: then it only changes by being published.

        Asks the database once about a record that is shown where it is used, unless `note_shown` has.
        """
        if not self.shown_only_where_used:
            return True
        if not hasattr(self, "is_shown"):
            note_shown([self])
        return self.is_shown

    def clean(self):
        super().clean()
        names = {field.name: field for field in self._meta.concrete_fields if field.editable}
        for name, absence in (self.absent or {}).items():
            if name not in names:
                raise ValidationError({"absent": f"There is no field “{name}” to be {absence}."})
            if getattr(self, names[name].attname) not in (None, ""):
                raise ValidationError({"absent": f"“{name}” is filled in, so it cannot be “{absence}” as well."})

    def note_edit(self, by, at=None):
        """Say who changes this now; the caller saves."""
        self.updated_by, self.updated_at = by, at or timezone.now()
        if self._state.adding:
            self.created_by, self.created_at = self.updated_by, self.updated_at
        else:
            self.version += 1


def note_shown(records) -> None:
    """Let records of one model know whether a published entry shows them, in a query for each kind that may."""
    relations = [relation for relation in records[0]._meta.related_objects if issubclass(relation.related_model, Entry)]
    shown = set()
    for relation in relations:
        users = relation.related_model._base_manager.filter(state=State.PUBLISHED)
        name = relation.field.name
        shown |= set(users.filter(**{f"{name}__in": records}).order_by().values_list(name, flat=True))
    for record in records:
        record.is_shown = record.pk in shown


class Entry(Record):
    """A record that stands on its own in public, at an address of its own."""

    told_by = ""  # the field whose beginning says in short what an entry of the kind is about
    told_in_general = ""  # what may be said in its place of any entry of the kind
    part_of = ""  # the foreign key to what an entry of the kind is a part of

    title = LineField()
    slug = models.SlugField(
        "address",
        max_length=80,
        unique=True,
        blank=True,
        help_text="The last part of the public address; the key, if left empty. "
        "One that was public leads to the new one.",
    )
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    publish_at = models.DateTimeField(
        "publish",
        null=True,
        blank=True,
        help_text="Public from this moment on, if published; a moment to come schedules it.",
    )
    expire_at = models.DateTimeField(
        "expire",
        null=True,
        blank=True,
        help_text="Gone from the public site from this moment on.",
    )
    horizon = HorizonField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="%(app_label)s_%(class)s_state"),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(publish_at__isnull=False),
                name="%(app_label)s_%(class)s_published_since",
                violation_error_message="What is published has a moment since when.",
            ),
            models.CheckConstraint(
                condition=Q(expire_at__isnull=True) | Q(publish_at__isnull=True) | Q(expire_at__gt=F("publish_at")),
                name="%(app_label)s_%(class)s_expires_later",
                violation_error_message="It can only expire after it was published.",
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, **kwargs):
        if not self.slug:
            self.slug = self.key
        super().save(**kwargs)

    def get_absolute_url(self):
        return self.url_of(self.slug)

    def title_before(self, horizon):
        """What it is called before a reader of that horizon who may be told of it."""
        return self.title

    @classmethod
    def url_of(cls, slug):
        meta = cls._meta
        return reverse(f"{meta.app_label}:{meta.model_name}-detail", kwargs={"slug": slug})

    @classmethod
    def own_public_q(cls, at, prefix):
        return cls.status_q(Status.PUBLISHED, at, prefix)

    def is_public_itself(self, at):
        return self.status_at(at) == Status.PUBLISHED

    @classmethod
    def is_public_once_made(cls):
        return False

    def is_meant_for_public(self):
        return self.state == State.PUBLISHED

    def status_at(self, at=None) -> Status:
        at = at or timezone.now()
        if self.state != State.PUBLISHED:
            return Status(self.state)
        if self.expire_at and self.expire_at <= at:
            return Status.EXPIRED
        if self.publish_at is None or self.publish_at > at:
            return Status.SCHEDULED
        return Status.PUBLISHED

    @classmethod
    def status_q(cls, status, at, prefix=""):
        """The same question as `status_at`, to the database."""
        if status in (Status.DRAFT, Status.IN_REVIEW, Status.ARCHIVED):
            return Q(**{f"{prefix}state": status})
        published = Q(**{f"{prefix}state": State.PUBLISHED})
        if status == Status.EXPIRED:
            return published & Q(**{f"{prefix}expire_at__lte": at})
        lasts = Q(**{f"{prefix}expire_at": None}) | Q(**{f"{prefix}expire_at__gt": at})
        if status == Status.PUBLISHED:
            return published & lasts & Q(**{f"{prefix}publish_at__lte": at})
        return published & lasts & Q(**{f"{prefix}publish_at__gt": at})

    def clean(self):
        super().clean()
        if not self.slug:
            self.slug = self.key
        for name in ("publish_at", "expire_at"):
            moment = getattr(self, name)
            if moment and moment.year not in YEARS:
                raise ValidationError({name: f"Give a year from {YEARS[0]} to {YEARS[-1]}."})

    def horizon_codes(self) -> list[tuple[str, int, str]]:
        """(code, number in series, label) of each horizon that this entry makes known."""
        return []


class Row(Publishable):
    """A part of an entry's graph, edited and loaded with it.

    `parent` names the foreign key to the entry; `natural` names the fields that tell a row from its
    siblings in a fixture, from which the fixture derives the row's permanent `uid`.
    """

    natural_field = "uid"
    parent: str
    natural: tuple[str, ...]

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    order = models.PositiveSmallIntegerField(default=0)
    horizon = HorizonField()
    cites = CitesField("sources")

    class Meta:
        abstract = True
        ordering = ["order", "pk"]
