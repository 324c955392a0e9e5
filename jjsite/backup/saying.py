"""How far it is."""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Say = Callable[[str], object]
Part = TypeVar("Part")
SECONDS_OF_SILENCE = 2


def told(parts: Iterable[Part], say: Say, what: str) -> Iterator[Part]:
    """The same, saying now and then how many of them are done."""
    parts = list(parts)
    said_at = time.monotonic()
    for done, part in enumerate(parts):
        if time.monotonic() - said_at > SECONDS_OF_SILENCE:
            said_at = time.monotonic()
            say(f"{done} of {len(parts)} {what} …")
        yield part
