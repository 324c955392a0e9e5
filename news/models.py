from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce, Greatest, Lower, NullIf

from editorial.dates import PartialDateField
from editorial.horizon import ALL, NEWCOMER
from editorial.horizon.choice import LAST
from editorial.markup.fields import LineField, ProseField
from editorial.pictures.models import Illustrated
from editorial.publishing import Entry, PublicQuerySet, Row
from episodes.models import Episode, Season
from episodes.models.order import neighbours
from people.models import Person
from sources.models import Source


class ArticleQuerySet(PublicQuerySet):
    def for_listing(self):
        """The latest first; what gives something away comes last."""
        return self.select_related("source__publication").order_by("horizon", "-happened", "title", "pk")

    def oldest_first(self):
        dated = NullIf("happened", Value(""))
        return self.order_by("horizon", dated.asc(nulls_last=True), "title", "pk")

    def by_headline(self):
        return self.order_by("horizon", Lower("title"), "pk")


class Article(Illustrated, Entry):
    """What happened, told by us, from a source."""

    told_by = "digest"
    told_in_general = "A report about Jessica Jones, told anew."
    wanted = ("seasons", "people", "happened", "byline", "digest", "established")

    title = LineField("headline")
    source = models.ForeignKey(Source, models.PROTECT, related_name="articles")
    seasons = models.ManyToManyField(Season, blank=True, related_name="articles")
    people = models.ManyToManyField(Person, blank=True, related_name="articles")
    happened = PartialDateField("date")
    byline = LineField("byline of the source", blank=True)
    digest = ProseField(help_text="Everything that the source tells, in our own words.")
    established = ProseField("what it established", blank=True)

    objects = ArticleQuerySet.as_manager()

    class Meta(Entry.Meta):
        ordering = ["-happened", "title", "pk"]

    def neighbours(self, horizon):
        """The public articles before and after this one in time that may stand open, each or None."""
        return neighbours(Article.objects.public().open(horizon), self, "happened", "title", "pk")


class Depiction(Row):
    """A picture that the source shows and we only describe."""

    parent = "article"
    natural = ("title",)

    article = models.ForeignKey(Article, models.CASCADE, related_name="depictions")
    title = LineField()
    description = ProseField()
    credit_as_printed = LineField(blank=True)

    class Meta(Row.Meta):
        pass

    def __str__(self):
        return self.title


NUMBER = models.IntegerField()
LATER = Value(LAST + 1)  # some episode, it is not told which
# `Claim.outcome_known_from` as the database asks it.
OUTCOME_FROM = Greatest("horizon", Coalesce("settled_in__number_in_series", 0))


class ClaimQuerySet(PublicQuerySet):
    def for_listing(self, horizon=NEWCOMER):
        """What anyone may know the outcome of first, by outcome; then by the episode that settles it.

        Within an episode the order says nothing of the outcome. Of what the horizon withholds it does not even say
        which episode that is: all of it has the same `answer_from`.
        """
        ranks = [When(outcome=value, then=Value(rank)) for rank, value in enumerate(Claim.Outcome.values)]
        last = horizon.last if horizon.withholds else LAST
        return (
            self.with_names()
            .annotate(outcome_from=OUTCOME_FROM)
            .annotate(
                answer_from=Case(
                    When(outcome_from__gt=last, then=LATER), default=F("outcome_from"), output_field=NUMBER
                )
            )
            .order_by(
                "answer_from",
                Case(When(answer_from=0, then=Case(*ranks)), default=Value(0)),
                "horizon",
                "article__happened",
                "article__title",
                "title",
                "pk",
            )
        )

    def with_open_outcome(self, horizon):
        """Those of which it may stand open what came of them."""
        if horizon == ALL:
            return self
        return self.filter(Q(settled_in=None) | Q(settled_in__number_in_series__lte=horizon.last))

    def with_names(self):
        """With all that a line in a list names."""
        return self.select_related("article__source__publication", "settled_in__season")


class Claim(Entry):
    """What an article predicted, and what came of it."""

    told_by = "statement"
    told_in_general = "A prediction about Jessica Jones, and what came of it."
    wanted = ("statement", "explanation")

    class Outcome(models.TextChoices):
        HELD = "held", "held"
        DID_NOT = "did-not", "did not hold"
        UNSETTLED = "unsettled", "unsettled"

    TONES = {Outcome.HELD: "good", Outcome.DID_NOT: "bad", Outcome.UNSETTLED: "warn"}

    title = LineField("claim")
    article = models.ForeignKey(Article, models.PROTECT, related_name="claims")
    statement = ProseField(help_text="What was predicted, and how sure the article was of it.")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.UNSETTLED)
    settled_in = models.ForeignKey(
        Episode,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="settled_claims",
        help_text="The episode from which one can say what came of it. Where none settles it though one might have, "
        "the last: before it, not even that may be told.",
    )
    explanation = ProseField("what came of it", blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta(Entry.Meta):
        ordering = ["article", "title", "pk"]

    OF_OUTCOME = ("outcome", "settled_in", "explanation")

    @property
    def tone(self):
        return self.TONES[self.outcome]

    def field_known_from(self, name):
        return self.outcome_known_from() if name in self.OF_OUTCOME else super().field_known_from(name)

    def outcome_known_from(self):
        """The horizon from which one may be told what came of it."""
        return max(self.horizon, self.settled_in.number_in_series if self.settled_in else 0)

    def neighbours(self, horizon):
        """The public claims of the same article before and after this one that may stand open, each or None."""
        siblings = Claim.objects.public().open(horizon).filter(article=self.article)
        return neighbours(siblings, self, "title", "pk")
