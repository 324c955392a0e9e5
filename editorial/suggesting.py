"""Entries to link to and sources to cite, while their names are being typed."""

from django.core.exceptions import BadRequest
from django.db.models import Case, CharField, Q, Value, When
from django.http import JsonResponse
from django.views.decorators.http import require_safe

from . import kinds
from .links.index import SOURCE
from .permissions import visible_to
from .publishing import Status

MOST = 10
WHAT = {"entry": kinds.words, "source": lambda: [SOURCE]}
MARKS = {"entry": "[[{kind}:{key}]]", "source": "[@{key}]"}


@require_safe
def suggest(request, site):
    what = request.GET.get("for")
    if what not in WHAT:
        raise BadRequest(f"for={what!r} names nothing to suggest. It is one of {', '.join(WHAT)}.")
    found = suggested(site, request, WHAT[what](), request.GET.get("q", ""))
    return JsonResponse([describe(what, *row) for row in found], safe=False)


def suggested(site, request, words_for_kinds, text):
    """At most ten (kind, key, title, state, publish, expire) that the user may know of, the likeliest first; one query.

    Each kind is searched in the fields in which its own list at the desk is searched.
    """
    kind, colon, rest = text.partition(":")
    if colon and kind in words_for_kinds:
        words_for_kinds, text = [kind], rest
    text = text.strip()
    queries = []
    for word in words_for_kinds:
        model_admin = site.get_model_admin(kinds.model_of(word))
        entries = visible_to(model_admin.model.objects.order_by(), request.user)
        matching, _ = model_admin.get_search_results(request, entries, text)
        queries.append(
            matching.annotate(kind_word=Value(word, CharField()), distance=distance(text)).values_list(
                "kind_word", "key", "title", "state", "publish_at", "expire_at", "distance", "updated_at"
            )
        )
    # A union names each entry once, though several of its aliases may match.
    found = queries[0].union(*queries[1:]).order_by("distance", "-updated_at", "title", "kind_word", "key")
    return [row[:6] for row in found[:MOST]]


def distance(text):
    """How far what is typed is from what an entry is called."""
    return Case(
        When(Q(key__istartswith=text) | Q(title__istartswith=text), Value(0)),
        When(Q(key__icontains=text) | Q(title__icontains=text), Value(1)),
        default=Value(2),
    )


def describe(what, kind, key, title, state, publish_at, expire_at):
    model = kinds.model_of(kind)
    status = model(state=state, publish_at=publish_at, expire_at=expire_at).status_at()
    return {
        "mark": MARKS[what].format(kind=kind, key=key),
        "title": title,
        "kind": str(model._meta.verbose_name),
        "note": "" if status == Status.PUBLISHED else str(status.label),
    }
