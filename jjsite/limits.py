"""How much somebody may send: said before any of it is read."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from .api.problems import Problem

MOST_OF_QUERY = 8_000  # bytes; what a page says of the choices in its address grows with it
MOST_OF_FORM = 64_000  # bytes of a form of the public site, or of a login
MOST_LISTENED_TO = 100_000_000  # bytes that are read and dropped, so that an editor's browser shows the answer

DOORS = ("admin:login", "admin:logout", "admin:second-factor", "admin:password_change")


class LimitsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if len(request.META.get("QUERY_STRING", "")) > MOST_OF_QUERY:
            return refusal(request, HTTPStatus.REQUEST_URI_TOO_LONG, "This address is too long.")
        if "HTTP_TRANSFER_ENCODING" in request.META or length_of(request) > most_of_body(request):
            listen(request)
            return refusal(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "This is more than can be sent.")
        return self.get_response(request)


def refusal(request: HttpRequest, status: HTTPStatus, detail: str) -> HttpResponse:
    if request.path.startswith(reverse("api:index")):
        return Problem(status, detail).response()
    return HttpResponse(render_to_string(f"{status.value}.html"), status=status)


def length_of(request: HttpRequest) -> int:
    """How long the body says it is; one in chunks does not say it."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isascii() and length.isdigit() else 0


def most_of_body(request: HttpRequest) -> int:
    """Forms of the desk are long, and bring pictures; anybody's may be that long, since a session may have ended."""
    if not request.path.startswith(reverse("admin:index")) or request.path in map(reverse, DOORS):
        return MOST_OF_FORM
    if request.content_type == "multipart/form-data":
        return settings.MOST_OF_UPLOAD
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def listen(request: HttpRequest) -> None:
    """Let who is logged in finish: a browser shows no answer that comes while it still sends."""
    left = length_of(request)
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or left > MOST_LISTENED_TO:
        return
    while left > 0 and (part := request.META["wsgi.input"].read(min(left, 64_000))):
        left -= len(part)
