"""Which requests a kept page can answer, and by what such pages differ."""

from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.http import parse_cookie

from editorial.pages.reader import horizon_in

from ..compression import way_for

Environ = dict[str, Any]

SAFE = ("GET", "HEAD")
# Of whom it is asked, and over what: that decides whether Django answers at all.
ABOUT_HOST = ("HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO")
# What turns a whole answer into a part of it, or into none.
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_RANGE")

encoding_for = lru_cache(64)(way_for)


class Question(NamedTuple):
    """All of a visitor's request that the answer may differ by."""

    path: str
    query: str
    horizon: str
    encoding: str
    host: tuple[str, ...]


def question_in(environ: Environ) -> Question | None:
    """None for what changes something, is asked by somebody in particular, or is about a file."""
    if environ["REQUEST_METHOD"] not in SAFE or "HTTP_AUTHORIZATION" in environ:
        return None
    path = environ["PATH_INFO"]
    if path.startswith((settings.STATIC_URL, settings.MEDIA_URL, "/admin/")):
        return None
    cookies = parse_cookie(environ["HTTP_COOKIE"]) if "HTTP_COOKIE" in environ else {}
    if settings.SESSION_COOKIE_NAME in cookies:
        return None
    return Question(
        path,
        environ.get("QUERY_STRING", ""),
        str(horizon_in(cookies)),
        encoding_for(environ.get("HTTP_ACCEPT_ENCODING", "")),
        tuple([environ.get(name, "") for name in ABOUT_HOST]),
    )


def whole(environ: Environ, question: Question) -> Environ:
    """The same request, for the whole page, encoded as the question says."""
    asked = {name: value for name, value in environ.items() if name not in CONDITIONS}
    return asked | {"REQUEST_METHOD": "GET", "HTTP_ACCEPT_ENCODING": question.encoding}
