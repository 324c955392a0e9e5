from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, Prefetch, Q, Value, When
from django.db.models.functions import Lower, NullIf
from django.utils.text import capfirst

from editorial.dates import PartialDateField
from editorial.markup.fields import LineField, ProseField
from editorial.pictures.models import Illustrated
from editorial.publishing import Entry, PublicQuerySet, Row
from people.models import Character, Person

from .order import neighbours
from .season import Season


class EpisodeQuerySet(PublicQuerySet):
    def for_listing(self):
        """With its season, and its public credits as `public_credits`."""
        shown = Credit.objects.public().select_related("person").order_by("order", "pk")
        return self.select_related("season").prefetch_related(Prefetch("credits", shown, to_attr="public_credits"))

    def by_release(self):
        """The earliest first, the undated last."""
        released = NullIf("released", Value(""))
        return self.order_by("horizon", released.asc(nulls_last=True), *Episode._meta.ordering)

    def by_title(self, horizon):
        """By what they are called before a reader of that horizon; whose titles are left out come last, by number."""
        if not horizon.withholds:
            return self.order_by("horizon", Lower("title"), *Episode._meta.ordering)
        titled = Q(number_in_series__lte=horizon.last)
        return self.order_by(
            "horizon",
            Case(When(titled, then=0), default=1),
            Case(When(titled, then=Lower("title")), default=Value("")),
            *Episode._meta.ordering,
        )


class Episode(Illustrated, Entry):
    told_by = "teaser"
    told_in_general = "An episode of Jessica Jones: who made it, who is in it, and what happens behind a veil."
    part_of = "season"
    wanted = (
        "released",
        "teaser",
        "summary",
        "runtime_minutes",
        "production_code",
        "viewers_millions",
        "credits",
        "appearances",
    )

    season = models.ForeignKey(Season, models.PROTECT, related_name="episodes")
    number_in_series = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(9999)])
    number_in_season = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(999)])
    released = PartialDateField()
    released_as_printed = LineField(max_length=80, blank=True)
    teaser = LineField(blank=True, help_text="One sentence for whoever has seen nothing; it gives nothing away.")
    summary = ProseField(blank=True, help_text="The whole story; shown behind a veil to whoever has not seen it.")
    runtime_minutes = models.PositiveSmallIntegerField(
        "running time, minutes", null=True, blank=True, validators=[MaxValueValidator(999)]
    )
    production_code = LineField(max_length=40, blank=True)
    viewers_millions = models.DecimalField("viewers, millions", max_digits=6, decimal_places=2, null=True, blank=True)

    objects = EpisodeQuerySet.as_manager()

    class Meta(Entry.Meta):
        ordering = ["number_in_series", "season", "pk"]
        constraints = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["season", "number_in_season"],
                name="episodes_episode_number_in_season",
                violation_error_message="This season has an episode of that number already.",
            ),
            models.UniqueConstraint(
                fields=["season", "number_in_series"],
                name="episodes_episode_number_in_series",
                violation_error_message="This season has an episode of that number in series already.",
            ),
            models.CheckConstraint(
                condition=Q(number_in_series__gte=models.F("number_in_season")),
                name="episodes_episode_numbers_agree",
                violation_error_message="The number in series cannot be lower than that in the season.",
            ),
        ]

    @property
    def code(self):
        """S02E01-like, for people: “S2 E1”."""
        return f"S{self.season.number} E{self.number_in_season}"

    @property
    def place(self):
        """Where it stands, in words that give nothing away."""
        return f"Season {self.season.number}, episode {self.number_in_season}"

    def clean(self):
        super().clean()
        if fault := self.numbering_fault():
            raise ValidationError({"number_in_series": fault})

    def title_before(self, horizon):
        """Its title; before somebody who has said how far they are, and it is later, only where it stands."""
        return self.place if horizon.withholds and self.number_in_series > horizon.last else self.title

    def teaser_before(self, horizon):
        return self.teaser if self.title_before(horizon) == self.title else ""

    def numbering_fault(self) -> str:
        """What is wrong with its numbers, since the one follows from the other and from its season."""
        try:
            season = self.season
        except Season.DoesNotExist:
            return ""
        if None in (season.episodes_before, self.number_in_series, self.number_in_season):
            return ""
        expected = season.episodes_before + self.number_in_season
        if self.number_in_series == expected:
            return ""
        return (
            f"{season} begins after {season.episodes_before} episodes, "
            f"so number {self.number_in_season} in it is {expected} in the series."
        )

    def field_known_from(self, name):
        """Its story is told to whoever has seen it."""
        return max(self.horizon, self.number_in_series) if name == "summary" else super().field_known_from(name)

    def horizon_codes(self):
        label = f"season {self.season.number}, episode {self.number_in_season}"
        return [(self.key, self.number_in_series, label)]

    def neighbours(self, horizon):
        """The public episodes before and after this one in its series, each or None."""
        series = (
            Episode.objects.public().told(horizon).filter(season__series=self.season.series).select_related("season")
        )
        return neighbours(series, self, "number_in_series", "pk")


