from django.db import models

from editorial.dates import PartialDateField
from editorial.markup.fields import LineField, ProseField
from editorial.publishing import Record
from editorial.publishing.records import HorizonField

from .season import Season


class Release(Record):
    """Where and when the season could be watched."""

    wanted = ("regions", "starts")

    season = models.ForeignKey(Season, models.PROTECT, related_name="releases")
    platform = LineField()
    regions = LineField(max_length=300, blank=True)
    starts = PartialDateField()
    starts_as_printed = LineField(max_length=80, blank=True)
    ends = PartialDateField()
    ends_as_printed = LineField(max_length=80, blank=True)
    format = LineField(blank=True)
    note = ProseField(blank=True)

    class Meta:
        ordering = ["starts", "platform", "key"]

    def __str__(self):
        return f"{self.platform}, {self.regions}" if self.regions else self.platform


class Connection(Record):
    """How the season is tied to another work."""

    wanted = ("medium", "note")

    class Relation(models.TextChoices):
        PREVIOUS = "previous", "the season before"
        NEXT = "next", "the season after"
        BASED_ON = "based-on", "based on"
        SAME_UNIVERSE = "same-universe", "in the same universe"
        CROSSOVER = "crossover", "shares its people"
        MENTIONS = "mentions", "refers to"
        CREW = "crew", "shares makers"
        COMPARED = "compared", "compared with"

    season = models.ForeignKey(Season, models.PROTECT, related_name="connections")
    work = LineField()
    medium = LineField(max_length=60, blank=True)
    relation = models.CharField(max_length=20, choices=Relation.choices)
    horizon = HorizonField()
    note = ProseField(blank=True)

    class Meta:
        ordering = ["relation", "work", "key"]

    def __str__(self):
        return self.work
