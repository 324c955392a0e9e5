import django_filters

from editorial.pages.filters import EntryFilter, OptionsFilter
from episodes.models import Season
from sources.models import Publication

from .models import Article, Claim

# What stands open: options say that there is something.


def open_articles(horizon):
    return Article.objects.public().open(horizon).order_by()


def open_claims(horizon):
    return Claim.objects.public().open(horizon).order_by()


def seasons_in_the_news(horizon):
    return Season.objects.public().open(horizon).filter(articles__in=open_articles(horizon))


def publications(horizon):
    reporting = Publication.objects.public().filter(sources__articles__in=open_articles(horizon))
    return reporting.order_by("name", "pk").values_list("key", "name").distinct()


class ArticleFilter(django_filters.FilterSet):
    season = EntryFilter(entries=seasons_in_the_news, field_name="seasons__slug", label="Season")
    publication = OptionsFilter(options=publications, field_name="source__publication__key", label="Publication")

    class Meta:
        model = Article
        fields = []


def predicting_articles(horizon):
    return open_articles(horizon).filter(claims__in=open_claims(horizon)).order_by("title", "pk")


def outcomes(horizon):
    found = set(open_claims(horizon).with_outcome_told(horizon).values_list("outcome", flat=True).distinct())
    return [(value, label) for value, label in Claim.Outcome.choices if value in found]


class ClaimFilter(django_filters.FilterSet):
    article = EntryFilter(entries=predicting_articles, field_name="article__slug", label="Report")
    outcome = OptionsFilter(
        options=outcomes,
        method="with_outcome",
        help_text="What only an episode can tell then stands behind its veil altogether.",
    )

    class Meta:
        model = Claim
        fields = []

    def with_outcome(self, queryset, name, outcome):
        return queryset.with_outcome_told(self.request.horizon).filter(outcome=outcome)
