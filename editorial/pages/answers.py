"""How the site answers programs: the same to everybody, and once to those who have it already."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

# To be asked for each time, since what expires is gone from one second to the next.
ASK_AGAIN = "no-cache"

View = Callable[..., HttpResponse]


def for_machines(view: View) -> View:
    """GET and HEAD alone, the same for everybody, and 304 for what has not changed since."""

    @csrf_exempt  # Nothing is changed, and nobody's cookies are looked at.
    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if hasattr(response, "render"):
            response.render()
        if response.status_code != 200:
            return response
        response.headers.setdefault("Cache-Control", ASK_AGAIN)
        if "ETag" not in response.headers:
            response.headers["ETag"] = tag_of(response.content)
        return get_conditional_response(request, etag=response.headers["ETag"], response=response)

    return answer


def tag_of(content: bytes) -> str:
    """Made from what is sent and nothing else, so that it tells no more."""
    return quote_etag(sha256(content).hexdigest()[:32])


def unless_kept(request: HttpRequest, words: bytes, changed, make: Callable[[], HttpResponse]) -> HttpResponse:
    """What is costly to make, only for those who do not have it: it follows from the words alone."""
    tag = tag_of(words)
    timestamp = int(changed.timestamp()) if changed else None
    response = get_conditional_response(request, etag=tag, last_modified=timestamp) or make()
    response.headers["ETag"] = tag
    if timestamp is not None:
        response.headers["Last-Modified"] = http_date(timestamp)
    return response
