"""Two changes put together: both are in the result, or a person is asked."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from editorial.snapshot import Conflict, changed_paths, diff, merge

from .strategies import blank, disjoint_changes, forks, pairs

CREDIT = {"order": 0, "horizon": 0, "cites": "", "person": "melissa-rosenberg", "job": "writer"}


@given(pairs())
def test_one_change_alone_is_the_result(pair):
    base, changed = pair

    for merged in (merge(base, changed, base), merge(base, base, changed), merge(base, changed, changed)):
        assert merged.snapshot == changed
        assert merged.conflicts == ()


@given(disjoint_changes())
def test_changes_in_different_places_are_both_taken(case):
    base, mine, theirs = case

    merged = merge(base, base.with_values(mine), base.with_values(theirs))

    assert merged.snapshot == base.with_values(mine | theirs)
    assert merged.conflicts == ()


@given(forks())
def test_neither_side_is_preferred(fork):
    base, mine, theirs = fork

    merged, exchanged = merge(base, mine, theirs), merge(base, theirs, mine)

    assert merged.snapshot == exchanged.snapshot
    assert merged.conflicts == tuple(
        Conflict(path, before, ours, others) for path, before, others, ours in exchanged.conflicts
    )


@given(forks())
def test_conflicts_are_where_both_changed_the_same_in_different_ways(fork):
    base, mine, theirs = fork

    merged = merge(base, mine, theirs)

    both = {
        min(ours, others, key=len)
        for ours, others in product(changed_paths(base, mine), changed_paths(base, theirs))
        if ours[: len(others)] == others[: len(ours)]
    }
    expected = {path for path in both if mine.get(path) != theirs.get(path) and not isinstance(base.get(path), list)}
    assert {conflict.path for conflict in merged.conflicts} == expected
    assert {path: (before, ours, others) for path, before, ours, others in merged.conflicts} == {
        path: (base.get(path), mine.get(path), theirs.get(path)) for path in expected
    }
    assert {path: merged.snapshot.get(path) for path in expected} == {path: base.get(path) for path in expected}


@given(forks())
def test_what_conflicts_with_nothing_is_as_the_side_left_it_that_changed_it(fork):
    base, mine, theirs = fork

    merged = merge(base, mine, theirs)

    for change in [*diff(base, mine), *diff(base, theirs)]:
        conflicts = any(change.path[: len(conflict.path)] == conflict.path for conflict in merged.conflicts)
        if not conflicts and not isinstance(change.after, list):
            assert merged.snapshot.get(change.path) == change.after


@given(forks(), st.data())
def test_what_was_chosen_stands_at_the_place_of_each_conflict(fork, data):
    merged = merge(*fork)
    choices = {
        conflict.path: data.draw(st.sampled_from([conflict.base, conflict.mine, conflict.theirs]))
        for conflict in merged.conflicts
    }

    settled = merged.settled(choices)

    assert {path: settled.get(path) for path in choices} == choices
    elsewhere = {
        path for path in changed_paths(merged.snapshot, settled) if path not in choices and path[:2] not in choices
    }
    assert elsewhere == set()


@given(pairs())
def test_without_a_base_every_difference_is_a_conflict(pair):
    mine, theirs = pair

    merged = merge(None, mine, theirs)

    assert merged.snapshot == theirs
    assert merged.conflicts == tuple(
        Conflict(path, None, mine.get(path), theirs.get(path)) for path, *_ in diff(theirs, mine)
    )
    assert merged.settled({conflict.path: conflict.mine for conflict in merged.conflicts}) == mine


KEYS = st.sets(st.sampled_from("abcdef")).map(sorted)


@given(KEYS, KEYS, KEYS)
def test_lists_of_keys_are_merged_key_by_key(base, mine, theirs):
    article = blank("news.article")
    sides = (article.with_values({("people",): keys}) for keys in (base, mine, theirs))

    merged = merge(*sides)

    votes = {key: (key in base, key in mine, key in theirs) for key in "abcdef"}
    assert merged.conflicts == ()
    assert merged.snapshot.fields["people"] == [
        key for key, (before, ours, others) in votes.items() if (ours and others if before else ours or others)
    ]


def test_a_row_that_one_side_took_out_and_the_other_changed_is_for_a_person_to_settle():
    base = blank("episodes.episode").with_values({("credits", "a"): CREDIT, ("credits", "b"): CREDIT})
    mine = base.with_values({("credits", "a"): None, ("credits", "b", "cites"): "[@s1]"})
    theirs = base.with_values({("credits", "a", "cites"): "[@s4]", ("credits", "b", "cites"): "[@s4]"})

    merged = merge(base, mine, theirs)

    assert merged.snapshot == base
    assert merged.conflicts == (
        (("credits", "a"), CREDIT, None, CREDIT | {"cites": "[@s4]"}),
        (("credits", "b", "cites"), "", "[@s1]", "[@s4]"),
    )
    assert merged.settled({("credits", "a"): None, ("credits", "b", "cites"): "[@s1]"}) == mine


def test_rows_that_both_added_conflict_in_the_same_order_from_either_side():
    base = blank("episodes.episode")
    mine = base.with_values({("credits", uid): CREDIT for uid in "ab"})
    theirs = base.with_values({("credits", uid): CREDIT | {"job": "director"} for uid in "ba"})

    merged, exchanged = merge(base, mine, theirs), merge(base, theirs, mine)

    expected = [("credits", "a"), ("credits", "b")]
    assert [conflict.path for conflict in merged.conflicts] == expected
    assert [conflict.path for conflict in exchanged.conflicts] == expected
    assert merged.snapshot == exchanged.snapshot == base
