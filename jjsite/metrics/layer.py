"""Counting what is answered, in front of the kept pages."""

import time
from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

from django.utils.crypto import constant_time_compare

from ..pagecache.asking import SAFE, Environ
from ..pagecache.layer import FOUND, PageCache
from ..pagecache.page import Application, Headers, StartResponse
from . import series
from .counts import Counts
from .report import report

PATH = "/metrics"
LIMITS = [float(most) for most in series.BUCKETS]


class Measured:
    def __init__(self, application: Application, token: str, counts: Counts):
        self.application = application
        self.authorization = f"Bearer {token}"
        self.counts = counts
        self.shelf = application.shelf if isinstance(application, PageCache) else None

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] == PATH and self.may_read(environ):
            return self.tell(environ, start_response)
        began = time.perf_counter()
        status_class = "5xx"

        def noting(status: str, headers: Headers, *rest: Any) -> object:
            nonlocal status_class
            status_class = f"{status[0]}xx"
            return start_response(status, headers, *rest)

        try:
            return self.application(environ, noting)
        finally:
            self.count(status_class, time.perf_counter() - began, environ.get(FOUND, "passed"))

    def may_read(self, environ: Environ) -> bool:
        """Whoever may not is told by the site that there is no such page."""
        given = environ.get("HTTP_AUTHORIZATION", "")
        return environ["REQUEST_METHOD"] in SAFE and constant_time_compare(given, self.authorization)

    def count(self, status_class: str, seconds: float, found: str) -> None:
        self.counts.add(
            (series.requests(status_class), 1),
            (series.bucket(series.BUCKETS[bisect_left(LIMITS, seconds)]), 1),
            (series.SECONDS, seconds),
            (series.COUNT, 1),
            (series.pages(found), 1),
        )
        if self.shelf and found == "miss":
            self.counts.set((series.KEPT_BYTES, self.shelf.size), (series.KEPT_PAGES, len(self.shelf.pages)))

    def tell(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        body = report(self.counts.sums()).encode()
        headers = [
            ("Content-Type", "text/plain; version=0.0.4; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        start_response("200 OK", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
