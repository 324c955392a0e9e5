"""Snapshots as plain data: what JSON keeps of them, and what an older one means today."""

import json

from hypothesis import given
from hypothesis import strategies as st

from editorial.snapshot import Snapshot
from editorial.snapshot.data import defaults

from .strategies import blank, changes, labels, snapshots


@given(snapshots())
def test_json_keeps_it_all(snapshot):
    assert Snapshot.of(json.loads(json.dumps(snapshot.as_data()))) == snapshot


@given(snapshots(), st.data())
def test_a_snapshot_from_an_older_model_has_the_fields_of_today(snapshot, data):
    names = [name for name, _ in defaults(snapshot.shape) if name != "key"]
    unknown_then = data.draw(st.sets(st.sampled_from(names)))
    older = {
        "model": snapshot.model,
        "fields": {name: value for name, value in snapshot.fields.items() if name not in unknown_then} | {"hue": "red"},
        "rows": {
            accessor: {uid: {"hue": "red"} | only_text(fields) for uid, fields in rows.items()}
            for accessor, rows in snapshot.rows.items()
        }
        | {"stickers": {"some-uid": {"hue": "red"}}},
    }

    read = Snapshot.of(older)

    default = dict(defaults(snapshot.shape))
    assert read.fields == snapshot.fields | {name: default[name] for name in unknown_then}
    assert read.rows == {
        accessor: {
            uid: dict(defaults(snapshot.shape.rows[accessor])) | only_text(fields) for uid, fields in rows.items()
        }
        for accessor, rows in snapshot.rows.items()
    }


def only_text(fields):
    return {name: value for name, value in fields.items() if isinstance(value, str)}


def test_the_defaults_are_those_of_the_models():
    read = Snapshot.of(
        {
            "model": "episodes.episode",
            "fields": {"key": "s02e01", "season": "season-2"},
            "rows": {"appearances": {"a-uid": {"character": "jeri-hogarth"}}},
        }
    )

    assert (read.fields["state"], type(read.fields["state"])) == ("draft", str)
    assert (read.fields["title"], read.fields["horizon"], read.fields["absent"]) == ("", 0, {})
    assert (read.fields["released"], read.fields["owner"], read.fields["picture"]) == (None, None, None)
    assert read.rows["credits"] == {}
    assert read.rows["appearances"]["a-uid"] == {
        "horizon": 0,
        "cites": "",
        "character": "jeri-hogarth",
        "manner": "on-screen",
        "dies": False,
        "note": "",
        "order": 0,
    }


def test_two_snapshots_share_no_default():
    one, other = blank("news.article"), blank("news.article")

    one.fields["absent"]["title"] = "unknown"
    one.fields["people"].append("somebody")

    assert (other.fields["absent"], other.fields["people"]) == ({}, [])


@given(labels.map(blank).flatmap(lambda snapshot: st.tuples(st.just(snapshot), changes(snapshot))))
def test_values_stand_where_they_were_put_and_the_old_snapshot_stays(case):
    before, values = case
    untouched = json.dumps(before.as_data())

    after = before.with_values(values)

    assert {place: after.get(place) for place in values} == values
    assert json.dumps(before.as_data()) == untouched
