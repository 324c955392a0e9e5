from types import MappingProxyType

from django.db.models import Prefetch
from django.http import Http404
from django.urls import reverse
from django.views.generic import DetailView
from django_filters.views import FilterView

from ..links.index import row_relations
from ..permissions import can_edit
from ..pictures.models import Illustrated
from .boxes import boxes_of
from .crumbs import crumbs_to, crumbs_to_list
from .departed import answer_without_entry
from .head import head_of_entry, head_of_list, head_of_whole_list
from .page import Page


class EntryListView(FilterView):
    """The public entries of a kind, narrowed and ordered by a GET form whose state is the address.

    `filterset_class` is an `EntryFilterSet`.
    """

    paginate_by = 50
    template_name_suffix = "_list"

    def get_queryset(self):
        return self.model.objects.public().told(self.request.horizon).for_listing()

    def get_paginator(self, queryset, *args, **kwargs):
        entries = self.filterset.ordered if answers(self.filterset) else queryset
        return super().get_paginator(entries, *args, **kwargs)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        is_answered, query = answers(self.filterset), self.filterset.query
        number = context["page_obj"].number
        return context | {
            "crumbs": crumbs_to_list(self.model),
            "head": head_of_list(self.model)
            if query or not is_answered
            else head_of_whole_list(self.model, number, self.paginate_by),
            "page": Page(self.get_records(context["object_list"]), horizon=self.request.horizon),
            "query": query,
            "is_answered": is_answered,
            "count": self.filterset.count(context["paginator"].count) if is_answered else None,
        }

    def get_records(self, entries):
        """The records whose texts the page shows."""
        return entries

    def render_to_response(self, context, **kwargs):
        return super().render_to_response(context, status=200 if answers(self.filterset) else 400, **kwargs)


def answers(filterset) -> bool:
    """Whether what was sent, if anything was, can be answered with a list."""
    return not filterset.is_bound or filterset.is_valid()


class EntryDetailView(DetailView):
    """A public entry with its public rows, each kind of them as `public_<name>`, and the boxes of other apps.

    `row_joins` names what the page shows of rows beyond what they name themselves: {"quotes": ["source__publication"]}.
    `rows_in_place` names those rows that keep their place where what they say is withheld: the template veils them.
    """

    row_joins = {}
    rows_in_place = ()

    def get(self, request, *args, **kwargs):
        try:
            self.object = self.get_object()
        except Http404:
            return answer_without_entry(request, self.model, kwargs["slug"])
        return self.lead_on() or self.render_to_response(self.get_context_data(object=self.object))

    def get_queryset(self):
        entries = (
            self.model.objects.public()
            .told(self.request.horizon)
            .prefetch_related(*public_rows(self.model, self.request.horizon, self.row_joins, self.rows_in_place))
        )
        return entries.select_related("picture") if issubclass(self.model, Illustrated) else entries

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        boxes = self.get_boxes()
        boxed = [record for box in boxes for record in box.records]
        page = Page([*self.get_records(), *boxed], entry=self.object, horizon=self.request.horizon)
        return context | {
            "boxes": boxes,
            "crumbs": crumbs_to(self.object, self.request.horizon),
            "head": None if is_preview(self.request) else head_of_entry(self.object, page),
            "mentions": page.mentions,
            "page": page,
            "edit_url": edit_url(self.request, self.object),
        }

    def lead_on(self):
        """An answer instead of the page, where the reader finds all of it elsewhere."""

    def get_boxes(self):
        return boxes_of(self.object, self.request.horizon)

    def get_records(self):
        """The records whose texts the page shows."""
        return [self.object, *shown_rows(self.object)]


def public_rows(model, horizon, joins=MappingProxyType({}), in_place=()) -> list[Prefetch]:
    """Prefetches of the rows that such a reader may be shown, with what they refer to, and so on."""
    prefetches = []
    for relation in row_relations(model):
        row = relation.related_model
        accessor = relation.get_accessor_name()
        shown = row.objects.public() if accessor in in_place else row.objects.public().told(horizon)
        references = [field.name for field in row.stands_on() if field.name != row.parent]
        shown = shown.order_by("order", "pk").select_related(*references, *joins.get(accessor, ()))
        prefetches.append(Prefetch(accessor, shown, to_attr=f"public_{accessor}"))
    return prefetches


def shown_rows(entry) -> list:
    return [
        row
        for relation in row_relations(type(entry))
        for row in getattr(entry, f"public_{relation.get_accessor_name()}")
    ]


def is_preview(request) -> bool:
    """Whether the page is made for those who work on it: no machine gets to see it."""
    return hasattr(request, "preview")


def edit_url(request, entry) -> str:
    """The admin's address of an entry for those who may change it, else nothing."""
    if not can_edit(request.user, entry):
        return ""
    meta = entry._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[entry.pk])
