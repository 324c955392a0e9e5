from editorial.pages.views import EntryDetailView, EntryListView
from episodes.models import Season
from people.models import Person

from .filters import ArticleFilter, ClaimFilter
from .models import Article, Claim


class ArticleListView(EntryListView):
    model = Article
    filterset_class = ArticleFilter


class ArticleDetailView(EntryDetailView):
    model = Article

    def get_queryset(self):
        return super().get_queryset().select_related("source__publication")

    def get_context_data(self, **kwargs):
        article, horizon = self.object, self.request.horizon
        previous, following = article.neighbours(horizon)
        return super().get_context_data(
            people=Person.objects.public().told(horizon).filter(articles=article).for_listing(),
            seasons=Season.objects.public().told(horizon).filter(articles=article).order_by("horizon", "number", "pk"),
            claims=Claim.objects.public().told(horizon).filter(article=article).for_listing(horizon),
            previous=previous,
            following=following,
            **kwargs,
        )


class ClaimListView(EntryListView):
    model = Claim
    filterset_class = ClaimFilter

    def get_queryset(self):
        return Claim.objects.public().told(self.request.horizon).for_listing(self.request.horizon)

    def get_records(self, entries):
        """None: the list shows no texts."""
        return []


class ClaimDetailView(EntryDetailView):
    model = Claim

    def get_queryset(self):
        return super().get_queryset().with_names()

    def get_context_data(self, **kwargs):
        previous, following = self.object.neighbours(self.request.horizon)
        return super().get_context_data(previous=previous, following=following, **kwargs)
