"""What is read of everything, read once while many records are looked at a chunk at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

_read: ContextVar[dict[tuple, Any] | None] = ContextVar("read", default=None)


@contextmanager
def one_run() -> Iterator[None]:
    """Inside the block, what is read `once_a_run` stays as it was read, whatever is saved meanwhile."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def once_a_run(read: Callable) -> Callable:
    """Without a run it is read each time."""

    @wraps(read)
    def reader(*args):
        found = _read.get()
        if found is None:
            return read(*args)
        if (read, *args) not in found:
            found[read, *args] = read(*args)
        return found[read, *args]

    return reader
