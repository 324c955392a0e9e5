import datetime

from django.db import models
from django.db.models import Q

from ..horizon import NOT_CHOSEN, Horizon
from ..horizon.choice import LAST

EVER = datetime.datetime(1000, 1, 1, tzinfo=datetime.UTC)
FOREVER = datetime.datetime(4000, 1, 1, tzinfo=datetime.UTC)

# Where readers stand, so that a span of them is a span of numbers: who has not said it, 0 to LAST, who wants all.
UNSAID, EVERYTHING, BEYOND = -1, LAST + 1, LAST + 2


def place_of(horizon: Horizon) -> int:
    if horizon == NOT_CHOSEN:
        return UNSAID
    return int(horizon.last) if horizon.withholds else EVERYTHING


class DocumentQuerySet(models.QuerySet):
    def of(self, kind, keys):
        return self.filter(kind=kind, key__in=keys)

    def before(self, horizon, at):
        """What a reader of that horizon is told at that moment."""
        return self.filter(before_q(horizon, at))


def before_q(horizon, at, prefix="") -> Q:
    place = place_of(horizon)
    return Q(
        **{
            f"{prefix}from_horizon__lte": place,
            f"{prefix}until_horizon__gt": place,
            f"{prefix}from_moment__lte": at,
            f"{prefix}until_moment__gt": at,
        }
    )


class Document(models.Model):
    """What the page of an entry tells every reader of a span of horizons in a span of time.

    `names` are other names than the title, each after what is said of it: [["Also printed as", "Eka Danville"]].
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    from_horizon = models.SmallIntegerField()
    until_horizon = models.SmallIntegerField()
    from_moment = models.DateTimeField()
    until_moment = models.DateTimeField()
    url = models.CharField(max_length=200)
    title = models.TextField()
    place = models.TextField(blank=True)
    names = models.JSONField(default=list)
    text = models.TextField(blank=True)
    name_words = models.ManyToManyField("NameWord", related_name="documents")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "key"], name="document_of")]

    def __str__(self):
        return f"{self.kind}:{self.key} from {self.from_horizon}"


class NameWord(models.Model):
    """A word of a title or of another name, by which misspelt ones are mended."""

    word = models.CharField(max_length=100, unique=True)

    def __str__(self):
        return self.word


class Gram(models.Model):
    """Three letters in a row of such a word."""

    gram = models.CharField(max_length=3)
    word = models.ForeignKey(NameWord, models.CASCADE, related_name="grams")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gram", "word"], name="editorial_gram_once")]

    def __str__(self):
        return self.gram


class Outline(models.Model):
    """What others may say of an entry, as it was when the index was last brought up to date.

    `codes` are the horizons that it makes known, as {code: number}.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    codes = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="editorial_outline_once")]

    def __str__(self):
        return f"{self.kind}:{self.key}"
