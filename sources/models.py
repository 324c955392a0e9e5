from django.db import models
from django.db.models import Count, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat, Left, Length, NullIf

from editorial.dates import PartialDateField
from editorial.dates.partial import UNDATED
from editorial.links.fields import EntryRefField
from editorial.markup.fields import LineField, ProseField
from editorial.publishing import Entry, PublicQuerySet, Record, Row


class Publication(Record):
    """An outlet: what publishes sources."""

    shown_only_where_used = True
    wanted = ("owner", "note")

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
        """The founding documents first, then all others, by title; without the digests."""
        return self.select_related("publication").defer("digest").order_by(*self.in_shelf_order("title"))

    def by_author(self):
        """As in a bibliography, with what nobody signed at the end."""
        signed = NullIf("authors_as_printed", Value(""))
        return self.order_by(*self.in_shelf_order(signed.asc(nulls_last=True), "title"))

    def by_date(self):
        """The earliest first, the undated last."""
        dated = NullIf("published", Value(""))
        return self.order_by(*self.in_shelf_order(dated.asc(nulls_last=True), "title"))

    def by_number(self):
        """As the references are numbered."""
        return self.order_by(*self.in_shelf_order(Length("number_as_printed"), "number_as_printed", "title"))

    def by_citing(self, citing):
        """The most cited first; `citing` are the links that may be counted."""
        ours = citing.filter(to_key=OuterRef("key")).order_by().values("to_key")
        entries = ours.annotate(entries=Count(Concat("from_kind", Value(":"), "from_key"), distinct=True))
        cited = Coalesce(Subquery(entries.values("entries")), 0)
        return self.order_by(*self.in_shelf_order(cited.desc(), "title"))

    @staticmethod
    def in_shelf_order(*fields):
        return ["-document", *fields, "pk"]

    def count_by_publication(self):
        """[(key, name, how many)] of those who published these, who published most first."""
        counted = self.filter(publication__isnull=False).order_by().values_list("publication__key", "publication__name")
        return list(counted.annotate(many=Count("pk")).order_by("-many", "publication__name", "publication__key"))

    def count_by_year(self):
        """[(year, how many)], "undated" last"""
        counted = self.order_by().values_list(Left("published", len("2016"))).annotate(many=Count("pk"))
        years = {year: many for year, many in counted if year.isdigit()}
        undated = sum(many for year, many in counted if not year.isdigit())
        return [*sorted(years.items()), *([(UNDATED, undated)] if undated else [])]


class Source(Entry):
    """A published work that the site cites."""

    told_by = "digest"
    told_in_general = "A source of the casebook: what it says, what is quoted from it, and every page that cites it."
    wanted = ("authors", "publication", "published", "archived", "retrieved", "digest")

    class Kind(models.TextChoices):
        ARTICLE = "article", "article"
        REVIEW = "review", "review"
        VIDEO = "video", "video"
        LISTING = "listing", "listing"
        ENCYCLOPEDIA = "encyclopedia", "encyclopedia article"

    title = LineField(max_length=300, help_text="As printed, misprints included.")
    authors_as_printed = LineField(blank=True)
    authors = LineField(blank=True, help_text="As read: given name first, several joined with “; ”.")
    publication = models.ForeignKey(Publication, models.PROTECT, null=True, blank=True, related_name="sources")
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

    @property
    def imprint(self):
        """Who published it and when, in words that give nothing away."""
        publisher = str(self.publication or "") or self.authors_as_printed or self.get_kind_display()
        return f"{publisher}, {self.published.label}" if self.published else publisher

    @property
    def open_title(self):
        """The title, or the imprint if the title gives something away."""
        return self.imprint if self.horizon else self.title


class DiscrepancyQuerySet(PublicQuerySet):
    def for_listing(self):
        """In the order of their numbers, each with its public values as `public_readings`; without the texts."""
        readings = Reading.objects.public().order_by("order", "pk")
        return (
            self.defer("explanation", "reason")
            .prefetch_related(Prefetch("readings", readings, to_attr="public_readings"))
            .order_by("number", "pk")
        )


class Discrepancy(Entry):
    """Where sources disagree, or one of them cannot be right."""

    told_by = "explanation"
    told_in_general = "A point on which the sources disagree: what each prints, what the casebook prints, and why."
    wanted = ("about", "explanation", "readings", "printed", "reason")

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

    number = models.PositiveSmallIntegerField(default=0, help_text="Its place in the list: lower numbers first.")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    about = EntryRefField(blank=True, part_field="about_field")
    about_field = LineField("field", max_length=40, blank=True, help_text="Its field, for example title.")
    explanation = ProseField()
    printed = LineField("what we print", max_length=300, blank=True)
    reason = ProseField("why", blank=True)
    status = models.CharField("settled?", max_length=10, choices=Status.choices, default=Status.OPEN)

    objects = DiscrepancyQuerySet.as_manager()

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

    @property
    def open_title(self):
        """The title, or the number alone if the title gives something away."""
        return f"Number {self.number}" if self.horizon else self.title

    @property
    def open_values(self):
        """The different values among the `public_readings` that give no more away than the title."""
        return list(dict.fromkeys(row.value for row in self.public_readings if row.horizon <= self.horizon))

    @property
    def is_settled(self):
        return self.status == self.Status.SETTLED

    def neighbours(self, horizon):
        """The public disagreements before and after this one, each or None."""
        others = Discrepancy.objects.public().told(horizon)
        before = others.filter(Q(number__lt=self.number) | Q(number=self.number, pk__lt=self.pk))
        after = others.filter(Q(number__gt=self.number) | Q(number=self.number, pk__gt=self.pk))
        return before.order_by("-number", "-pk").first(), after.order_by("number", "pk").first()


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
