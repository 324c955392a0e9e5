import django_filters
from django.db.models import Q

from editorial.pages.filters import EntryFilter, OptionsFilter
from people.faces import truths, under
from people.models import Character, Person

from .models import Appearance, Credit, Episode, Milestone, Season

DIRECTING = (Credit.Job.DIRECTOR,)


def seasons(horizon):
    return Season.objects.public().open(horizon)


def people_credited(jobs):
    def entries(horizon):
        given = Credit.objects.public().open(horizon).filter(job__in=jobs)
        return Person.objects.public().open(horizon).filter(pk__in=given.values("person"))

    return entries


def characters(horizon):
    """Those who may be named and appear in some episode that may be told of."""
    shown = Appearance.objects.public().told(horizon)
    told = truths(horizon)
    behind = {told[face] for face in shown.filter(character__in=told).values_list("character", flat=True)}
    named = Character.objects.public().open(horizon).exclude(pk__in=told)
    return named.filter(Q(pk__in=shown.values("character")) | Q(pk__in=behind))


class EpisodeFilter(django_filters.FilterSet):
    season = EntryFilter(label="Season", entries=seasons, field_name="season__slug")
    director = EntryFilter(label="Director", entries=people_credited(DIRECTING), method="directed_by")
    writer = EntryFilter(label="Writer", entries=people_credited(Credit.WRITING), method="written_by")
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
        return queryset.credited_to(slug, DIRECTING, self.request.horizon)

    def written_by(self, queryset, name, slug):
        return queryset.credited_to(slug, Credit.WRITING, self.request.horizon)

    def featuring(self, queryset, name, slug):
        return queryset.featuring(under(slug, self.request.horizon), self.request.horizon)


def milestone_kinds(horizon):
    """The kinds that some milestone is of."""
    found = set(Milestone.objects.public().told(horizon).order_by().values_list("kind", flat=True).distinct())
    return [(value, label) for value, label in Milestone.Kind.choices if value in found]


def milestone_years(horizon):
    return [(year, year) for year in Milestone.objects.public().told(horizon).years()]


class MilestoneFilter(django_filters.FilterSet):
    kind = OptionsFilter(label="Kind", options=milestone_kinds)
    year = OptionsFilter(label="Year of the event", options=milestone_years, method="in_year")

    class Meta:
        model = Milestone
        fields = []

    def in_year(self, queryset, name, year):
        return queryset.in_year(year)
