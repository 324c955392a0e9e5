"""The stage: unpublished content in the database for as long as a form or a page needs it, and no longer."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DEFAULT_DB_ALIAS, transaction

from .applying import Graphs, apply
from .data import Snapshot

_on_stage: ContextVar[bool] = ContextVar("on_stage", default=False)


class RolledBack(Exception):
    """Takes everything back; never leaves `rolled_back`."""


def copies(graphs: Graphs | None) -> Graphs | None:
    """With instances of their own: a roll-back takes nothing back of those in memory."""
    if graphs is None:
        return None
    return {name: graph._replace(instance=copy.copy(graph.instance)) for name, graph in graphs.items()}


@contextmanager
def rolled_back(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Take back whatever is done in the block, and drop what waits for the commit."""
    token = _on_stage.set(True)
    try:
        with transaction.atomic(using=using):
            yield
            raise RolledBack
    except RolledBack:
        pass
    finally:
        _on_stage.reset(token)


@contextmanager
def staged(snapshot: Snapshot, graphs: Graphs | None = None, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Let the database hold this inside the block, which is `rolled_back`.

    Render responses before the block ends. Raises Unappliable as `apply`.
    """
    with rolled_back(using):
        apply([snapshot], copies(graphs), using)
        yield


def is_on_stage() -> bool:
    """Whether what is done now will be taken back: then nothing is worth making that only the saved needs."""
    return _on_stage.get()
