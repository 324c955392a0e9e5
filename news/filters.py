from editorial.pages.facets import ChoiceFacet, EntryFacet, RowFacet, YearFacet, open_to
from editorial.pages.filters import EntryFilterSet, SortFilter
from episodes.models import Season
from people.models import Person
from sources.filters import publication_facet

from .models import Claim


class ArticleFilter(EntryFilterSet):
    one, many = "story", "stories"

    year = YearFacet("Year", "happened")
    publication = publication_facet("source__publication")
    person = RowFacet("People", "slug", named_by="title", rows=open_to(Person), entry="articles")
    season = RowFacet("Season", "slug", named_by="title", rows=open_to(Season), entry="articles")
    sort = SortFilter(
        usual="date, the latest first",
        orders={
            "oldest": ("date, the earliest first", lambda articles, horizon: articles.oldest_first()),
            "headline": ("headline", lambda articles, horizon: articles.by_headline()),
        },
    )


class ClaimFilter(EntryFilterSet):
    one, many = "prediction", "predictions"

    outcome = ChoiceFacet(
        "What came of it",
        "outcome",
        rows=lambda horizon: Claim.objects.public().open(horizon).with_open_outcome(horizon),
    )
    article = EntryFacet("Report", "article")
