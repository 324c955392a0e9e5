"""Answers for visitors are sent compressed."""

import gzip
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

SMALLEST = 500  # bytes; below that a packet is sent all the same
TEXTS = ("text/", "application/json", "application/atom+xml", "application/feed+json", "application/problem+json")
WAYS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: brotli.compress(content, quality=5),
    "gzip": lambda content: gzip.compress(content, compresslevel=6, mtime=0),
}


class CompressionMiddleware:
    """With a session a page may hold secrets beside what somebody else had put there, and then its compressed length
    tells of them: such answers are left as they are.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or not is_compressible(response):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        way = way_for(request.headers.get("Accept-Encoding", ""))
        if way:
            response.content = WAYS[way](response.content)
            response.headers["Content-Encoding"] = way
            response.headers["Content-Length"] = str(len(response.content))
            if response.headers.get("ETag", "").startswith('"'):
                response.headers["ETag"] = f"W/{response.headers['ETag']}"
        return response


def is_compressible(response: HttpResponse) -> bool:
    return (
        not response.streaming
        and len(response.content) >= SMALLEST
        and not response.has_header("Content-Encoding")
        and response.headers.get("Content-Type", "").startswith(TEXTS)
    )


def way_for(accepted: str) -> str:
    """The best of the ways that a browser takes, or none."""
    offered = {}
    for part in accepted.lower().split(","):
        name, _, quality = part.replace(" ", "").partition(";q=")
        offered[name] = quality.strip("0.") != "" if quality else True
    return next((way for way in WAYS if offered.get(way)), "")
