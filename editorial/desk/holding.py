"""A record in somebody's hands: nobody else changes it until the transaction ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import models, transaction

from ..revisions.models import WorkingCopy
from ..snapshot import Graph, Graphs, Snapshot, graph_of, take_turn


@dataclass
class Held:
    """A record as the database has it, and its working copy if there is one."""

    graph: Graph
    copy: WorkingCopy | None
    is_written: bool = False

    @property
    def record(self) -> models.Model:
        return self.graph.instance

    @property
    def name(self) -> tuple[str, str]:
        return self.live.model, self.live.key

    @property
    def graphs(self) -> Graphs | None:
        """What `apply` need not read again: nothing any more once the record was written."""
        return None if self.is_written else {self.name: self.graph}

    @property
    def live(self) -> Snapshot:
        """What the database has, and the public reads if the record is public."""
        return self.graph.snapshot

    @property
    def current(self) -> Snapshot:
        """What editors work on: the working copy, else what is live."""
        return self.copy.revision.snapshot if self.copy else self.live

    @property
    def is_live(self) -> bool:
        """Whether saving goes into a working copy."""
        return self.record.is_meant_for_public()

    def now_says(self, said: Snapshot, record: models.Model) -> None:
        self.graph = self.graph._replace(snapshot=said, instance=record)
        self.is_written = True


@contextmanager
def hold(record: models.Model, and_others: bool = False) -> Iterator[Held]:
    """Lock a record, read it anew, and keep it until the block ends; DoesNotExist if it is gone.

    With `and_others` the block may go on to hold more of them.
    """
    with transaction.atomic():
        if and_others:
            take_turn()
        graph = graph_of(type(record), record.pk, lock=True)
        yield Held(graph, WorkingCopy.objects.of(graph.instance).first())
