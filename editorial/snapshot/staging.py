"""The stage: unpublished content in the database for as long as a form or a page needs it, and no longer."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, transaction

from .applying import Graphs, apply
from .data import Snapshot


class RolledBack(Exception):
    """Takes everything back; never leaves `staged`."""


class Stage:
    def __init__(self) -> None:
        self.is_kept = False

    def keep(self) -> None:
        """Let what was done on the stage stand."""
        self.is_kept = True


@contextmanager
def staged(snapshot: Snapshot, graphs: Graphs | None = None, using: str = DEFAULT_DB_ALIAS) -> Iterator[Stage]:
    """Let the database hold this inside the block, and roll back whatever was done there, unless it is kept.

    What waits for the commit is dropped with it. Render responses before the block ends. Raises Unappliable as `apply`.
    """
    stage = Stage()
    try:
        with transaction.atomic(using=using):
            apply([snapshot], graphs, using)
            yield stage
            if not stage.is_kept:
                raise RolledBack
    except RolledBack:
        pass
