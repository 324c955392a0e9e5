"""The public page of an entry as it would be if the entry were public now, for those who work on it.

    render_preview(entry, parse_horizon("13"), theme="dark")

shows what the database holds. Whatever is to be seen but not yet kept is put there before, in a transaction around this
one, which is then rolled back as well.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import resolve
from django.utils import timezone

from ..desk import Held
from ..horizon import NOT_CHOSEN, Horizon
from ..permissions import can_preview
from ..publishing import Entry, State
from ..snapshot import stage_what_is_there

THEMES = ("light", "dark")
NO_PAGE = "This stands on something that is not public yet and not yours: there is no page to show."

HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}


def has_preview(record) -> bool:
    """Whether the record has a public page of its own."""
    return isinstance(record, Entry)


def parse_theme(text: str) -> str:
    """Read a theme as a form gives it: nothing is the reader's own."""
    if text and text not in THEMES:
        raise ValueError(f"{text[:20]!r} is no theme: give “light”, “dark”, or nothing at all.")
    return text


def render_preview(entry: Entry, horizon: Horizon = NOT_CHOSEN, *, theme: str = "", at=None) -> HttpResponse:
    """The entry's public page, as an anonymous visitor would get it, with a banner that says that it is a preview.

    It leaves no trace: what it does to the database is rolled back, and nothing of the visitor who asks for it goes in.
    The page's own queries ask the clock themselves, so `at` must not lie ahead.
    """
    theme = parse_theme(theme)
    with transaction.atomic():
        try:
            return HttpResponse(page_of(entry, horizon, theme, at or timezone.now()), headers=HEADERS)
        except Http404:
            return HttpResponse(render_to_string("editorial/no_preview.html"), status=404, headers=HEADERS)
        finally:
            transaction.set_rollback(True)


def preview_held(held: Held, reader=None) -> HttpResponse:
    """The same of a held record as it was last saved; 404 if it stands on what the reader may not know of."""
    with as_last_saved(held) as record:
        if reader is not None and not can_preview(reader, record):
            raise Http404(NO_PAGE)
        return render_preview(record)


@contextmanager
def as_last_saved(held: Held) -> Iterator[Entry]:
    """A held record with what its working copy says, on a stage, if it has one."""
    with ExitStack() as stack:
        if held.copy:
            stage_what_is_there(stack, held.current)
        yield type(held.record)._base_manager.get(pk=held.record.pk)


def page_of(entry, horizon, theme, at) -> bytes:
    # The row counts, not what the caller holds of it: the view will find it by its address.
    rows = type(entry)._base_manager.select_related(*type(entry).ways_to_ground() or [None])
    shown = rows.filter(pk=entry.pk).first()
    if shown is None:
        raise Http404
    make_public(shown, at)
    address = shown.get_absolute_url()
    request = visitors_request(address)
    request.horizon, request.preview = horizon, {"theme": theme}
    request.resolver_match = match = resolve(address)
    return match.func(request, *match.args, **match.kwargs).render().content


def make_public(record, at) -> None:
    """Make this public, and all that it stands on, until the transaction is rolled back."""
    # The record before what it stands on, as everybody locks them: two at once never wait for each other.
    if isinstance(record, Entry) and not record.is_public_itself(at):
        public = {"state": State.PUBLISHED, "publish_at": at, "expire_at": None}
        # Past `save`: no signal is sent, nobody is noted as who edited it.
        type(record)._base_manager.filter(pk=record.pk).update(**public)
    for field in record.stands_on():
        make_public(getattr(record, field.name), at)


def visitors_request(address: str) -> HttpRequest:
    """A request for a page of the site by somebody of whom nothing is known."""
    site = urlsplit(settings.PUBLIC_URL)
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = address
    request.META = {"HTTP_HOST": site.netloc, "HTTP_X_FORWARDED_PROTO": site.scheme, "REQUEST_METHOD": "GET"}
    request.user = AnonymousUser()
    return request
