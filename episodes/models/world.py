import datetime
from dataclasses import dataclass

from django.db import models

from editorial.absence import Absence
from editorial.dates import PartialDate, PartialDateField
from editorial.markup.fields import LineField, ProseField
from editorial.publishing import PublicQuerySet, Record
from editorial.publishing.records import HorizonField

from .season import Season


class Carried(models.TextChoices):
    """Whether something could be watched somewhere on a day, as far as the sources say."""

    YES = "yes", "yes"
    UNSAID = "unsaid", "cannot be said"
    NO = "no", "no"


@dataclass(frozen=True)
class Answer:
    """What is to be said of a day, and what it follows from."""

    carried: Carried
    reason: str


class ReleaseQuerySet(PublicQuerySet):
    def for_listing(self):
        """In the order in which they began."""
        return self.order_by(*Release._meta.ordering)


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

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["starts", "platform", "key"]

    def __str__(self):
        return f"{self.platform}, {self.regions}" if self.regions else self.platform

    @property
    def start_in_words(self) -> str:
        """The beginning as a source gives it."""
        return in_words(self.starts, self.starts_as_printed)

    @property
    def end_in_words(self) -> str:
        return in_words(self.ends, self.ends_as_printed)

    def has_begun_on(self, day: datetime.date) -> bool | None:
        """Whether it had begun by that day; None where the sources leave it open."""
        return self.starts.has_come(day) if self.starts else None

    def has_ended_before(self, day: datetime.date) -> bool | None:
        """Whether it was over when that day began. On the very day of its end that is left open."""
        if self.ends is None:
            return None if self.ends_as_printed or self.absent.get("ends") == Absence.UNKNOWN else False
        if self.ends.year is not None and day > self.ends.last:
            return True
        return False if self.ends.has_come(day) is False else None

    def standing_on(self, day: datetime.date) -> Answer:
        """Whether it could be watched there on that day: yes, no, or that the sources do not say."""
        begun, ended = self.has_begun_on(day), self.has_ended_before(day)
        if begun is False:
            return Answer(Carried.NO, f"Its beginning came later: {self.start_in_words}.")
        if ended:
            return Answer(Carried.NO, f"It had ended by then: {self.end_in_words}.")
        if begun is None:
            return Answer(Carried.UNSAID, self.only_known("beginning", self.starts, self.start_in_words))
        if ended is None:
            return Answer(Carried.UNSAID, self.only_known("end", self.ends, self.end_in_words))
        until = f"until {self.end_in_words}" if self.end_in_words else "and no end is recorded"
        return Answer(Carried.YES, f"From {self.start_in_words}, {until}.")

    @staticmethod
    def only_known(which: str, date: PartialDate | None, words: str) -> str:
        if not words:
            return f"No source gives the {which}."
        if date and date.day and not date.qualifier:
            return f"It is the very day of the {which}: the source gives no hour."
        return f"For the {which} the source gives only “{words}”."


def in_words(date: PartialDate | None, printed: str) -> str:
    """A date as precisely as it was read, else as it was printed; nothing if there is none."""
    if date is None or date.year is None:
        return printed
    return printed if printed and date.qualifier == "by" else date.label


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
