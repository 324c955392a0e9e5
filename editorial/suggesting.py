"""Entries to link to and sources to cite, while their names are being typed."""

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import BadRequest
from django.db.models import Case, Q, Value, When
from django.http import JsonResponse
from django.views.decorators.http import require_safe

from . import kinds
from .links.index import SOURCE
from .listing import Listed, listed
from .permissions import visible_to
from .publishing import Record, Status

MOST = 10
WHAT = {"entry": kinds.words, "source": lambda: [SOURCE]}
MARKS = {"entry": "[[{kind}:{key}]]", "source": "[@{key}]"}


@require_safe
def suggest(request, site):
    what = request.GET.get("for")
    if what not in WHAT:
        raise BadRequest(f"for={what!r} names nothing to suggest. It is one of {', '.join(WHAT)}.")
    found = suggested(site, request, WHAT[what](), request.GET.get("q", ""))
    return JsonResponse([describe(what, each) for each in found], safe=False)


def suggested(site, request, words_for_kinds, text) -> list[Listed]:
    """At most ten entries that the user may know of, the likeliest first."""
    kind, colon, rest = text.partition(":")
    if colon and kind in words_for_kinds:
        words_for_kinds, text = [kind], rest
    return found_in(site, request, map(kinds.model_of, words_for_kinds), text.strip(), MOST)


def found_in(site, request, models, text, most, start=0) -> list[Listed]:
    """What the user may know of these kinds of record and the text finds, the likeliest first; one query.

    Each kind is searched in the fields in which its own list at the desk is searched.
    """
    querysets = []
    for model in models:
        records = visible_to(model.objects.order_by(), request.user)
        matching, _ = site.get_model_admin(model).get_search_results(request, records, text)
        querysets.append(matching)
    # A union names each entry once, though several of its aliases may match.
    found = listed(querysets, rank=distance(text)).order_by("row_rank", "-row_at", "row_title", "row_label", "row_key")
    return [Listed(*row) for row in found[start : start + most]]


class Choices(AutocompleteJsonView):
    """What a field of a form offers to choose from, the likeliest first."""

    def get_queryset(self):
        found = super().get_queryset()
        if not self.term or not issubclass(found.model, Record):
            return found
        likeliest = distance(self.term, "key", found.model.naming_field())
        return found.order_by(likeliest, *(found.query.order_by or found.model._meta.ordering))


def distance(text, key="row_key", title="row_title"):
    """How far what is typed is from what a record is called."""
    begins, contains = (
        Q(**{f"{key}__{lookup}": text}) | Q(**{f"{title}__{lookup}": text}) for lookup in ("istartswith", "icontains")
    )
    return Case(When(begins, Value(0)), When(contains, Value(1)), default=Value(2))


def describe(what, found: Listed):
    kind = kinds.kind_of(found.model)
    return {
        "mark": MARKS[what].format(kind=kind, key=found.key),
        "title": found.title,
        "kind": found.kind,
        "note": "" if found.status == Status.PUBLISHED else str(found.status.label),
    }
