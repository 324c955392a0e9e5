from django.conf import settings
from django.views.generic import TemplateView

from editorial.pages.page import Page
from episodes.covers import SCENES, blinds, draw, shut_window
from episodes.models import Episode, Season
from news.models import Article

from . import samples

LATEST = 3
FRONT = SCENES.index(blinds) + 1  # the number of a cover that has somebody at the window


class HomeView(TemplateView):
    """What the site is, its latest season, and the ways in."""

    template_name = "jjsite/home.html"

    def get_context_data(self, **kwargs):
        horizon = self.request.horizon  # type: ignore[attr-defined]  # HorizonMiddleware says it.
        season = latest_season(horizon)
        episodes = Episode.objects.public().open(horizon).filter(season=season).select_related("season")
        articles = list(Article.objects.public().open(horizon).for_listing()[:LATEST])
        records = [season, *articles] if season else articles
        return super().get_context_data(
            season=season,
            episodes=list(episodes.defer("summary")),
            articles=articles,
            front_cover=draw(FRONT, "Jessica Jones Casebook"),
            page=Page(records, horizon=horizon),
            **kwargs,
        )


def latest_season(horizon):
    """The latest that has episodes to show, else the latest, else None."""
    seasons = Season.objects.public().open(horizon).order_by("-released", "-number", "pk")
    shown = Episode.objects.public().open(horizon)
    return seasons.filter(episodes__in=shown).first() or seasons.first()


class StatementView(TemplateView):
    """What the site says of itself, and how to reach its editors."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(contact_email=settings.CONTACT_EMAIL, **kwargs)


class StyleGuideView(TemplateView):
    template_name = "jjsite/styleguide.html"

    def get_context_data(self, **kwargs):
        sample = "Rain on the fire escape"
        covers = [(number, draw(number, sample)) for number in range(1, len(SCENES) + 1)]
        return super().get_context_data(charts=samples.charts(), covers=covers, shut=list(shut_window()), **kwargs)
