from django.db import models
from django.db.models import Case, Value, When
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from editorial.dates import PartialDateField
from editorial.dates.partial import UNDATED
from editorial.markup.fields import LineField, ProseField
from editorial.publishing import Entry, PublicQuerySet

from .order import neighbours
from .season import Season


class SectionQuerySet(PublicQuerySet):
    def for_listing(self):
        """By season, without the texts."""
        return self.select_related("season").defer("body").order_by(*Section._meta.ordering)


class Section(Entry):
    """A chapter of the season's own story."""

    told_by = "body"
    told_in_general = "A chapter of the story behind Jessica Jones, with a source for every fact."
    part_of = "season"
    wanted = ("body",)

    title = LineField("heading")
    season = models.ForeignKey(Season, models.PROTECT, related_name="sections")
    number = models.PositiveSmallIntegerField(default=0, help_text="Its place among the chapters: lower numbers first.")
    body = ProseField()

    objects = SectionQuerySet.as_manager()

    class Meta(Entry.Meta):
        ordering = ["season", "number", "title", "pk"]

    def neighbours(self, horizon):
        """The public chapters before and after this one in its season, each or None."""
        chapters = Section.objects.public().told(horizon).filter(season=self.season).defer("body")
        return neighbours(chapters, self, "number", "title", "pk")


class MilestoneQuerySet(PublicQuerySet):
    def for_listing(self):
        """In the order of the events, without the texts."""
        return self.select_related("season").defer("text").order_by(*Milestone._meta.ordering)

    def with_precision(self):
        """With how exactly one knows when it happened, as `precision`."""
        return self.annotate(
            precision=Case(
                When(happened__in=["", UNDATED], then=Value("undated")),
                When(happened__endswith=" week", then=Value("week")),
                When(happened__endswith=" by", then=Value("by")),
                When(Exact(Length("happened"), len("2016")), then=Value("year")),
                When(Exact(Length("happened"), len("2016-01")), then=Value("month")),
                default=Value("day"),
            )
        )


class Milestone(Entry):
    """Something that happened on the season's way to the screen."""

    told_by = "text"
    told_in_general = "An event on the timeline of Jessica Jones, with its sources."
    part_of = "season"
    wanted = ("happened", "reported", "text")

    class Kind(models.TextChoices):
        ANNOUNCEMENT = "announcement", "announcement"
        ORDER = "order", "order"
        WRITING = "writing", "writing"
        CASTING = "casting", "casting"
        FILMING = "filming", "filming"
        MARKETING = "marketing", "marketing"
        RELEASE = "release", "release"
        AWARD = "award", "award"

    season = models.ForeignKey(Season, models.PROTECT, related_name="milestones")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    happened = PartialDateField()
    happened_as_printed = LineField(max_length=80, blank=True)
    reported = PartialDateField("date of the report")
    text = ProseField()

    objects = MilestoneQuerySet.as_manager()

    class Meta(Entry.Meta):
        ordering = ["happened", "reported", "title", "pk"]

    @property
    def year(self):
        """The year of the event, None if it is not known."""
        return self.happened.year if self.happened else None

    def neighbours(self, horizon):
        """The public milestones before and after this one in its season, each or None."""
        milestones = Milestone.objects.public().told(horizon).filter(season=self.season)
        return neighbours(milestones, self, *Milestone._meta.ordering)
