from django.db.models import Prefetch
from django.shortcuts import redirect

from editorial.pages.views import EntryDetailView, EntryListView
from people.models import Person

from .filters import EpisodeFilter, MilestoneFilter
from .grouping import by_choice, credit_lines
from .models import Album, Episode, Milestone, Season, Section


class SoleEntryMixin:
    """A list of one leads straight to it."""

    def render_to_response(self, context, **kwargs):
        first = next(iter(context["object_list"]), None)
        if first and not first.horizon and context["paginator"].count == 1:
            return redirect(first)
        return super().render_to_response(context, **kwargs)


class NeighboursMixin:
    def get_context_data(self, **kwargs):
        previous, following = self.object.neighbours(self.request.horizon)
        return super().get_context_data(previous=previous, following=following, **kwargs)


class TitleListView(EntryListView):
    """A list whose entries show no prose."""

    filterset_fields = []

    def get_records(self, entries):
        return []


class SeasonListView(SoleEntryMixin, TitleListView):
    model = Season


class SeasonDetailView(NeighboursMixin, EntryDetailView):
    model = Season

    def get_context_data(self, **kwargs):
        season, horizon = self.object, self.request.horizon
        self.releases = list(season.releases.public().told(horizon))
        self.connections = list(season.connections.public().told(horizon))
        return super().get_context_data(
            episodes=list(season.episodes.public().told(horizon).defer("summary")),
            chapters=season.sections.public().told(horizon).for_listing(),
            cast=by_choice(season.public_castings, "billing"),
            releases=self.releases,
            connections=by_choice(self.connections, "relation"),
            **kwargs,
        )

    def get_records(self):
        return [*super().get_records(), *self.releases, *self.connections]


class SectionListView(TitleListView):
    model = Section


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


class MilestoneListView(TitleListView):
    model = Milestone
    filterset_class = MilestoneFilter


class MilestoneDetailView(NeighboursMixin, EntryDetailView):
    model = Milestone

    def get_queryset(self):
        return super().get_queryset().select_related("season")


class AlbumListView(SoleEntryMixin, TitleListView):
    model = Album


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
