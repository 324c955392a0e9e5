from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from editorial.dates import PartialDateField
from editorial.markup.fields import LineField, ProseField
from editorial.publishing import Entry, PublicQuerySet, Record, Row
from episodes.models import Season
from people.models import Person
from sources.models import Source


class ReviewQuerySet(PublicQuerySet):
    def for_listing(self):
        return self.select_related("season", "critic", "source__publication")


class Review(Entry):
    """What one critic made of the season."""

    class Verdict(models.TextChoices):
        POSITIVE = "positive", "positive"
        MIXED = "mixed", "mixed"
        NEGATIVE = "negative", "negative"

    season = models.ForeignKey(Season, models.PROTECT, related_name="reviews")
    critic = models.ForeignKey(Person, models.PROTECT, related_name="reviews")
    source = models.ForeignKey(Source, models.PROTECT, related_name="reviews")
    scope = LineField(blank=True, help_text="What the critic had seen: “first five episodes”.")
    grade_as_printed = LineField(max_length=60, blank=True)
    grade = models.PositiveSmallIntegerField(
        "grade, read as",
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text="The printed grade on one scale from 0 to 100.",
    )
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    summary = ProseField()

    objects = ReviewQuerySet.as_manager()

    class Meta(Entry.Meta):
        ordering = [F("grade").desc(nulls_last=True), "title", "pk"]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(grade__isnull=True) | Q(grade__lte=100),
                name="reviews_review_grade_on_scale",
            ),
            models.CheckConstraint(
                condition=Q(grade__isnull=True) | ~Q(grade_as_printed=""),
                name="reviews_review_grade_was_printed",
                violation_error_message="A grade is read from a printed one: give that as well.",
            ),
        ]


class Score(Record):
    """What somebody measured, at a moment: a snapshot, never a bare number."""

    class Measure(models.TextChoices):
        APPROVAL = "approval", "approval"
        AVERAGE = "average", "average rating"
        METASCORE = "metascore", "weighted average"
        USER_RATING = "user-rating", "user rating"
        COMPOSITE = "composite", "composite"
        RANK = "rank", "rank"

    season = models.ForeignKey(Season, models.PROTECT, related_name="scores")
    body = LineField("measured by")
    measure = models.CharField(max_length=20, choices=Measure.choices)
    label_as_printed = LineField(blank=True)
    value_as_printed = LineField(max_length=60, blank=True)
    value = models.DecimalField(
        "value, read as", max_digits=7, decimal_places=2, null=True, blank=True
    )
    scale = models.DecimalField(
        "out of", max_digits=7, decimal_places=2, null=True, blank=True
    )
    votes = models.PositiveIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(2_147_483_647)]
    )
    voters = LineField(max_length=60, blank=True, help_text="“critics”, “users”, “reviews”.")
    as_of = PartialDateField("as of")
    consensus = LineField(max_length=300, blank=True)
    note = ProseField(blank=True)

    class Meta:
        ordering = ["body", "measure", "as_of", "key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(scale__isnull=True) | Q(value__lte=F("scale")),
                name="reviews_score_on_scale",
                violation_error_message="The value is greater than its scale.",
            ),
        ]

    def __str__(self):
        return f"{self.body}: {self.value_as_printed or self.get_measure_display()}"


class Nomination(Entry):
    class Result(models.TextChoices):
        NOMINATED = "nominated", "nominated"
        WON = "won", "won"

    season = models.ForeignKey(Season, models.PROTECT, related_name="nominations")
    award = LineField()
    body = LineField("awarded by", blank=True)
    year = models.PositiveSmallIntegerField(validators=[MaxValueValidator(9999)])
    category = LineField()
    result = models.CharField(max_length=10, choices=Result.choices, default=Result.NOMINATED)
    note = ProseField(blank=True)

    class Meta(Entry.Meta):
        ordering = ["-year", "title", "pk"]


class Nominee(Row):
    parent = "nomination"
    natural = ("person",)

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="nominees")
    person = models.ForeignKey(Person, models.PROTECT, related_name="nominations")
    note = LineField(blank=True)

    class Meta(Row.Meta):
        pass

    def __str__(self):
        return str(self.person)
