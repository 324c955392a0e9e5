from django.db.models import Prefetch
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from editorial.pages.crumbs import Crumb, crumbs_to_list
from editorial.pages.page import Page
from editorial.pages.views import EntryDetailView, EntryListView
from people.models import Character, Person

from .charts import release_windows, way_to_screen
from .filters import AlbumFilter, EpisodeFilter, MilestoneFilter, SeasonFilter, SectionFilter
from .forms import DayForm
from .grouping import by_choice, credit_lines
from .models import Album, Carried, Episode, Milestone, Release, Season, Section
from .presence import presence


class SoleEntryMixin:
    """A list of one leads straight to it, unless that is what is left of a longer one."""

    def render_to_response(self, context, **kwargs):
        first = next(iter(context["object_list"]), None)
        is_sole = context["paginator"].count == 1 and not self.filterset.is_narrowed
        if first and not first.horizon and is_sole:
            return redirect(first)
        return super().render_to_response(context, **kwargs)


class NeighboursMixin:
    def get_context_data(self, **kwargs):
        previous, following = self.object.neighbours(self.request.horizon)
        return super().get_context_data(previous=previous, following=following, **kwargs)


class TitleListView(EntryListView):
    """A list whose entries show no prose."""

    def get_records(self, entries):
        return []


class SeasonListView(SoleEntryMixin, TitleListView):
    model = Season
    filterset_class = SeasonFilter


class SeasonDetailView(NeighboursMixin, EntryDetailView):
    model = Season

    def get_context_data(self, **kwargs):
        season, horizon = self.object, self.request.horizon
        self.releases = list(season.releases.public().told(horizon))
        return super().get_context_data(
            episodes=list(season.episodes.public().told(horizon).defer("summary")),
            chapters=season.sections.public().told(horizon).for_listing(),
            cast=by_choice(season.public_castings, "billing"),
            releases=self.releases,
            has_ties=season.connections.public().told(horizon).exists(),
            **kwargs,
        )

    def get_records(self):
        return [*super().get_records(), *self.releases]


class SeasonPartView(EntryDetailView):
    """What would make the page of a season too long, on a page of its own."""

    model = Season
    title: str

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        crumbs = [*context["crumbs"], Crumb(self.title, self.request.path)]
        return context | {"crumbs": crumbs, "head": None}

    def get_boxes(self):
        return []


class SeasonMakersView(SeasonPartView):
    title = "Who made it"
    template_name = "episodes/season_makers.html"


class SeasonTiesView(SeasonPartView):
    title = "Ties to other works"
    template_name = "episodes/season_ties.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(connections=by_choice(self.connections, "relation"), **kwargs)

    def get_records(self):
        return [self.object, *self.connections]

    @cached_property
    def connections(self):
        return list(self.object.connections.public().told(self.request.horizon))


class SectionListView(TitleListView):
    model = Section
    filterset_class = SectionFilter


class SectionDetailView(NeighboursMixin, EntryDetailView):
    model = Section

    def get_queryset(self):
        return super().get_queryset().select_related("season")

    def get_context_data(self, **kwargs):
        chapters = self.object.season.sections.public().told(self.request.horizon).for_listing()
        return super().get_context_data(chapters=chapters, **kwargs)


class EpisodeListView(TitleListView):
    model = Episode
    filterset_class = EpisodeFilter


class EpisodeDetailView(NeighboursMixin, EntryDetailView):
    model = Episode

    def get_queryset(self):
        return super().get_queryset().select_related("season")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            credit_lines=credit_lines(self.object.public_credits),
            appearances=by_choice(self.object.public_appearances, "manner"),
            **kwargs,
        )


def place_in_series(season):
    return season.series, season.number


class MilestoneListView(EntryListView):
    model = Milestone
    filterset_class = MilestoneFilter

    def get_queryset(self):
        return super().get_queryset().defer(None)

    def get_context_data(self, **kwargs):
        return super().get_context_data(ways=[] if self.request.GET else self.ways(), **kwargs)

    def ways(self):
        """How long each season took from its order to its release, where that can be said."""
        events = Milestone.objects.public().open(self.request.horizon).for_listing()
        by_season = {}
        for event in events:
            by_season.setdefault(event.season, []).append(event)
        ways = (way_to_screen(season, by_season[season]) for season in sorted(by_season, key=place_in_series))
        return [way for way in ways if way]


class MilestoneDetailView(NeighboursMixin, EntryDetailView):
    model = Milestone

    def get_queryset(self):
        return super().get_queryset().select_related("season")


class WhereToWatchView(TemplateView):
    """Which platforms carried each season on a day that the reader names."""

    template_name = "episodes/where_to_watch.html"

    def get_context_data(self, **kwargs):
        horizon = self.request.horizon
        form = DayForm(self.request.GET if "on" in self.request.GET else None)
        day = form.cleaned_data["on"] if form.is_valid() else None
        shown = Release.objects.public().told(horizon).for_listing()
        seasons = [
            season
            for season in Season.objects.public()
            .told(horizon)
            .prefetch_related(Prefetch("releases", shown, to_attr="public_releases"))
            if season.public_releases
        ]
        for season in seasons:
            season.windows = release_windows(season.public_releases, day)
            season.answers = answers_for(season.public_releases, day) if day else []
        releases = [release for season in seasons for release in season.public_releases]
        return super().get_context_data(
            form=form,
            crumbs=[*crumbs_to_list(Season), Crumb("Where to watch", self.request.path)],
            day=day,
            today=timezone.localdate(),
            seasons=seasons,
            page=Page(releases, horizon=horizon),
            **kwargs,
        )

    def render_to_response(self, context, **kwargs):
        refused = context["form"].is_bound and context["day"] is None
        return super().render_to_response(context, status=400 if refused else 200, **kwargs)


def answers_for(releases, day):
    """[(release, answer)], those first that carried it, those last that did not."""
    order = list(Carried)
    answers = [(release, release.standing_on(day)) for release in releases]
    return sorted(answers, key=lambda pair: order.index(pair[1].carried))


class AppearancesView(TemplateView):
    """Who is in which episode, season by season, as far as the reader has watched."""

    template_name = "episodes/appearances.html"

    def get_context_data(self, **kwargs):
        horizon = self.request.horizon
        crumbs = [*crumbs_to_list(Character), Crumb("Who is in which episode", self.request.path)]
        return super().get_context_data(
            seasons=presence(horizon), page=Page([], horizon=horizon), crumbs=crumbs, **kwargs
        )


class AlbumListView(SoleEntryMixin, TitleListView):
    model = Album
    filterset_class = AlbumFilter


class AlbumDetailView(EntryDetailView):
    model = Album
    rows_in_place = ("tracks",)  # Their numbers and lengths add up, and give nothing away.

    def get_queryset(self):
        performers = Prefetch(
            "public_tracks__performers", Person.objects.public().told(self.request.horizon), to_attr="public_performers"
        )
        return super().get_queryset().select_related("season", "composer").prefetch_related(performers)

    def get_context_data(self, **kwargs):
        lengths = [track.seconds for track in self.object.public_tracks if track.seconds is not None]
        return super().get_context_data(listed_seconds=sum(lengths), **kwargs)
