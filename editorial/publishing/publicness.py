"""The one question “is this public now?”, asked of the database and of an instance alike."""

from functools import cache

from django.db import models
from django.db.models import Q
from django.utils import timezone

from ..horizon import ALL, Horizon
from .states import Status


class PublicQuerySet(models.QuerySet):
    def public(self, at=None):
        """What a visitor may know of at that moment: every public query starts here."""
        return self.filter(self.model.public_q(at or timezone.now()))

    def told(self, horizon: Horizon):
        """Without what a reader of that horizon is not to be told of at all."""
        return self.given_away_by(horizon.last) if horizon.withholds else self

    def open(self, horizon: Horizon):
        """What may stand open before a reader of that horizon."""
        return self if horizon == ALL else self.given_away_by(horizon.last)

    def given_away_by(self, last):
        """What no episode later than the one of that number in series gives away."""
        return self.filter(self.model.given_away_q(last))

    def with_ground(self):
        """Each with all that it stands on, in the same query."""
        return self.select_related(*self.model.ways_to_ground() or [None])

    def with_status(self, status, at=None):
        """The entries whose `status_at` that moment is this one."""
        return self.filter(self.model.status_q(status, at or timezone.now()))

    def expired(self, at=None):
        """What would still be public at that moment, had it not expired itself."""
        at = at or timezone.now()
        return self.with_status(Status.EXPIRED, at).filter(self.model.ground_q(at))

    def get_by_natural_key(self, key):
        return self.get(**{self.model.natural_field: key})


class Publishable(models.Model):
    """A record that is public while everything that it cannot stand without is public."""

    natural_field: str

    objects = PublicQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    @cache
    def stands_on(cls):
        """The foreign keys without which there would be no such record."""
        return [
            field
            for field in cls._meta.concrete_fields
            if field.many_to_one and not field.null and issubclass(field.related_model, Publishable)
        ]

    @classmethod
    def ways_to_ground(cls, prefix=""):
        """The look-ups of all that this stands on, and of what that stands on in turn."""
        return [
            way
            for field in cls.stands_on()
            for way in [prefix + field.name, *field.related_model.ways_to_ground(f"{prefix}{field.name}__")]
        ]

    @classmethod
    @cache
    def may_name(cls):
        """The optional foreign keys: what a public record may name only while it is public."""
        return [
            field
            for field in cls._meta.concrete_fields
            if field.many_to_one and field.null and issubclass(field.related_model, Publishable)
        ]

    @classmethod
    def public_q(cls, at, prefix=""):
        return cls.own_public_q(at, prefix) & cls.ground_q(at, prefix)

    @classmethod
    def ground_q(cls, at, prefix=""):
        """That everything is public that it cannot stand without."""
        q = Q()
        for field in cls.stands_on():
            q &= field.related_model.public_q(at, f"{prefix}{field.name}__")
        return q

    @classmethod
    def own_public_q(cls, at, prefix):
        return Q()

    @classmethod
    def given_away_q(cls, last, prefix=""):
        """That neither this nor anything that it cannot stand without is given away by a later episode only."""
        names = {field.name for field in cls._meta.concrete_fields}
        q = Q(**{f"{prefix}horizon__lte": last}) if "horizon" in names else Q()
        for field in cls.stands_on():
            q &= field.related_model.given_away_q(last, f"{prefix}{field.name}__")
        return q

    def is_public(self, at=None):
        """The same answer for one record; asks the database for relations not yet fetched."""
        at = at or timezone.now()
        return self.is_public_itself(at) and all(getattr(self, field.name).is_public(at) for field in self.stands_on())

    def is_public_itself(self, at):
        return True

    def told_from(self) -> int:
        """The horizon from which one may be told of it: `given_away_q` for one record."""
        grounds = [getattr(self, field.name).told_from() for field in self.stands_on()]
        return max([getattr(self, "horizon", 0), *grounds])

    def known_from(self) -> int:
        """The horizon from which it may stand open on a page of what it stands on, with all that it names."""
        return getattr(self, "horizon", 0)

    def field_known_from(self, name: str) -> int:
        """The same for what one of its fields tells."""
        return self.known_from()

    def natural_key(self):
        return (getattr(self, self.natural_field),)
