from django.db.models import Prefetch
from django.shortcuts import redirect

from editorial.pages.views import EntryDetailView, EntryListView
from people.models import Person

from .filters import AlbumFilter, EpisodeFilter, MilestoneFilter, SeasonFilter, SectionFilter
from .grouping import by_choice, credit_lines
from .models import Album, Episode, Milestone, Season, Section


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
        season = self.object
        self.releases = list(season.releases.public())
        self.connections = list(season.connections.public())
        episodes = list(season.episodes.public().defer("summary"))
        context = super().get_context_data(
            episodes=episodes,
            chapters=season.sections.public().for_listing(),
            cast=by_choice(season.public_castings, "billing"),
            releases=self.releases,
            connections=by_choice(self.connections, "relation"),
            **kwargs,
        )
        return context

    def get_records(self):
        return [*super().get_records(), *self.releases, *self.connections]


class SectionListView(TitleListView):
    model = Section
    filterset_class = SectionFilter


class SectionDetailView(NeighboursMixin, EntryDetailView):
    model = Section

    def get_queryset(self):
        return super().get_queryset().select_related("season")

    def get_context_data(self, **kwargs):
        chapters = self.object.season.sections.public().for_listing()
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
    filterset_class = AlbumFilter


class AlbumDetailView(EntryDetailView):
    model = Album

    def get_queryset(self):
        performers = Prefetch("public_tracks__performers", Person.objects.public(), to_attr="public_performers")
        return super().get_queryset().select_related("season", "composer").prefetch_related(performers)

    def get_context_data(self, **kwargs):
        lengths = [track.seconds for track in self.object.public_tracks if track.seconds is not None]
        return super().get_context_data(listed_seconds=sum(lengths), **kwargs)
