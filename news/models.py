from django.db import models

from editorial.dates import PartialDateField
from editorial.markup.fields import LineField, ProseField
from editorial.pictures.models import Illustrated
from editorial.publishing import Entry, PublicQuerySet, Row
from episodes.models import Episode, Season
from people.models import Person
from sources.models import Source


class ArticleQuerySet(PublicQuerySet):
    def for_listing(self):
        return self.select_related("source__publication")


class Article(Illustrated, Entry):
    """What happened, told by us, from a source."""

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


class ClaimQuerySet(PublicQuerySet):
    def for_listing(self):
        return self.select_related("article__source", "settled_in")


class Claim(Entry):
    """What an article predicted, and what came of it."""

    class Outcome(models.TextChoices):
        HELD = "held", "held"
        DID_NOT = "did-not", "did not hold"
        UNSETTLED = "unsettled", "unsettled"

    title = LineField("claim")
    article = models.ForeignKey(Article, models.PROTECT, related_name="claims")
    statement = ProseField(help_text="What was predicted, and how sure the article was of it.")
    outcome = models.CharField(
        max_length=10, choices=Outcome.choices, default=Outcome.UNSETTLED
    )
    settled_in = models.ForeignKey(
        Episode, models.PROTECT, null=True, blank=True, related_name="settled_claims"
    )
    explanation = ProseField("what came of it", blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta(Entry.Meta):
        ordering = ["article", "title", "pk"]
