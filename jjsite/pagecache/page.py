"""An answer as it is kept, and as it is given."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils.http import http_date, quote_etag

from editorial.generation import Generation, during

from .asking import Environ, Question, whole

Headers = list[tuple[str, str]]
StartResponse = Callable[..., object]
Application = Callable[..., Any]

LONGEST = 1_000_000  # bytes; no page is nearly as long
ABOUT_CONTENT = ("content-type", "content-length", "content-encoding", "content-language")
DIFFERS_BY = {"cookie", "accept-encoding"}  # of what a question holds


@dataclass(frozen=True)
class Page:
    status: str
    headers: Headers
    body: bytes
    tag: str = ""  # of a page that may be kept

    @property
    def may_be_kept(self) -> bool:
        return bool(self.tag)

    def answer(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if self.tag and "HTTP_IF_NONE_MATCH" in environ and self.is_among(environ["HTTP_IF_NONE_MATCH"]):
            left = [(name, value) for name, value in self.headers if name.lower() not in ABOUT_CONTENT]
            start_response("304 Not Modified", left)
            return []
        start_response(self.status, self.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.body]

    def is_among(self, tags: str) -> bool:
        return tags.strip() == "*" or self.tag.removeprefix("W/") in tags


def make(application: Application, environ: Environ, question: Question, generation: Generation) -> Page:
    """Ask the site itself, for the whole page."""
    started: list[tuple[str, Headers]] = []

    def start_response(status: str, headers: Headers, exc_info: object = None) -> None:
        started.append((status, headers))

    with during(generation):
        parts = application(whole(environ, question), start_response)
        try:
            body = b"".join(parts)
        finally:
            close = getattr(parts, "close", None)
            if close:
                close()
    status, headers = started[-1]
    if not is_same_for_all(status, headers) or len(body) > LONGEST:
        return Page(status, headers, body)
    given = {name.lower(): value for name, value in headers}
    tag = given.get("etag") or quote_etag(sha256(body).hexdigest()[:32])
    own = [("ETag", tag), ("Last-Modified", http_date(generation.since.timestamp()))]
    return Page(status, headers + [(name, value) for name, value in own if name.lower() not in given], body, tag)


def is_same_for_all(status: str, headers: Headers) -> bool:
    given = {name.lower(): value.lower() for name, value in headers}
    varies = {name.strip() for name in given.get("vary", "").split(",") if name.strip()}
    return (
        status.startswith("200")
        and "set-cookie" not in given
        and not {"no-store", "private"} & {word.strip() for word in given.get("cache-control", "").split(",")}
        and varies <= DIFFERS_BY
    )
