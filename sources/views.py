from functools import cached_property

from django.views.generic import TemplateView

from editorial.markup import EntryRef, citations_of
from editorial.pages.crumbs import Crumb, crumbs_to_list
from editorial.pages.mentions import part_of
from editorial.pages.page import Page
from editorial.pages.views import EntryDetailView, EntryListView

from . import charts
from .filters import DiscrepancyFilter, SourceFilter
from .models import Discrepancy, Source


class SourceListView(EntryListView):
    model = Source
    filterset_class = SourceFilter
    paginate_by = 100


class PublishersView(TemplateView):
    """Who published the sources, and when."""

    template_name = "sources/publishers.html"

    def get_context_data(self, **kwargs):
        horizon = self.request.horizon
        shown = Source.objects.public().told(horizon)  # as many as the list shows, some of them behind veils
        named = Source.objects.public().open(horizon).values("publication")
        publishers, years = shown.filter(publication__in=named).count_by_publication(), shown.count_by_year()
        return super().get_context_data(
            publishers=publishers,
            by_publisher=charts.by_publisher(publishers),
            years=years,
            by_year=charts.by_year(years),
            page=Page([], horizon=horizon),
            crumbs=[*crumbs_to_list(Source), Crumb("By publisher and year", self.request.path)],
            **kwargs,
        )


class SourceDetailView(EntryDetailView):
    model = Source

    def get_queryset(self):
        return super().get_queryset().select_related("publication")

    def get_records(self):
        return [*super().get_records(), *filter(None, [self.object.publication])]


class DiscrepancyListView(EntryListView):
    model = Discrepancy
    filterset_class = DiscrepancyFilter
    paginate_by = 100


class DiscrepancyDetailView(EntryDetailView):
    model = Discrepancy

    def get_context_data(self, **kwargs):
        previous, following = self.object.neighbours(self.request.horizon)
        printings = [(reading, self.places_of(reading)) for reading in self.object.public_readings]
        context = super().get_context_data(previous=previous, following=following, printings=printings, **kwargs)
        return context | {"concerned": self.concerned(context["page"])}

    @cached_property
    def printers(self):
        """The public sources of all values in dispute, by key."""
        readings = self.object.public_readings
        keys = {citation.key for reading in readings for citation in citations_of(reading.cites)}
        sources = Source.objects.public().filter(key__in=keys).select_related("publication")
        return {source.key: source for source in sources}

    def places_of(self, reading):
        """[(source, [places in it])] for who prints a value."""
        places = {}
        for citation in citations_of(reading.cites):
            if citation.key in self.printers:
                places.setdefault(self.printers[citation.key], []).append(citation.locator)
        return [(source, list(filter(None, locators))) for source, locators in places.items()]

    def concerned(self, page):
        """The entry in question, while it is public, and which of its parts."""
        kind, _, key = self.object.about.partition(":")
        target = page.target(EntryRef(kind, key))
        return target and {"target": target, "part": part_of(kind, self.object.about_field)}
