"""What is worked out once in a generation by each process, and kept until its end."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Generic, TypeVar

from django.db import transaction

from .reading import Generation

Key = TypeVar("Key")
Value = TypeVar("Value")

_standing: ContextVar[Generation | None] = ContextVar("standing", default=None)


@contextmanager
def during(generation: Generation) -> Iterator[None]:
    """Let what is worked out in the block be kept. The generation was read before: nothing read here is older."""
    token = _standing.set(generation)
    try:
        yield
    finally:
        _standing.reset(token)


def is_lasting() -> bool:
    """Whether what is read now is for visitors. What is read in a transaction may be taken back."""
    return _standing.get() is not None and not transaction.get_connection().in_atomic_block


class Kept(Generic[Key, Value]):
    """So many values of a kind that hang on nothing but their key and on what is public.

    Outside of `during` they are worked out each time, and in a transaction as well.
    """

    def __init__(self, most: int):
        self.most = most
        self.generation: Generation | None = None
        self.values: OrderedDict[Key, Value] = OrderedDict()
        self.lock = Lock()

    def get(self, key: Key, work_out: Callable[[], Value]) -> Value:
        return self.get_all([key], lambda keys: {key: work_out()})[key]

    def get_all(self, keys: Iterable[Key], work_out: Callable[[set[Key]], Mapping[Key, Value]]) -> dict[Key, Value]:
        """What is worked out of the missing keys, all of them at once, and what is kept of the others."""
        wanted, generation = set(keys), _standing.get()
        if generation is None or not is_lasting():
            return dict(work_out(wanted)) if wanted else {}
        found = self.find(generation, wanted)
        missing = wanted - found.keys()
        if missing:
            new = work_out(missing)
            self.keep(generation, new)
            found.update(new)
        return found

    def find(self, generation: Generation, keys: set[Key]) -> dict[Key, Value]:
        with self.lock:
            if generation != self.generation:
                self.generation = generation
                self.values.clear()
            found = {key: self.values[key] for key in keys if key in self.values}
            for key in found:
                self.values.move_to_end(key)
            return found

    def keep(self, generation: Generation, new: Mapping[Key, Value]) -> None:
        """Unless its generation ended while it was worked out."""
        with self.lock:
            if generation == self.generation:
                self.values.update(new)
                while len(self.values) > self.most:
                    self.values.popitem(last=False)
