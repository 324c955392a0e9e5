from editorial.pages.facets import RowFacet, YearFacet, open_to
from editorial.pages.filters import EntryFilterSet, SortFilter
from episodes.models import Season
from people.models import Person

from .models import Article, Claim


class ArticleFilter(EntryFilterSet):
    one, many = "story", "stories"

    year = YearFacet(label="Year", rows=open_to(Article), date="happened")
    publication = RowFacet(
        label="Publication",
        rows=open_to(Article),
        value="source__publication__key",
        named_by="source__publication__name",
    )
    person = RowFacet(label="People", rows=open_to(Person), entry="articles", value="slug", named_by="title")
    season = RowFacet(label="Season", rows=open_to(Season), entry="articles", value="slug", named_by="title")
    sort = SortFilter(
        usual="date, the latest first",
        orders={
            "oldest": ("date, the earliest first", lambda articles, horizon: articles.oldest_first()),
            "headline": ("headline", lambda articles, horizon: articles.by_headline()),
        },
    )

    class Meta:
        model = Article
        fields = []


class ClaimFilter(EntryFilterSet):
    one, many = "prediction", "predictions"

    outcome = RowFacet(
        label="What came of it",
        rows=lambda horizon: Claim.objects.public().open(horizon).with_open_outcome(horizon),
        value="outcome",
        named_by=dict(Claim.Outcome.choices),
    )
    article = RowFacet(label="Report", rows=open_to(Claim), value="article__slug", named_by="article__title")

    class Meta:
        model = Claim
        fields = []
