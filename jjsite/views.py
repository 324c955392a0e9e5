from typing import Any

from django.conf import settings
from django.views.generic import TemplateView

from editorial.feeds.views import EVERYTHING
from editorial.pages.absolute import absolute
from editorial.pages.crumbs import Crumb
from editorial.pages.head import Head
from editorial.pages.page import Page
from episodes.covers import SCENES, blinds, draw, shut_window
from episodes.models import Episode, Season
from episodes.schema import the_series
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
            head=Head(things=[the_site(), the_series()], feed=EVERYTHING),
            **kwargs,
        )


def the_site() -> dict[str, Any]:
    """The site as schema.org has it, with how to search it."""
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": absolute("/search/?q={search_term_string}")},
        "query-input": "required name=search_term_string",
    }
    address = absolute("/")
    return {"@type": "WebSite", "@id": address, "name": settings.SITE_NAME, "url": address, "potentialAction": search}


def latest_season(horizon):
    """The latest that has episodes to show, else the latest, else None."""
    seasons = Season.objects.public().open(horizon).order_by("-released", "-number", "pk")
    shown = Episode.objects.public().open(horizon)
    return seasons.filter(episodes__in=shown).first() or seasons.first()


class StatementView(TemplateView):
    """What the site says of itself, and how to reach its editors."""

    title = ""

    def get_context_data(self, **kwargs):
        crumbs = [Crumb(self.title, self.request.path)]
        return super().get_context_data(contact_email=settings.CONTACT_EMAIL, crumbs=crumbs, **kwargs)


class StyleGuideView(TemplateView):
    template_name = "jjsite/styleguide.html"

    def get_context_data(self, **kwargs):
        sample = "Rain on the fire escape"
        return super().get_context_data(
            charts=samples.charts(),
            covers=[(number, draw(number, sample)) for number in range(1, len(SCENES) + 1)],
            shut=list(shut_window()),
            crumbs=[Crumb("Style guide", self.request.path)],
            **kwargs,
        )
