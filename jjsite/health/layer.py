"""What load balancers and service managers ask, in front of everything else.

They ask by whatever name or number they know, over plain http, and their questions are none of a visitor's: no host is
checked, no session opened, nothing kept.
"""

import logging
from collections.abc import Iterable

from ..pagecache.asking import SAFE, Environ
from ..pagecache.page import Application, StartResponse
from .looking import Look, look_at
from .parts import parts

logger = logging.getLogger(__name__)

LIVE, READY = "/livez", "/readyz"


class Health:
    def __init__(self, application: Application):
        self.application = application
        self.looks = {name: Look(look) for name, look in parts().items()}

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path not in (LIVE, READY) or environ["REQUEST_METHOD"] not in SAFE:
            return self.application(environ, start_response)
        found = {"process": "ok"} if path == LIVE else self.readiness()
        is_well = set(found.values()) == {"ok"}
        body = "".join(f"{name} {word}\n" for name, word in found.items()).encode()
        headers = [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        start_response("200 OK" if is_well else "503 Service Unavailable", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def readiness(self) -> dict[str, str]:
        """A word for each part. What is the matter with it stands in the log alone."""
        words = {}
        for name, problem in look_at(self.looks).items():
            words[name] = problem.word if problem else "ok"
            if problem:
                logger.warning("Not ready: %s %s. %s", name, problem.word, problem.reason)
        return words
