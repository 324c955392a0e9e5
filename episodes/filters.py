import django_filters

from editorial.pages.filters import EntryFilter, OptionsFilter
from people.models import Character, Person

from .models import Appearance, Credit, Episode, Milestone, Season

DIRECTING = (Credit.Job.DIRECTOR,)


def seasons():
    return Season.objects.public().filter(horizon=0)


def people_credited(jobs):
    given = Credit.objects.public().filter(job__in=jobs, horizon=0)
    return Person.objects.public().filter(horizon=0, pk__in=given.values("person"))


def characters():
    """Those who may be named to everybody and appear in some episode."""
    shown = Appearance.objects.public()
    return Character.objects.public().filter(horizon=0, pk__in=shown.values("character"))


class EpisodeFilter(django_filters.FilterSet):
    season = EntryFilter(label="Season", entries=seasons, field_name="season__slug")
    director = EntryFilter(label="Director", entries=lambda: people_credited(DIRECTING), method="directed_by")
    writer = EntryFilter(label="Writer", entries=lambda: people_credited(Credit.WRITING), method="written_by")
    character = EntryFilter(
        label="Character",
        entries=characters,
        method="featuring",
        help_text="Who is in which episode gives something away: the answer stands behind a veil.",
    )

    class Meta:
        model = Episode
        fields = []

    def directed_by(self, queryset, name, slug):
        return queryset.credited_to(slug, DIRECTING)

    def written_by(self, queryset, name, slug):
        return queryset.credited_to(slug, Credit.WRITING)

    def featuring(self, queryset, name, slug):
        return queryset.featuring(slug)


def milestone_kinds():
    """The kinds that some milestone is of."""
    found = set(Milestone.objects.public().order_by().values_list("kind", flat=True).distinct())
    return [(value, label) for value, label in Milestone.Kind.choices if value in found]


def milestone_years():
    return [(year, year) for year in Milestone.objects.public().years()]


class MilestoneFilter(django_filters.FilterSet):
    kind = OptionsFilter(label="Kind", options=milestone_kinds)
    year = OptionsFilter(label="Year of the event", options=milestone_years, method="in_year")

    class Meta:
        model = Milestone
        fields = []

    def in_year(self, queryset, name, year):
        return queryset.in_year(year)
