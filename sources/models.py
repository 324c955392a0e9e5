from django.db import models
from django.db.models import Q

from editorial.dates import PartialDateField
from editorial.links.fields import EntryRefField
from editorial.markup.fields import LineField, ProseField
from editorial.publishing import Entry, PublicQuerySet, Record, Row


class Publication(Record):
    """An outlet: what publishes sources."""

    name = LineField()
    owner = LineField(blank=True, help_text="The company named as its owner, where one is printed.")
    note = ProseField(blank=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    @classmethod
    def own_public_q(cls, at, prefix):
        return Q(**{f"{prefix}pk__in": Source.objects.public(at).values("publication")})

    def is_public_itself(self, at):
        return self.sources.public(at).exists()


class SourceQuerySet(PublicQuerySet):
    def for_listing(self):
        return self.select_related("publication").order_by("-document", "title", "pk")


class Source(Entry):
    """A published work that the site cites."""

    class Kind(models.TextChoices):
        ARTICLE = "article", "article"
        REVIEW = "review", "review"
        VIDEO = "video", "video"
        LISTING = "listing", "listing"
        ENCYCLOPEDIA = "encyclopedia", "encyclopedia article"

    title = LineField(max_length=300, help_text="As printed, misprints included.")
    authors_as_printed = LineField(blank=True)
    authors = LineField(
        blank=True, help_text="As read: given name first, several joined with “; ”."
    )
    publication = models.ForeignKey(
        Publication, models.PROTECT, null=True, blank=True, related_name="sources"
    )
    publication_inferred = models.BooleanField(
        default=False, help_text="The outlet is not printed on it, but follows from something else."
    )
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.ARTICLE)
    document = models.BooleanField(
        "founding document",
        default=False,
        help_text="One of the documents from which this site was written.",
    )
    number_as_printed = LineField(
        "reference number", max_length=10, blank=True, help_text="In the encyclopedia article."
    )
    orphan = models.BooleanField(
        default=False, help_text="Stands in the list of references, but nothing cites it there."
    )
    published = PartialDateField()
    archived = PartialDateField()
    retrieved = PartialDateField()
    digest = ProseField(blank=True, help_text="What it says or backs, in our own words.")

    objects = SourceQuerySet.as_manager()

    class Meta(Entry.Meta):
        ordering = ["-document", "title", "pk"]


class Discrepancy(Entry):
    """Where sources disagree, or one of them cannot be right."""

    class Kind(models.TextChoices):
        SPELLING = "spelling", "spelling"
        FIGURE = "figure", "figure"
        DATE = "date", "date"
        GAP = "gap", "gap"
        WORDING = "wording", "wording"
        ATTRIBUTION = "attribution", "attribution"
        PREDICTION = "prediction", "prediction"

    class Status(models.TextChoices):
        OPEN = "open", "open"
        SETTLED = "settled", "settled"

    number = models.PositiveSmallIntegerField(
        default=0, help_text="Its place in the list: lower numbers first."
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    about = EntryRefField(blank=True)
    about_field = LineField("field", blank=True, help_text="Its field, for example title.")
    explanation = ProseField()
    printed = LineField("what we print", max_length=300, blank=True)
    reason = ProseField("why", blank=True)
    status = models.CharField(
        "settled?", max_length=10, choices=Status.choices, default=Status.OPEN
    )

    class Meta(Entry.Meta):
        verbose_name_plural = "discrepancies"
        ordering = ["number", "title", "pk"]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status="open") | ~Q(printed=""),
                name="sources_discrepancy_settled_says_what",
                violation_error_message="Say what we print before calling it settled.",
            ),
        ]


class Reading(Row):
    """One of the values in dispute, with who prints it and where."""

    parent = "discrepancy"
    natural = ("value", "cites")

    discrepancy = models.ForeignKey(Discrepancy, models.CASCADE, related_name="readings")
    value = LineField("as printed", max_length=300)
    note = LineField(blank=True, max_length=300)

    class Meta(Row.Meta):
        pass

    def __str__(self):
        return self.value
