from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Case, F, Min, Prefetch, Q, Value, When, Window
from django.db.models.functions import NullIf

from editorial.dates import PartialDateField
from editorial.markup.fields import LineField, ProseField
from editorial.publishing import Entry, PublicQuerySet, Record, Row
from episodes.models import Season
from episodes.models.order import neighbours
from people.models import Person, Quote
from sources.models import Source


class ReviewQuerySet(PublicQuerySet):
    def for_listing(self):
        """By critic; what gives something away comes last."""
        return self.with_names().order_by("horizon", "title", "pk")

    def by_grade(self):
        """The best first, the ungraded last."""
        return self.with_names().order_by("horizon", *Review._meta.ordering)

    def by_date(self):
        """The earliest first, the undated last."""
        dated = NullIf("source__published", Value(""))
        return self.order_by("horizon", dated.asc(nulls_last=True), "title", "pk")

    def with_names(self):
        """With all that a card names."""
        return self.select_related("season", "critic", "source__publication")

    def with_quotes(self):
        """With what the critics say in them, as `quotes`."""
        shown = Quote.objects.public().select_related("speaker").order_by("order", "pk")
        return self.select_related("source").prefetch_related(
            Prefetch("source__quotes", shown, to_attr="public_quotes")
        )


class Review(Entry):
    """What one critic made of the season."""

    told_by = "summary"
    told_in_general = "A review of Jessica Jones."
    wanted = ("scope", "grade_as_printed", "summary")

    class Verdict(models.TextChoices):
        POSITIVE = "positive", "positive"
        MIXED = "mixed", "mixed"
        NEGATIVE = "negative", "negative"

    TONES = {Verdict.POSITIVE: "good", Verdict.MIXED: "warn", Verdict.NEGATIVE: "bad"}

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

    @property
    def tone(self):
        return self.TONES[self.verdict]

    def known_from(self):
        """The horizon from which both the review and its critic may be told."""
        return max(self.horizon, self.critic.horizon)

    @property
    def quotes(self):
        """The critic's own words in this review, after `with_quotes`."""
        return [quote for quote in self.source.public_quotes if quote.speaker_id == self.critic_id]

    @property
    def telling_quote(self):
        """The words that sum it up and give nothing away, or None; after `with_quotes`."""
        safe = [quote for quote in self.quotes if not quote.known_from()]
        verdicts = [quote for quote in safe if quote.topic == "verdict"]
        return next(iter(verdicts or safe), None)

    def neighbours(self, horizon):
        """The public reviews before and after this one that may stand open, each or None."""
        return neighbours(Review.objects.public().open(horizon), self, "title", "pk")


class ScoreQuerySet(PublicQuerySet):
    def for_listing(self):
        """By who measured, whoever was asked first before the others; with each the dated before the undated."""
        asked_first = Window(Min("as_of"), partition_by=[F("season"), F("body")])
        ranks = [When(measure=value, then=Value(rank)) for rank, value in enumerate(Score.Measure.values)]
        return self.select_related("season").order_by(asked_first, "body", "as_of", Case(*ranks), "key")


class Score(Record):
    """What somebody measured, at a moment: a snapshot, never a bare number."""

    wanted = ("value_as_printed", "value", "votes", "as_of")

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
    value = models.DecimalField("value, read as", max_digits=7, decimal_places=2, null=True, blank=True)
    scale = models.DecimalField("out of", max_digits=7, decimal_places=2, null=True, blank=True)
    votes = models.PositiveIntegerField(null=True, blank=True, validators=[MaxValueValidator(2_147_483_647)])
    voters = LineField(max_length=60, blank=True, help_text="“critics”, “users”, “reviews”.")
    as_of = PartialDateField("as of")
    consensus = LineField(max_length=300, blank=True)
    note = ProseField(blank=True)

    objects = ScoreQuerySet.as_manager()

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

    @property
    def what(self):
        """Who measured what: the same for all snapshots of one figure."""
        return f"{self.body}, {self.get_measure_display()}"


class NominationQuerySet(PublicQuerySet):
    def for_listing(self):
        """The latest first, with their public nominees as `public_nominees`; what gives something away comes last."""
        nominees = Nominee.objects.public().select_related("person").order_by("order", "pk")
        return (
            self.select_related("season")
            .prefetch_related(Prefetch("nominees", nominees, to_attr="public_nominees"))
            .order_by("horizon", "-year", "title", "pk")
        )


class Nomination(Entry):
    told_by = "note"
    told_in_general = "An award for Jessica Jones, with its category, its nominees and its result."
    wanted = ("body", "nominees")

    class Result(models.TextChoices):
        NOMINATED = "nominated", "nominated"
        WON = "won", "won"

    TONES = {Result.NOMINATED: "note", Result.WON: "good"}

    season = models.ForeignKey(Season, models.PROTECT, related_name="nominations")
    award = LineField()
    body = LineField("awarded by", blank=True)
    year = models.PositiveSmallIntegerField(validators=[MaxValueValidator(9999)])
    category = LineField()
    result = models.CharField(max_length=10, choices=Result.choices, default=Result.NOMINATED)
    note = ProseField(blank=True)

    objects = NominationQuerySet.as_manager()

    class Meta(Entry.Meta):
        ordering = ["-year", "title", "pk"]

    @property
    def tone(self):
        return self.TONES[self.result]


class NomineeQuerySet(PublicQuerySet):
    def for_listing(self):
        """The latest first, each with what for."""
        return self.select_related("nomination__season", "person").order_by("-nomination__year", "order", "pk")


class Nominee(Row):
    parent = "nomination"
    natural = ("person",)

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="nominees")
    person = models.ForeignKey(Person, models.PROTECT, related_name="nominations")
    note = LineField(blank=True)

    objects = NomineeQuerySet.as_manager()

    class Meta(Row.Meta):
        pass

    def __str__(self):
        return str(self.person)

    def known_from(self):
        """The horizon from which both the nomination and the nominee may be told."""
        return max(self.horizon, self.person.horizon, self.nomination.horizon)
