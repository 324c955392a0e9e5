"""What becomes of requests that cannot be answered, and of the answers to them."""

import errno
import logging
from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from editorial.admin.rescuing import typed_in
from editorial.pictures.storage import Unavailable

logger = logging.getLogger(__name__)

RETRY_AFTER = "5"  # seconds
# A second, and another while it is asked for anew, which a proxy may count up to two each. No browser shows what is
# stale: whoever reads both of the last two words obeys the first.
KEPT_BETWEEN = "public, max-age=0, s-maxage=1, must-revalidate, stale-while-revalidate=1"


class KeepingMiddleware:
    """How long others may keep an answer that does not say so itself.

    What is refused or not there may be there in a moment, and what is said of it is for whoever asked: not at all. What
    somebody with a session is sent is for nobody else. Any other page is asked for each time by a browser, which gets
    a 304 if it has it already, and may be kept in between for as short as a change may take to be seen.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code >= 400:
            response.headers.setdefault("Cache-Control", "no-store")
        elif settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        elif response.status_code == 200:
            response.headers.setdefault("Cache-Control", KEPT_BETWEEN)
        return response


class BusyMiddleware:
    """A database that is locked, or that ended one of two transactions which waited for each other, is no fault of
    the site's, nor is a disk that is full or a store of pictures that does not answer: nothing was changed, and the
    same request may be sent again. The page has a form of the desk with all that was typed in it, to send.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        is_full = isinstance(exception, OSError) and exception.errno == errno.ENOSPC
        if not (is_full or isinstance(exception, (OperationalError, Unavailable))):
            return None
        logger.warning("Nothing was done of %s %s: %s", request.method, request.path, exception)
        headers = {"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"}
        kept = {"typed": typed_in(request), "address": request.get_full_path(), "has_file": bool(request.FILES)}
        return HttpResponse(render_to_string("503.html", kept), status=503, headers=headers)
