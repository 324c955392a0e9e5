"""What is found, as it is told to somebody who may not know of all that texts name."""

from collections import defaultdict
from collections.abc import Iterable

from .. import kinds
from ..links.dead import lead_nowhere
from ..links.index import Mark, marks_of, parts_of
from ..permissions import can_publish, known_q
from ..publishing import Record
from .dead import dead_link
from .findings import Finding, Level, Ref


def told_to(user, found: dict[Record, list[Finding]]) -> dict[Record, list[Finding]]:
    """For them, what they may not know of is not there: a mark of it leads nowhere, and nothing else is said of it.

    A query for each kind of entry that is named.
    """
    marks = {record: [(part, mark) for _, part in parts_of(record) for mark in marks_of(part)] for record in found}
    named = {ref_of(mark) for ours in marks.values() for _, mark in ours}
    hidden = hidden_from(user, named.union(*(finding.about for ours in found.values() for finding in ours)))
    told = {}
    for record, findings in found.items():
        known = [finding for finding in findings if hidden.isdisjoint(finding.about)]
        nowhere = [
            dead_link(record, lead_nowhere(mark), part, mark.where)
            for part, mark in marks[record]
            if ref_of(mark) in hidden
        ]
        told[record] = in_order(record, [*known, *nowhere])
    return told


def ref_of(mark: Mark) -> Ref:
    return mark.kind, mark.key


def hidden_from(user, refs: Iterable[Ref]) -> set[Ref]:
    """Those of the named entries that there are and that somebody may not know of."""
    keys: dict[str, set[str]] = defaultdict(set)
    for kind, key in refs:
        if kinds.is_kind(kind) and not can_publish(user, kinds.model_of(kind)):
            keys[kind].add(key)
    hidden = set()
    for kind, some in keys.items():
        model = kinds.model_of(kind)
        unknown = model.objects.filter(~known_q(user, model), key__in=some).order_by()
        hidden |= {(kind, key) for key in unknown.values_list("key", flat=True)}
    return hidden


def in_order(record: Record, findings: list[Finding]) -> list[Finding]:
    """Always the same, which does not tell what was found from what is only said."""
    place = {part: number for number, (_, part) in enumerate(parts_of(record))}
    return sorted(findings, key=lambda each: (list(Level).index(each.level), each.code, place[each.part], each.field))
