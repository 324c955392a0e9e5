"""A row of a fixture that an editor has added already, told by what tells it from its siblings."""

from ..snapshot import Snapshot


def renaming(fixture: Snapshot, live: Snapshot) -> dict[str, str]:
    """{uid in the fixture: uid in the database} of rows that say the same under another name."""
    uids = {}
    for accessor, rows in fixture.rows.items():
        there = live.rows.get(accessor, {})
        strangers = rows.keys() - there.keys()
        if not strangers or not (unmatched := there.keys() - rows.keys()):
            continue
        natural = fixture.shape.rows[accessor].model.natural
        by_values = {tuple(there[uid].get(name) for name in natural): uid for uid in sorted(unmatched)}
        for uid in sorted(strangers):
            if match := by_values.pop(tuple(rows[uid].get(name) for name in natural), None):
                uids[uid] = match
    return uids


def renamed(snapshot: Snapshot, uids: dict[str, str]) -> Snapshot:
    rows = {
        # Where it holds the row under both names, the one of the database stands.
        accessor: {uids.get(uid, uid): fields for uid, fields in of_kind.items() if uids.get(uid) not in of_kind}
        for accessor, of_kind in snapshot.rows.items()
    }
    return Snapshot(snapshot.model, snapshot.fields, rows)
