"""How many visitors a process works for at once."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Semaphore
from typing import Any

Application = Callable[..., Iterable[bytes]]

AT_ONCE = 3
PATIENCE = 10.0  # seconds after which one begins all the same


class Turns:
    """Those who read take turns. Who sends something may do so slowly, and may wait for somebody's lock: not they.

    A process has many threads, so that slow clients are in nobody's way, but Python runs one at a time. Of a crowd that
    works at once each waits for all others after every query, and hardly anything is ever finished.
    """

    def __init__(self, application: Application):
        self.application = application
        self.turns = Semaphore(AT_ONCE)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self.application(environ, start_response)
        with self.turn():
            return self.application(environ, start_response)

    @contextmanager
    def turn(self) -> Iterator[None]:
        is_ours = self.turns.acquire(timeout=PATIENCE)
        try:
            yield
        finally:
            if is_ours:
                self.turns.release()
