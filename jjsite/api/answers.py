"""Answers as they are sent: JSON that people can read as well, open to every site, sent again only if changed."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag

KEPT_FOR = 60  # seconds: for so long a cache may show what has been taken off the site

OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
MAY_ASK = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def as_json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=2).encode() + b"\n"


def answer(request: HttpRequest, data: Any) -> HttpResponse:
    """The data, or that the asker has them already. The ETag is made of what is sent and of nothing else."""
    response = HttpResponse(as_json(data), content_type="application/json")
    response["Cache-Control"] = f"public, max-age={KEPT_FOR}"
    set_response_etag(response)
    conditional = get_conditional_response(request, etag=response["ETag"], response=response)
    # `If-Match` is about writing, so whoever sends it when asking is answered all the same.
    return conditional if conditional and conditional.status_code == 304 else response
