"""Choosing a record by typing a part of its name, where no relation says which kinds there are to choose from."""

from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from .. import kinds
from ..permissions import visible_to
from ..publishing import Entry, Record
from ..snapshot.shape import record_models
from ..suggesting import suggested

ANY = "entry"  # of any kind, where else a model's label stands
MOST = 20
LONGEST_SEARCH = 200


@require_safe
def choose(request, site):
    """What the combobox of the desk shows: {"results": [{"id": "person:ada", "text": "Ada (person)"}]}"""
    words, of = request.GET.get("term", ""), request.GET.get("for", "")
    models = {model._meta.label_lower: model for model in record_models()}
    if of != ANY and of not in models:
        raise BadRequest(f"for={of!r} is no kind of record.")
    if "\0" in words or len(words) > LONGEST_SEARCH:
        found = []
    elif of == ANY:
        found = [
            (f"{kinds.kind_of(each.model)}:{each.key}", f"{each.title} ({each.kind})")
            for each in suggested(site, request, kinds.words(), words)
        ]
    else:
        known = visible_to(models[of].objects.all(), request.user)
        matching, has_doubles = site.get_model_admin(models[of]).get_search_results(request, known, words)
        matching = matching.distinct() if has_doubles else matching
        found = [(name_of(record), str(record)) for record in matching[:MOST]]
    results = [{"id": name, "text": text} for name, text in found]
    return JsonResponse({"results": results, "pagination": {"more": False}})


def choose_url(of: str) -> str:
    return f"{reverse('admin:trash-choose')}?{urlencode({'for': of})}"


def name_of(record: Record) -> str:
    """How a choice is sent: “person:ada”."""
    return f"{kinds.kind_of(type(record))}:{record.key}"


def chosen(post, field: str) -> str:
    """The name of what was chosen, or typed into the field that stands there without script."""
    return (post.get(f"{field}-key") or post.get(field) or "").strip()


def record_named(name: str, model: type[Record], user) -> Record | None:
    """The record of the model by “person:ada” or “ada”, if somebody may know of it."""
    kind, colon, key = name.rpartition(":")
    return find(model, key, user) if not colon or kind == kinds.kind_of(model) else None


def entry_named(name: str, model: type[Entry], user) -> Entry | None:
    """The entry of any kind by “person:ada”; “ada” alone is one of the model's."""
    kind, colon, key = name.rpartition(":")
    if colon and not kinds.is_kind(kind):
        return None
    return find(kinds.model_of(kind) if colon else model, key, user)


def find(model, key: str, user):
    return visible_to(model.objects.all(), user).filter(key=key).first() if key and "\0" not in key else None
