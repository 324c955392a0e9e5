"""How far the reader of a page has watched: said by a cookie, which one plain form sets."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ..horizon import NOT_CHOSEN, Horizon, parse_horizon

COOKIE = "horizon"
A_YEAR = 365 * 24 * 60 * 60  # seconds


class HorizonMiddleware:
    """Every request knows its reader's horizon, and every cache that pages differ by it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.horizon = horizon_in(request.COOKIES)
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html")
        if is_page and "no-store" not in response.get("Cache-Control", ""):
            patch_vary_headers(response, ["Cookie"])
        return response


def horizon_in(cookies) -> Horizon:
    """The chosen one; what no form of ours has set is none."""
    try:
        return parse_horizon(cookies.get(COOKIE, ""))
    except ValueError:
        return NOT_CHOSEN


@csrf_exempt  # It changes nothing but what the visitor's own browser is told, and takes it from no other site.
@require_POST
def choose_horizon(request) -> HttpResponse:
    """Keep what was chosen in the visitor's browser, and lead back to where it was."""
    if is_foreign(request):
        return render(request, "403.html", status=403)
    try:
        horizon = parse_horizon(request.POST.get("horizon", ""))
    except ValueError as error:
        return render(request, "400.html", {"reason": str(error)}, status=400)
    response = HttpResponseRedirect(local_path(request.POST.get("next", "")))
    response.status_code = 303
    response["Cache-Control"] = "no-store"
    if horizon.is_chosen:
        response.set_cookie(
            COOKIE,
            str(horizon),
            max_age=A_YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


def is_foreign(request) -> bool:
    """Whether a page of another site sent this."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.get_host()


def local_path(text: str) -> str:
    """The address on this site, else its beginning."""
    is_path = text.startswith("/") and url_has_allowed_host_and_scheme(text, allowed_hosts=None)
    return text if is_path and text.isprintable() else "/"
