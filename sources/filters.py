from functools import partial

from django.db.models import Value
from django.db.models.functions import Concat

from editorial import kinds
from editorial.pages.facets import ChoiceFacet, Group, GroupFacet, RowFacet, YearFacet
from editorial.pages.filters import EntryFilterSet, SortFilter

from .citing import cited_by, citing
from .models import Discrepancy


def groups_by_kind(members):
    """For each kind of entry those that have to do with entries of it."""
    for word in kinds.words():
        yield Group(word, kinds.model_of(word)._meta.verbose_name_plural, partial(members, word))


def about(word, horizon):
    """The disagreements about an entry of that kind that may stand open."""
    entries = kinds.model_of(word).objects.public().open(horizon).order_by()
    references = entries.annotate(reference=Concat(Value(f"{word}:"), "key")).values("reference")
    return Discrepancy.objects.filter(about__in=references).order_by().values("pk")


def publication_facet(field):
    """By the outlet that a field names."""
    return RowFacet("Publication", f"{field}__key", named_by=f"{field}__name")


class SourceFilter(EntryFilterSet):
    one, many = "source", "sources"

    kind = ChoiceFacet("Kind", "kind")
    publication = publication_facet("publication")
    year = YearFacet("Published in", "published")
    cited = GroupFacet("Cited by", groups=partial(groups_by_kind, cited_by), matched_by="key")
    sort = SortFilter(
        usual="title",
        orders={
            "author": ("author", lambda sources, horizon: sources.by_author()),
            "date": ("date", lambda sources, horizon: sources.by_date()),
            "number": ("reference number", lambda sources, horizon: sources.by_number()),
            "cited": ("how much cites them", lambda sources, horizon: sources.by_citing(citing(horizon))),
        },
    )


class DiscrepancyFilter(EntryFilterSet):
    one, many = "disagreement", "disagreements"

    status = ChoiceFacet("Settled or open", "status")
    kind = ChoiceFacet("What about", "kind")
    about = GroupFacet("In an entry about", groups=partial(groups_by_kind, about))
