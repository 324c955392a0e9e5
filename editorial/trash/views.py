"""The trash at the desk: what is in it, and the page on which a record is taken back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_safe

from ..desk import Refusal
from ..desk.telling import Teller
from ..markup.characters import mend
from ..permissions import can_publish, can_view
from ..publishing import Entry, Record
from ..revisions.trashed import Trashed
from ..snapshot import Missing, Path
from ..snapshot.shape import record_models
from .adapting import is_needed
from .choosing import choose_url, chosen, entry_named, record_named
from .returning import Return, undelete, what_returns

NAMES = ("slug", "key")
PER_PAGE = 50
LONGEST_SEARCH = 200
LONGEST_SUMMARY = 300


@require_safe
def trash_list(request, site):
    trashed = (
        Trashed.objects.waiting().known_to(request.user).select_related("by").defer("data", "copy_data", "pointers")
    )
    kind, words = request.GET.get("kind", ""), request.GET.get("q", "").strip()
    if kind:
        trashed = trashed.filter(model=kind) if kind in labels() else trashed.none()
    if "\0" in words or len(words) > LONGEST_SEARCH:
        trashed = trashed.none()
    elif words:
        trashed = trashed.filter(title__icontains=words)
    context = site.each_context(request) | {
        "title": "Trash",
        "page": Paginator(trashed, PER_PAGE).get_page(request.GET.get("page")),
        "kinds": [(label, name) for label, (name, model) in labels().items() if can_view(request.user, model)],
        "kind": kind,
        "words": words,
    }
    return TemplateResponse(request, "admin/desk/trash.html", context)


def labels() -> dict[str, tuple[str, type[Record]]]:
    found = {model._meta.label_lower: (capfirst(model._meta.verbose_name_plural), model) for model in record_models()}
    return dict(sorted(found.items(), key=lambda each: each[1][0]))


@require_http_methods(["GET", "HEAD", "POST"])
def undelete_page(request, site, pk):
    trashed = Trashed.objects.known_to(request.user).select_related("by", "returned_by").filter(pk=pk).first()
    if trashed is None:
        raise Http404(f"There is nothing with the number {pk} in the trash for you.")
    if request.method == "POST":
        return answer_undelete(request, site, trashed)
    return show_undelete(request, site, trashed)


def answer_undelete(request, site, trashed: Trashed):
    if not trashed.may_be_returned_by(request.user):
        raise PermissionDenied(f"“{trashed}” is not for you to take back.")
    public = "public" in request.POST
    try:
        record = undelete(
            trashed,
            request.user,
            **given(request, trashed),
            pointers=request.POST.getlist("pointer"),
            public=public,
            summary=" ".join(mend(request.POST.get("summary", "")).split())[:LONGEST_SUMMARY],
        )
    except Refusal as refusal:
        return show_undelete(request, site, trashed, str(refusal))
    as_what = "" if not isinstance(record, Entry) else ", public" if public else " as a draft"
    messages.success(request, f"“{record}” was taken back from the trash{as_what}.")
    return HttpResponseRedirect(change_url(record) if can_view(request.user, record) else reverse("admin:trash"))


def given(request, trashed: Trashed) -> dict:
    """What somebody gave for what collides and what is gone."""
    found = {name: request.POST.get(name, "").strip() or None for name in NAMES}
    replacements = {}
    for field in request.POST:
        if field.startswith("gone:"):
            path = tuple(field.removesuffix("-key").removeprefix("gone:").split("/"))
            replacements[path] = key_of(chosen(request.POST, f"gone:{'/'.join(path)}"), trashed, path, request.user)
    return found | {"replacements": replacements}


def key_of(name: str, trashed: Trashed, path: Path, user) -> str | None:
    """The key of what shall stand at a place instead; raises Refusal if there is no such record."""
    field = field_at(trashed, path)
    if not name or field is None:
        return None
    record = record_named(name, field.related_model, user)
    if record is None:
        raise Refusal(f"There is no {field.related_model._meta.verbose_name} “{name}” to choose.")
    return record.key


def field_at(trashed: Trashed, path: Path):
    """The relation at a place; None if there is none."""
    shape = trashed.snapshot.shape
    if len(path) == 3:
        shape = shape.rows.get(path[0])
    return shape and (shape.references.get(path[-1]) or shape.many.get(path[-1]))


def show_undelete(request, site, trashed: Trashed, error: str = ""):
    try:
        returning = what_returns(trashed, request.user, **given(request, trashed))
    except Refusal:  # What was given is nothing to look at, which `error` says.
        returning = what_returns(trashed, request.user)
    model = trashed.record_model
    context = site.each_context(request) | {
        "title": f"Take back: {trashed}",
        "opts": model._meta,
        "trashed": trashed,
        "led_to": trashed.led_to if entry_named(trashed.led_to, model, request.user) else "",
        "returning": returning,
        "may_return": trashed.returned_at is None and trashed.may_be_returned_by(request.user),
        "may_publish": issubclass(model, Entry) and can_publish(request.user, model),
        "is_entry": issubclass(model, Entry),
        **collisions(request, returning),
        **gone(request, trashed, returning),
        **pointers(request, returning),
        "summary": request.POST.get("summary", ""),
        "public": "public" in request.POST,
        "error": error,
    }
    return TemplateResponse(request, "admin/desk/undelete.html", context, status=409 if error else 200)


def collisions(request, returning: Return) -> dict:
    """Those that another address or key would end, each with a field for it, and the others."""
    model = returning.wanted.shape.model
    disputed = {each.field: each.message for each in returning.collisions if each.field in NAMES}
    given_names = [name for name in NAMES if name in disputed or request.POST.get(name)]
    return {
        "names": [
            {
                "name": name,
                "label": capfirst(model._meta.get_field(name).verbose_name),
                "message": disputed.get(name, ""),
                "value": returning.wanted.fields[name],
            }
            for name in given_names
            if name in returning.wanted.fields
        ],
        "others": [each.message for each in returning.collisions if each.field not in NAMES],
    }


def gone(request, trashed: Trashed, returning: Return) -> dict:
    teller = Teller(*filter(None, (trashed.snapshot, trashed.copy)), user=request.user)
    everything = [*returning.gone, *returning.gone_in_copy]
    waiting = waiting_named(everything, request.user)
    return {
        "gone": [
            {
                "field": f"gone:{'/'.join(missing.path)}",
                "id": f"gone-{number}",
                "label": teller.place(missing.path),
                "message": said_gone(missing, teller),
                "is_needed": missing in returning.gone and is_needed(trashed.snapshot, missing),
                "in_copy": missing in returning.gone_in_copy,
                "trashed": waiting.get((missing.model._meta.label_lower, missing.key)),
                "choose_url": choose_url(missing.model._meta.label_lower),
                "chosen": chosen(request.POST, f"gone:{'/'.join(missing.path)}"),
            }
            for number, missing in enumerate(everything)
        ]
    }


def said_gone(missing: Missing, teller: Teller) -> str:
    name = teller.titles.get((missing.model, missing.key), missing.key)
    return str(missing) if name == missing.key else f"This names {name}."


def waiting_named(gone: list[Missing], user) -> dict[tuple[str, str], Trashed]:
    """What is in the trash of it, by label and key."""
    waiting = Trashed.objects.waiting().known_to(user).filter(key__in={missing.key for missing in gone})
    return {(each.model, each.key): each for each in waiting.only("model", "key", "title").order_by("at")}


def pointers(request, returning: Return) -> dict:
    ticked = set(request.POST.getlist("pointer")) if request.method == "POST" else None
    offered = returning.pointers.offered()
    return {
        "pointers": [
            {"pointer": each, "url": change_url(each.record), "is_ticked": ticked is None or each.place in ticked}
            for each in offered
            if each.record and not each.problem
        ],
        "lost_pointers": [each for each in offered if each.problem],
    }


def change_url(record: Record) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])