class CreditQuerySet(PublicQuerySet):
    def for_listing(self):
        """In the order of the episodes, each with its own."""
        return self.select_related("episode__season", "person").order_by("episode__number_in_series", "order", "pk")


class Credit(Row):
    class Job(models.TextChoices):
        DIRECTOR = "director", "directed by"
        WRITER = "writer", "written by"
        STORY = "story", "story by"
        TELEPLAY = "teleplay", "teleplay by"
        COVER = "cover", "cover by"

    WRITING = (Job.WRITER, Job.STORY, Job.TELEPLAY)
    ROLES = {
        Job.DIRECTOR: "director",
        Job.WRITER: "writer",
        Job.STORY: "author of the story",
        Job.TELEPLAY: "author of the teleplay",
        Job.COVER: "cover artist",
    }

    parent = "episode"
    natural = ("job", "person")

    episode = models.ForeignKey(Episode, models.CASCADE, related_name="credits")
    person = models.ForeignKey(Person, models.PROTECT, related_name="credits")
    job = models.CharField(max_length=20, choices=Job.choices)
    label_as_printed = LineField(max_length=40, blank=True)
    joiner_as_printed = LineField(
        "joiner", max_length=10, blank=True, help_text="What is printed before the name: “&”."
    )

    objects = CreditQuerySet.as_manager()

    class Meta(Row.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "person", "job"],
                name="episodes_credit_once",
                violation_error_message="This person has that credit already.",
            )
        ]

    def __str__(self):
        return f"{self.get_job_display()} {self.person}"

    @property
    def label(self):
        return self.label_as_printed or capfirst(self.get_job_display())

    def known_from(self):
        """The horizon from which all that this names may be told."""
        return max(self.horizon, self.person.horizon)


class AppearanceQuerySet(PublicQuerySet):
    def for_listing(self):
        """In the order of the episodes, each with its own."""
        return self.select_related("episode__season", "character").order_by("episode__number_in_series", "pk")


class Appearance(Row):
    """A character in an episode."""

    class Manner(models.TextChoices):
        # The description of the API lists them to everybody, so none says more than a show may have.
        ON_SCREEN = "on-screen", "on screen"
        MENTIONED = "mentioned", "mentioned"
        FLASHBACK = "flashback", "in the past"
        IMAGINED = "imagined", "in somebody’s mind"
        DEAD = "dead", "dead already"

    parent = "episode"
    natural = ("character",)

    episode = models.ForeignKey(Episode, models.CASCADE, related_name="appearances")
    character = models.ForeignKey(Character, models.PROTECT, related_name="appearances")
    manner = models.CharField(max_length=20, choices=Manner.choices, default=Manner.ON_SCREEN)
    dies = models.BooleanField(default=False, help_text="Dies in what this episode shows.")
    note = LineField(blank=True, help_text="What the character does here.")

    objects = AppearanceQuerySet.as_manager()

    class Meta(Row.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "character"],
                name="episodes_appearance_once",
                violation_error_message="This character is listed in the episode already.",
            )
        ]

    def __str__(self):
        return f"{self.character} in {self.episode}"

    @classmethod
    def given_away_q(cls, last, prefix=""):
        return super().given_away_q(last, prefix) & Q(**{f"{prefix}episode__number_in_series__lte": last})

    def told_from(self):
        return max(super().told_from(), self.episode.number_in_series)

    def known_from(self):
        """The horizon from which all that this names may be told: the episode's at the least."""
        return max(self.horizon, self.character.horizon, self.episode.number_in_series)
