from functools import partial

from django.db.models import Value
from django.db.models.functions import Concat

from editorial import kinds
from editorial.pages.facets import Group, GroupFacet, RowFacet, YearFacet, open_to
from editorial.pages.filters import EntryFilterSet, SortFilter

from .citing import cited_by, citing
from .models import Discrepancy, Source


def groups_by_kind(members):
    """For each kind of entry those that have to do with entries of it."""
    for word in kinds.words():
        yield Group(word, kinds.model_of(word)._meta.verbose_name_plural, partial(members, word))


def about(word, horizon):
    """The disagreements about an entry of that kind that may stand open."""
    entries = kinds.model_of(word).objects.public().open(horizon).order_by()
    references = entries.annotate(reference=Concat(Value(f"{word}:"), "key")).values("reference")
    return Discrepancy.objects.filter(about__in=references).order_by().values("pk")


class SourceFilter(EntryFilterSet):
    one, many = "source", "sources"

    kind = RowFacet(label="Kind", rows=open_to(Source), value="kind", named_by=dict(Source.Kind.choices))
    publication = RowFacet(
        label="Publication", rows=open_to(Source), value="publication__key", named_by="publication__name"
    )
    year = YearFacet(label="Published in", rows=open_to(Source), date="published")
    cited = GroupFacet(label="Cited by", groups=partial(groups_by_kind, cited_by), matched_by="key")
    sort = SortFilter(
        usual="title",
        orders={
            "author": ("author", lambda sources, horizon: sources.by_author()),
            "date": ("date", lambda sources, horizon: sources.by_date()),
            "number": ("reference number", lambda sources, horizon: sources.by_number()),
            "cited": ("how much cites them", lambda sources, horizon: sources.by_citing(citing(horizon))),
        },
    )

    class Meta:
        model = Source
        fields = []


class DiscrepancyFilter(EntryFilterSet):
    one, many = "disagreement", "disagreements"

    status = RowFacet(
        label="Settled or open",
        rows=open_to(Discrepancy),
        value="status",
        named_by=dict(Discrepancy.Status.choices),
    )
    kind = RowFacet(
        label="What about", rows=open_to(Discrepancy), value="kind", named_by=dict(Discrepancy.Kind.choices)
    )
    about = GroupFacet(label="In an entry about", groups=partial(groups_by_kind, about))

    class Meta:
        model = Discrepancy
        fields = []
