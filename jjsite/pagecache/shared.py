"""Pages that the processes share by way of Redis. They do without where it does not answer at once."""

import json
import logging
import time
from collections.abc import Callable
from functools import cached_property
from hashlib import sha256
from typing import Any

from editorial.generation import Generation

from .asking import Question
from .edition import edition
from .page import Page

logger = logging.getLogger(__name__)

PATIENCE = 0.2  # seconds that Redis has for an answer
REST = 5.0  # seconds for which nobody asks again
LONGEST = 3600  # seconds that a page is kept; most generations end before


class SharedShelf:
    """What is kept there is found by the edition, the generation and the question, and by nothing less.

    It holds no more than pages that are the same for all. What comes back damaged was never there.
    """

    def __init__(self, url: str):
        self.url = url
        self.rests_until = 0.0

    @cached_property
    def redis(self) -> Any:
        from redis import Redis
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        # Once more at once: of a server that was started anew, the old connection does not answer.
        return Redis.from_url(
            self.url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, retry=Retry(NoBackoff(), 1)
        )

    def find(self, generation: Generation, question: Question) -> Page | None:
        packed = self.ask(lambda: self.redis.get(key_of(generation, question)))
        return unpack(packed) if packed else None

    def keep(self, generation: Generation, question: Question, page: Page) -> None:
        left = int(min(LONGEST, generation.until.timestamp() - time.time()))
        if left > 0:
            self.ask(lambda: self.redis.set(key_of(generation, question), pack(page), ex=left))

    def ask(self, what: Callable[[], Any]) -> Any:
        """None where Redis rests, which it does after each time that it did not answer as it should."""
        from redis.exceptions import RedisError

        if time.monotonic() < self.rests_until:
            return None
        try:
            return what()
        except RedisError as error:
            self.rests_until = time.monotonic() + REST
            logger.warning("Redis keeps no pages for the next %d seconds: %s", REST, error)
            return None


def key_of(generation: Generation, question: Question) -> str:
    said = json.dumps([edition(), generation.number, generation.since.isoformat(), *question])
    return f"page:{sha256(said.encode()).hexdigest()}"


def pack(page: Page) -> bytes:
    head = json.dumps([page.status, page.headers, page.tag]).encode()
    packed = head + b"\n" + page.body
    return sha256(packed).digest() + packed


def unpack(found: bytes) -> Page | None:
    digest, packed = found[:32], found[32:]
    if sha256(packed).digest() != digest:
        return None
    head, _, body = packed.partition(b"\n")
    status, headers, tag = json.loads(head)
    return Page(status, [(name, value) for name, value in headers], body, tag)
