from collections.abc import Iterable
from functools import cached_property

from .. import horizon, kinds
from ..links.index import SOURCE, marks_of
from ..links.models import Relation
from ..links.resolving import Target, resolve
from ..markup import Citation, EntryRef, Footnotes


class Page:
    """What the texts of one page share: where their links lead, and one list of footnotes.

    It is made of the records whose texts the page shows, and looks everything up in two queries,
    when first asked.
    """

    def __init__(self, records: Iterable):
        self.records = list(records)

    @cached_property
    def marks(self):
        return [mark for record in self.records for mark in marks_of(record)]

    @cached_property
    def targets(self) -> dict[tuple[str, str], Target]:
        return resolve(
            (mark.kind, mark.key) for mark in self.marks if mark.relation != Relation.CITES
        )

    @cached_property
    def footnotes(self) -> Footnotes:
        keys = {mark.key for mark in self.marks if mark.relation == Relation.CITES}
        if not keys:
            return Footnotes({})
        sources = kinds.model_of(SOURCE).objects.public().filter(key__in=keys)
        return Footnotes({source.key: source for source in sources.select_related("publication")})

    @cached_property
    def horizon_labels(self) -> dict[int, str]:
        return dict(horizon.choices())

    def target(self, ref: EntryRef) -> Target | None:
        return self.targets.get((ref.kind, ref.key))

    def cite(self, citation: Citation):
        return self.footnotes.cite(citation)
