"""Differences between snapshots, and the way from one to the other."""

from hypothesis import given

from editorial.snapshot import Change, Snapshot, changed_paths, diff, patch

from .strategies import blank, pairs, snapshots

CREDIT = {"order": 0, "horizon": 0, "cites": "", "person": "melissa-rosenberg", "job": "writer"}


@given(pairs())
def test_the_differences_lead_from_one_to_the_other_and_back(pair):
    before, after = pair

    assert patch(before, diff(before, after)) == after
    assert patch(after, diff(after, before)) == before


@given(snapshots())
def test_nothing_differs_from_itself(snapshot):
    assert diff(snapshot, Snapshot.of(snapshot.as_data())) == []


@given(pairs())
def test_each_difference_says_what_was_and_what_is(pair):
    before, after = pair

    found = diff(before, after)

    assert {path: (was, now) for path, was, now in found} == {
        path: (before.get(path), after.get(path)) for path in changed_paths(before, after)
    }
    assert len(found) == len({change.path for change in found})
    assert [change for change in found if change.before == change.after] == []


@given(pairs())
def test_the_way_back_has_the_same_differences_exchanged(pair):
    before, after = pair

    there, back = diff(before, after), diff(after, before)

    assert {Change(path, now, was) for path, was, now in map(hashable, there)} == set(map(hashable, back))


def hashable(change):
    return Change(change.path, repr(change.before), repr(change.after))


def test_what_became_of_rows_is_told_by_row_and_by_field():
    before = blank("episodes.episode").with_values(
        {("credits", "kept"): CREDIT, ("credits", "gone"): CREDIT | {"job": "director"}}
    )
    after = before.with_values(
        {
            ("title",): "Another",
            ("credits", "kept", "order"): 2,
            ("credits", "gone"): None,
            ("credits", "new"): CREDIT | {"job": "cover"},
        }
    )

    found = diff(before, after)

    assert found == [
        (("title",), "This", "Another"),
        (("credits", "kept", "order"), 0, 2),
        (("credits", "gone"), CREDIT | {"job": "director"}, None),
        (("credits", "new"), None, CREDIT | {"job": "cover"}),
    ]
    assert [change.is_addition for change in found] == [False, False, False, True]
    assert [change.is_removal for change in found] == [False, False, True, False]
