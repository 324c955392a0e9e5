import django_filters

from editorial.pages.filters import EntryFilter, OptionsFilter
from episodes.models import Season
from sources.models import Publication

from .models import Article, Claim

# What everybody may know of: options say that there is something.


def open_articles():
    return Article.objects.public().filter(horizon=0).order_by()


def open_claims():
    return Claim.objects.public().filter(horizon=0).order_by()


def seasons_in_the_news():
    return Season.objects.public().filter(horizon=0, articles__in=open_articles())


def publications():
    reporting = Publication.objects.public().filter(sources__articles__in=open_articles())
    return reporting.order_by("name", "pk").values_list("key", "name").distinct()


class ArticleFilter(django_filters.FilterSet):
    season = EntryFilter(entries=seasons_in_the_news, field_name="seasons__slug", label="Season")
    publication = OptionsFilter(options=publications, field_name="source__publication__key", label="Publication")

    class Meta:
        model = Article
        fields = []


def predicting_articles():
    return open_articles().filter(claims__in=open_claims()).order_by("title", "pk")


def outcomes():
    found = set(open_claims().values_list("outcome", flat=True).distinct())
    return [(value, label) for value, label in Claim.Outcome.choices if value in found]


class ClaimFilter(django_filters.FilterSet):
    article = EntryFilter(entries=predicting_articles, field_name="article__slug", label="Report")
    outcome = OptionsFilter(
        options=outcomes,
        help_text="What only an episode can tell then stands behind its veil altogether.",
    )

    class Meta:
        model = Claim
        fields = []
