from episodes.models import Episode
from news.models import Article, Claim, Depiction
from people.models import Person
from sources.models import Source

from .public import make_public
from .reviews import make_season


def make_article(*, people=(), seasons=(), **fields):
    if "source" not in fields:
        fields["source"] = make_public(Source)
    article = make_public(Article, **{"digest": "It was told and it was read."} | fields)
    article.people.set(people)
    article.seasons.set(seasons)
    return article


def make_reporter(**fields):
    return make_public(Person, **{"sort_name": "Reporter, A."} | fields)


def make_depiction(article, **fields):
    texts = {"title": "A poster", "description": "A street at night."}
    return Depiction.objects.create(article=article, **texts | fields)


def make_claim(**fields):
    if "article" not in fields:
        fields["article"] = make_article()
    return make_public(Claim, **{"statement": "Something will happen."} | fields)


def make_episode(number_in_season=1, **fields):
    if "season" not in fields:
        fields["season"] = make_season()
    numbers = {"number_in_season": number_in_season, "number_in_series": 13 + number_in_season}
    return make_public(Episode, **numbers | fields)
