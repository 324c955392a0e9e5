import django_filters

from editorial.pages.filters import EntryFilter, OptionsFilter
from episodes.models import Season
from sources.models import Publication

from .models import Nomination, Review

# What everybody may know of: options say that there is something.


def open_reviews():
    return Review.objects.public().filter(horizon=0).order_by()


def open_nominations():
    return Nomination.objects.public().filter(horizon=0).order_by()


def verdicts():
    found = set(open_reviews().values_list("verdict", flat=True).distinct())
    return [(value, label) for value, label in Review.Verdict.choices if value in found]


def publications():
    reviewing = Publication.objects.public().filter(sources__reviews__in=open_reviews())
    return reviewing.order_by("name", "pk").values_list("key", "name").distinct()


def reviewed_seasons():
    return Season.objects.public().filter(horizon=0, reviews__in=open_reviews())


class ReviewFilter(django_filters.FilterSet):
    verdict = OptionsFilter(options=verdicts)
    publication = OptionsFilter(options=publications, field_name="source__publication__key", label="Publication")
    season = EntryFilter(entries=reviewed_seasons, field_name="season__slug", label="Season")

    class Meta:
        model = Review
        fields = []


def years():
    found = open_nominations().order_by("-year").values_list("year", flat=True).distinct()
    return [(str(year), str(year)) for year in found]


def results():
    found = set(open_nominations().values_list("result", flat=True).distinct())
    return [(value, label) for value, label in Nomination.Result.choices if value in found]


class NominationFilter(django_filters.FilterSet):
    year = OptionsFilter(options=years)
    result = OptionsFilter(options=results)

    class Meta:
        model = Nomination
        fields = []
