"""What the pages of people, seasons, episodes and sources show of the news."""

from editorial.horizon import Standing
from editorial.pages.boxes import Box

from .models import Article, Claim


def articles_concerning(person, horizon):
    return articles_box("In the news", Article.objects.public().told(horizon).filter(people=person))


def articles_about(season, horizon):
    return articles_box("In the news", Article.objects.public().told(horizon).filter(seasons=season))


def article_from(source, horizon):
    return articles_box("The story told from it", Article.objects.public().told(horizon).filter(source=source))


def articles_box(heading, articles):
    articles = list(articles.for_listing())
    if not articles:
        return None
    return Box("news/_articles_box.html", {"heading": heading, "articles": articles})


def claims_settled_in(episode, horizon):
    if horizon.standing(episode.number_in_series) is Standing.WITHHELD:
        return None  # That an episode settles something is told by the episode.
    claims = list(Claim.objects.public().told(horizon).filter(settled_in=episode).for_listing(horizon))
    if not claims:
        return None
    return Box("news/_claims_box.html", {"episode": episode, "claims": claims})
