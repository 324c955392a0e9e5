"""A list as its address says it: narrowed by facets, in some order."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

import django_filters
from django.db.models import QuerySet
from django.utils.functional import cached_property

from ..generation import Kept
from ..horizon import Horizon
from .facets import Facet
from .ordered import Ordered


class Chosen(NamedTuple):
    """What the list is narrowed to by one option, and the query string of the list without it."""

    facet: str
    label: str
    without: str


_counted: Kept[tuple, Any] = Kept(500)


class SortFilter(django_filters.ChoiceFilter):
    """The order of a list: `orders` gives what each is called, and how it orders entries for a horizon.

    Each ends with what tells all entries apart, and none goes by what the horizon leaves out.
    """

    def __init__(self, *, orders: Mapping[str, tuple[str, Callable[[QuerySet, Horizon], QuerySet]]], usual: str):
        choices = [(value, label) for value, (label, _) in orders.items()]
        super().__init__(label="In order of", choices=choices, empty_label=usual)
        self.orders = orders

    def filter(self, queryset, value):
        return self.orders[value][1](queryset, self.parent.request.horizon) if value else queryset


class EntryFilterSet(django_filters.FilterSet):
    """The entries of a list that fit what was sent.

        entries = SomeListView.filterset_class(data, queryset=told_entries, request=request)
        entries.is_valid(), entries.qs

    `data` is what `request.GET` is, `queryset` what the list shows unnarrowed. Of the request only its `horizon` is
    read. Unknown parameters are ignored; a value that is not among the options of its facet is an error of the form.

    A narrowed list has only what may stand open: to be listed under an option would tell something of what is veiled.
    Where the options themselves do (`is_veiled`), the whole answer stands behind one veil.
    """

    one = many = "entry"  # what the entries are called

    @classmethod
    def offer(cls, **facets: Facet) -> None:
        """Narrow by these as well: for the apps above, called by them in `AppConfig.ready`."""
        for name, facet in facets.items():
            facet.field_name = name
        cls.base_filters = {**facets, **cls.base_filters}

    @property
    def horizon(self) -> Horizon:
        return self.request.horizon

    @cached_property
    def facets(self) -> list[Facet]:
        return [each for each in self.filters.values() if isinstance(each, Facet)]

    @property
    def offered(self) -> list[Facet]:
        """The facets that the form shows."""
        return [facet for facet in self.facets if facet.is_offered]

    @cached_property
    def is_narrowed(self) -> bool:
        return any(facet.chosen for facet in self.facets)

    @cached_property
    def is_veiled(self) -> bool:
        """Whether to be in the list gives something away."""
        return any(facet.is_veiled and facet.chosen for facet in self.facets)

    @property
    def order(self):
        """The field of the form that says the order, if the list has several."""
        return self.form["sort"] if "sort" in self.filters else None

    @cached_property
    def answers(self) -> list[tuple[str, ...]]:
        """What is chosen, facet by facet."""
        return [(facet.name, *(option.value for option in facet.chosen)) for facet in self.facets if facet.chosen]

    def once(self, what: tuple, count: Callable[[], Any]) -> Any:
        """What is counted of this list for such readers: once in a generation. `what` says what that is."""
        return _counted.get((type(self), self.horizon, *what), count)

    def countable(self, beside: Facet | None = None) -> QuerySet:
        """What may be counted: all that stands open, narrowed by the other facets where one is given."""
        entries = self.queryset.open(self.horizon)
        if beside is None:
            return entries
        for facet in self.facets:
            if facet is not beside and not facet.is_veiled:
                entries = facet.filter(entries, facet.chosen) if facet.chosen else entries
        return entries

    def filter_queryset(self, queryset):
        if self.is_narrowed and not self.is_veiled:
            queryset = queryset.open(self.horizon)
        for facet in self.facets:
            queryset = facet.filter(queryset, facet.chosen) if facet.chosen else queryset
        return self.filters["sort"].filter(queryset, self.sort) if self.sort else queryset

    @property
    def sort(self) -> str:
        """The order that was asked for, whatever else was wrong."""
        return self.form.cleaned_data.get("sort", "") if self.is_bound and self.errors is not None else ""

    def count(self, listed: int) -> int | None:
        """How many entries to speak of where so many are listed; None where the number gives something away."""
        if self.is_veiled:
            return None
        if self.is_narrowed or self.horizon.is_chosen:
            return listed
        return self.once(("countable",), lambda: self.countable().count())

    @property
    def ordered(self) -> Ordered:
        """The entries that fit, to be read page by page."""
        return Ordered(self.qs, (type(self), self.horizon, self.sort, *self.answers))

    @property
    def query(self) -> str:
        """The query string of the list, without its page."""
        return self.query_without(None, None)

    @property
    def chosen(self) -> list[Chosen]:
        return [
            Chosen(facet.label, option.label, self.query_without(facet, option))
            for facet in self.facets
            for option in facet.chosen
        ]

    @property
    def unnarrowed(self) -> str:
        """The query string of the whole list in the same order."""
        return urlencode({"sort": self.sort} if self.sort else {})

    def query_without(self, facet, option) -> str:
        kept = [
            (each.name, other.value)
            for each in self.facets
            for other in each.chosen
            if not (each is facet and other is option)
        ]
        return urlencode([*kept, *([("sort", self.sort)] if self.sort else [])])
