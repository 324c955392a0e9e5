from django.db.models import Prefetch
from django.views.generic import TemplateView

from editorial.pages.crumbs import Crumb
from editorial.pages.page import Page
from editorial.pages.views import EntryDetailView, EntryListView
from episodes.models import Season

from .filters import NominationFilter, ReviewFilter
from .models import Nomination, Review, Score


class ReceptionView(TemplateView):
    """What was measured and what was written, season by season, the latest first."""

    template_name = "reviews/reception.html"

    def get_context_data(self, **kwargs):
        horizon = self.request.horizon
        seasons = [
            season
            for season in Season.objects.public()
            .told(horizon)
            .order_by("horizon", "-released", "-number", "pk")
            .prefetch_related(
                Prefetch("scores", Score.objects.public().told(horizon).for_listing(), to_attr="public_scores"),
                Prefetch("reviews", Review.objects.public().told(horizon).by_grade(), to_attr="public_reviews"),
            )
            if season.public_scores or season.public_reviews
        ]
        records = [record for season in seasons for record in [*season.public_scores, *season.public_reviews]]
        crumbs = [Crumb("Reception", self.request.path)]
        return super().get_context_data(seasons=seasons, page=Page(records, horizon=horizon), crumbs=crumbs, **kwargs)


class ReviewListView(EntryListView):
    model = Review
    filterset_class = ReviewFilter

    def get_queryset(self):
        return super().get_queryset().with_quotes()

    def get_records(self, entries):
        return [review.telling_quote for review in entries if review.telling_quote]


class ReviewDetailView(EntryDetailView):
    model = Review

    def get_queryset(self):
        return super().get_queryset().with_names().with_quotes()

    def get_context_data(self, **kwargs):
        previous, following = self.object.neighbours(self.request.horizon)
        return super().get_context_data(previous=previous, following=following, **kwargs)

    def get_records(self):
        return [*super().get_records(), *self.object.quotes]


class NominationListView(EntryListView):
    model = Nomination
    filterset_class = NominationFilter

    def get_records(self, entries):
        return [*entries, *(nominee for entry in entries for nominee in entry.public_nominees)]


class NominationDetailView(EntryDetailView):
    model = Nomination

    def get_queryset(self):
        return super().get_queryset().select_related("season")
