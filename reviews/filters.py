import django_filters

from editorial.pages.filters import EntryFilter, OptionsFilter
from episodes.models import Season
from sources.models import Publication

from .models import Nomination, Review

# What stands open: options say that there is something.


def open_reviews(horizon):
    return Review.objects.public().open(horizon).order_by()


def open_nominations(horizon):
    return Nomination.objects.public().open(horizon).order_by()


def verdicts(horizon):
    found = set(open_reviews(horizon).values_list("verdict", flat=True).distinct())
    return [(value, label) for value, label in Review.Verdict.choices if value in found]


def publications(horizon):
    reviewing = Publication.objects.public().filter(sources__reviews__in=open_reviews(horizon))
    return reviewing.order_by("name", "pk").values_list("key", "name").distinct()


def reviewed_seasons(horizon):
    return Season.objects.public().open(horizon).filter(reviews__in=open_reviews(horizon))


class ReviewFilter(django_filters.FilterSet):
    verdict = OptionsFilter(options=verdicts)
    publication = OptionsFilter(options=publications, field_name="source__publication__key", label="Publication")
    season = EntryFilter(entries=reviewed_seasons, field_name="season__slug", label="Season")

    class Meta:
        model = Review
        fields = []


def years(horizon):
    found = open_nominations(horizon).order_by("-year").values_list("year", flat=True).distinct()
    return [(str(year), str(year)) for year in found]


def results(horizon):
    found = set(open_nominations(horizon).values_list("result", flat=True).distinct())
    return [(value, label) for value, label in Nomination.Result.choices if value in found]


class NominationFilter(django_filters.FilterSet):
    year = OptionsFilter(options=years)
    result = OptionsFilter(options=results)

    class Meta:
        model = Nomination
        fields = []
