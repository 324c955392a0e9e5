from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from editorial.dates import PartialDateField
from editorial.markup.fields import LineField, ProseField
from editorial.pictures.models import Illustrated
from editorial.publishing import Entry, PublicQuerySet, Row
from people.models import Character, Person

from .order import neighbours


class SeasonQuerySet(PublicQuerySet):
    def for_listing(self):
        return self


class Season(Illustrated, Entry):
    told_by = "premise"
    told_in_general = "A season of Jessica Jones: its episodes, its cast and makers, and how it was made."
    wanted = ("episode_count", "released", "network", "country", "premise", "synopsis", "crew", "castings")

    series = LineField(default="Jessica Jones")
    number = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(999)])
    episodes_before = models.PositiveSmallIntegerField(
        default=0,
        validators=[MaxValueValidator(9999)],
        help_text="How many episodes the earlier seasons have: the number in series of an episode is "
        "this plus its number in the season.",
    )
    episode_count = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(999)])
    released = PartialDateField()
    released_as_printed = LineField(max_length=80, blank=True)
    network = LineField(blank=True)
    country = LineField(blank=True)
    premise = ProseField(blank=True, help_text="What it is about, for whoever has seen nothing.")
    synopsis = ProseField("official synopsis", blank=True, help_text="What its makers said it is about, in our words.")

    objects = SeasonQuerySet.as_manager()

    class Meta(Entry.Meta):
        ordering = ["series", "number", "pk"]
        constraints = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["series", "number"],
                name="episodes_season_number",
                violation_error_message="This series has a season of that number already.",
            ),
        ]

    def horizon_codes(self):
        """The season before the second one, which may have no entries of its own."""
        if self.number != 2 or not self.episodes_before:
            return []
        return [(f"s01e{self.episodes_before:02}", self.episodes_before, "season 1")]

    def neighbours(self, horizon):
        """The public seasons before and after this one, each or None."""
        return neighbours(Season.objects.public().told(horizon).filter(series=self.series), self, "number", "pk")


class Company(Row):
    """A company's part in the season."""

    parent = "season"
    natural = ("name", "role")

    season = models.ForeignKey(Season, models.CASCADE, related_name="companies")
    name = LineField()
    role = LineField()
    note = ProseField(blank=True)

    class Meta(Row.Meta):
        verbose_name_plural = "companies"

    def __str__(self):
        return f"{self.name}: {self.role}"


class CrewMemberQuerySet(PublicQuerySet):
    def for_listing(self):
        return self.select_related("season", "person").order_by("season__number", "order", "pk")


class CrewMember(Row):
    """A person's part in making the season as a whole."""

    parent = "season"
    natural = ("person", "role")

    season = models.ForeignKey(Season, models.CASCADE, related_name="crew")
    person = models.ForeignKey(Person, models.PROTECT, related_name="crew_roles")
    role = LineField()
    note = ProseField(blank=True)

    objects = CrewMemberQuerySet.as_manager()

    class Meta(Row.Meta):
        pass

    def __str__(self):
        return f"{self.person}: {self.role}"

    def known_from(self):
        """The horizon from which all that this names may be told."""
        return max(self.horizon, self.person.horizon)


class CastingQuerySet(PublicQuerySet):
    def for_listing(self):
        return self.select_related("season", "person", "character").order_by("season__number", "order", "pk")


class Casting(Row):
    """A person as a character, for the season."""

    class Billing(models.TextChoices):
        MAIN = "main", "main"
        RECURRING = "recurring", "recurring"
        GUEST = "guest", "guest"
        CROSSOVER = "crossover", "from another series"
        EARLIER = "earlier", "earlier season"

    parent = "season"
    natural = ("person", "character")

    season = models.ForeignKey(Season, models.CASCADE, related_name="castings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="castings")
    character = models.ForeignKey(Character, models.PROTECT, related_name="castings")
    billing = models.CharField(max_length=20, choices=Billing.choices, blank=True)
    billing_inferred = models.BooleanField(
        default=False, help_text="No source prints the billing: it is read from the context."
    )
    announced = PartialDateField()
    returning = models.BooleanField(default=False, help_text="Had the part in an earlier season.")
    note = ProseField(blank=True)

    objects = CastingQuerySet.as_manager()

    class Meta(Row.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["season", "person", "character"],
                name="episodes_casting_once",
                violation_error_message="This person is cast as this character already.",
            )
        ]

    def __str__(self):
        return f"{self.person} as {self.character}"

    def known_from(self):
        """The horizon from which all that this names may be told."""
        return max(self.horizon, self.person.horizon, self.character.horizon)
