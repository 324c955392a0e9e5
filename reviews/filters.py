from editorial.pages.facets import RowFacet, open_to
from editorial.pages.filters import EntryFilterSet, SortFilter
from episodes.filters import season_facet

from .models import Nomination, Review


class ReviewFilter(EntryFilterSet):
    one, many = "review", "reviews"

    verdict = RowFacet(label="Verdict", rows=open_to(Review), value="verdict", named_by=dict(Review.Verdict.choices))
    publication = RowFacet(
        label="Publication",
        rows=open_to(Review),
        value="source__publication__key",
        named_by="source__publication__name",
    )
    season = season_facet(Review)
    sort = SortFilter(
        usual="name",
        orders={
            "grade": ("grade", lambda reviews, horizon: reviews.by_grade()),
            "date": ("date", lambda reviews, horizon: reviews.by_date()),
        },
    )

    class Meta:
        model = Review
        fields = []


class NominationFilter(EntryFilterSet):
    one, many = "award", "awards"

    year = RowFacet(label="Year", rows=open_to(Nomination), value="year", by_name=True)
    result = RowFacet(
        label="Result", rows=open_to(Nomination), value="result", named_by=dict(Nomination.Result.choices)
    )
    award = RowFacet(label="Award", rows=open_to(Nomination), value="award")
    season = season_facet(Nomination)

    class Meta:
        model = Nomination
        fields = []
