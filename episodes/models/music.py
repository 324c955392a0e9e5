from django.core.validators import MaxValueValidator
from django.db import models

from editorial.dates import PartialDateField
from editorial.markup.fields import LineField, ProseField
from editorial.pictures.models import Illustrated
from editorial.publishing import Entry, PublicQuerySet, Row
from people.models import Person

from .season import Season

A_DAY = 86_400


class AlbumQuerySet(PublicQuerySet):
    def for_listing(self):
        return self.select_related("season", "composer").order_by("season__number", "title", "pk")


class Album(Illustrated, Entry):
    told_by = "note"
    told_in_general = "A soundtrack of Jessica Jones, track by track."
    part_of = "season"
    wanted = ("labels", "format", "released", "composer", "total_as_printed", "note", "tracks")

    season = models.ForeignKey(Season, models.PROTECT, related_name="albums")
    labels = LineField(blank=True)
    format = LineField(max_length=80, blank=True)
    released = PartialDateField()
    composer = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="albums")
    total_as_printed = LineField("total length as printed", max_length=40, blank=True)
    total_seconds = models.PositiveIntegerField(
        "total, read as seconds", null=True, blank=True, validators=[MaxValueValidator(A_DAY)]
    )
    note = ProseField(blank=True)

    objects = AlbumQuerySet.as_manager()

    class Meta(Entry.Meta):
        pass


class TrackQuerySet(PublicQuerySet):
    def for_listing(self):
        return self.select_related("album__season").order_by("album__season__number", "order", "pk")


class Track(Row):
    parent = "album"
    natural = ("number", "title")

    album = models.ForeignKey(Album, models.CASCADE, related_name="tracks")
    number = models.PositiveSmallIntegerField("number as printed", validators=[MaxValueValidator(999)])
    title = LineField()
    length_as_printed = LineField(max_length=40, blank=True)
    seconds = models.PositiveIntegerField(
        "length, read as seconds", null=True, blank=True, validators=[MaxValueValidator(A_DAY)]
    )
    performers = models.ManyToManyField(Person, blank=True, related_name="tracks")
    note = LineField(blank=True)

    objects = TrackQuerySet.as_manager()

    class Meta(Row.Meta):
        pass

    def __str__(self):
        return f"{self.number}. {self.title}"
