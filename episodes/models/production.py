from django.db import models

from editorial.dates import PartialDateField
from editorial.markup.fields import LineField, ProseField
from editorial.publishing import Entry

from .season import Season


class Section(Entry):
    """A chapter of the season's own story."""

    title = LineField("heading")
    season = models.ForeignKey(Season, models.PROTECT, related_name="sections")
    number = models.PositiveSmallIntegerField(
        default=0, help_text="Its place among the chapters: lower numbers first."
    )
    body = ProseField()

    class Meta(Entry.Meta):
        ordering = ["season", "number", "title", "pk"]


class Milestone(Entry):
    """Something that happened on the season's way to the screen."""

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

    class Meta(Entry.Meta):
        ordering = ["happened", "reported", "title", "pk"]
