from editorial.pages.facets import ChoiceFacet, EntryFacet, RowFacet
from editorial.pages.filters import EntryFilterSet, SortFilter
from sources.filters import publication_facet


class ReviewFilter(EntryFilterSet):
    one, many = "review", "reviews"

    verdict = ChoiceFacet("Verdict", "verdict")
    publication = publication_facet("source__publication")
    season = EntryFacet("Season", "season")
    sort = SortFilter(
        usual="name",
        orders={
            "grade": ("grade", lambda reviews, horizon: reviews.by_grade()),
            "date": ("date", lambda reviews, horizon: reviews.by_date()),
        },
    )


class NominationFilter(EntryFilterSet):
    one, many = "award", "awards"

    year = RowFacet("Year", "year", by_name=True)
    result = ChoiceFacet("Result", "result")
    award = RowFacet("Award", "award")
    season = EntryFacet("Season", "season")
