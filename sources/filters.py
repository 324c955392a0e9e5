import django_filters

from editorial.pages.filters import OptionsFilter

from .models import Discrepancy, Source


def named_publications(horizon):
    """Those of some source whose title stands open."""
    return Source.objects.public().open(horizon).publications()


def years(horizon):
    return [(year, year) for year in Source.objects.public().told(horizon).years()]


def choices_in_use(model, field):
    """The choices of a field that some public entry has made, in their own order."""

    def options(horizon):
        used = set(model.objects.public().told(horizon).order_by().values_list(field, flat=True).distinct())
        return [(value, label) for value, label in model._meta.get_field(field).choices if value in used]

    return options


class SourceFilter(django_filters.FilterSet):
    publication = OptionsFilter(options=named_publications, field_name="publication__key", label="Publication")
    kind = OptionsFilter(options=choices_in_use(Source, "kind"))
    year = OptionsFilter(options=years, method="in_year", label="Published in")
    sort = django_filters.ChoiceFilter(
        choices=[("author", "author"), ("date", "date"), ("number", "reference number")],
        empty_label="title",
        method="sorted_by",
        label="In order of",
    )

    class Meta:
        model = Source
        fields = []

    def in_year(self, queryset, name, year):
        return queryset.in_year(year)

    def sorted_by(self, queryset, name, order):
        return {"author": queryset.by_author, "date": queryset.by_date, "number": queryset.by_number}[order]()


class DiscrepancyFilter(django_filters.FilterSet):
    kind = OptionsFilter(options=choices_in_use(Discrepancy, "kind"))
    status = OptionsFilter(options=choices_in_use(Discrepancy, "status"), label="Settled or open")

    class Meta:
        model = Discrepancy
        fields = []
