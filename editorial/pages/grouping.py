"""Records as the pages group them."""

from collections.abc import Iterable


def by_horizon(records: Iterable) -> list[tuple[int, list]]:
    """[(horizon, records)], the lowest first: what may stand behind one veil, or before all of them at 0.

    What names others says itself from when on all of it may be told: its `known_from()` is asked.
    """
    groups: dict[int, list] = {}
    for record in records:
        known_from = record.known_from() if hasattr(record, "known_from") else record.horizon
        groups.setdefault(known_from, []).append(record)
    return sorted(groups.items())
