"""What an address answers that is no public entry's: one step on, that it is gone, or that there is nothing."""

from django.db.models import CharField, Value
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from .. import kinds
from ..models import FormerAddress
from ..publishing import Entry, Status

GONE = 410


def answer_without_entry(request, model, slug) -> HttpResponse:
    """Lead on to the entry that had this address, or say that what stood here is gone; else Http404.

    Two queries at most. A draft, an archived entry and a scheduled one are not told apart from what never was,
    neither under their own address nor under one that leads to them.
    """
    at = timezone.now()
    entry = entry_behind(model, slug, at, request.horizon)
    status = entry.status_at(at) if entry else None
    if status == Status.PUBLISHED and entry.get_absolute_url() != request.path:  # else it would lead to itself
        return lead_on(entry)
    if status == Status.EXPIRED:
        return say_gone(request, model)
    raise Http404


def entry_behind(model, slug, at, horizon) -> Entry | None:
    """The expired entry whose address this is, else the one to which it leads, if it stands on public ground.

    Of what the reader is not to be told of yet there is nothing.
    """
    kind = kinds.kind_of(model)
    own = model.objects.expired(at).filter(slug=slug).order_by()
    led = FormerAddress.objects.filter(from_kind=kind, slug=slug).order_by()
    ends = own.annotate(place=Value(1), kind_word=Value(kind, CharField())).values_list("place", "kind_word", "key")
    ends = ends.union(led.annotate(place=Value(2)).values_list("place", "to_kind", "to_key"), all=True)
    _, kind, key = min(ends, default=(0, "", ""))
    if not kinds.is_kind(kind):
        return None
    target = kinds.model_of(kind)
    return target.objects.told(horizon).filter(target.ground_q(at), key=key).first()


def lead_on(entry) -> HttpResponse:
    """To the entry's present address. It may move again, and this one be given to another, so nobody keeps this."""
    response = HttpResponsePermanentRedirect(entry.get_absolute_url())
    response["Cache-Control"] = "no-cache"
    return response


def say_gone(request, model) -> HttpResponse:
    """That something was here, and no word of what."""
    meta = model._meta
    ways_on = {
        "list_url": reverse(f"{meta.app_label}:{meta.model_name}-list"),
        "list_name": meta.verbose_name_plural,
    }
    return render(request, "410.html", ways_on, status=GONE)
