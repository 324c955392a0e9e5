from django.conf import settings
from django.views.generic import TemplateView

from editorial.pages.page import Page
from episodes.models import Episode, Season
from news.models import Article

LATEST = 3


class HomeView(TemplateView):
    """What the site is, its latest season, and the ways in: for somebody who has seen nothing."""

    template_name = "jjsite/home.html"

    def get_context_data(self, **kwargs):
        season = latest_season()
        episodes = list(Episode.objects.public().filter(season=season, horizon=0).defer("summary"))
        articles = list(Article.objects.public().filter(horizon=0).for_listing()[:LATEST])
        records = [season, *articles] if season else articles
        return super().get_context_data(
            season=season, episodes=episodes, articles=articles, page=Page(records), **kwargs
        )


def latest_season():
    """The latest that has episodes to show, else the latest, else None."""
    seasons = Season.objects.public().filter(horizon=0).order_by("-released", "-number", "pk")
    shown = Episode.objects.public().filter(horizon=0)
    return seasons.filter(episodes__in=shown).first() or seasons.first()


class AboutView(TemplateView):
    template_name = "jjsite/about.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(contact_email=settings.CONTACT_EMAIL, **kwargs)
