"""Changes in the words of editors."""

import time
from dataclasses import replace

import pytest
from django.utils import timezone

from editorial.desk.telling import Teller, tell
from editorial.snapshot import snapshot
from tests.factories.episodes import make_album, make_credit, make_episode, make_season, make_track
from tests.factories.people import make_alias, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_person("Krysten Ritter", sort_name="Ritter, Krysten")


@pytest.fixture
def album():
    """With the tracks A, B, C and D."""
    album = make_album(make_season(2))
    for order, title in enumerate("ABCD"):
        make_track(album, order + 1, title=title, order=order)
    return album


def told(before, after):
    return [(each.kind, each.place, each.before, each.after) for each in tell(before, after)]


def in_order(said, titles):
    """The snapshot with the tracks in this order."""
    uids = {fields["title"]: uid for uid, fields in said.rows["tracks"].items()}
    return said.with_values({("tracks", uids[title], "order"): place for place, title in enumerate(titles)})


def test_a_field_is_told_from_what_to_what(person):
    before = snapshot(person)

    after = before.with_values({("description",): "Plays the lead."})

    assert told(before, after) == [("changed", "Description", "—", "Plays the lead.")]
    assert [tuple(piece) for piece in tell(before, after)[0].pieces] == [
        ("removed", "—"),
        ("added", "Plays the lead."),
    ]


def test_a_choice_and_an_absence_are_told_in_words(person):
    make_alias(person, "K. R.")
    before = snapshot(person)
    (uid,) = before.rows["aliases"]

    after = before.with_values(
        {("aliases", uid, "kind"): "variant", ("absent",): {"biography": "not stated", "gone": "none"}}
    )

    assert told(before, after) == [
        ("changed", "What is missing", "—", "Biography: not stated, gone: none"),
        ("changed", "Person alias: K. R. · Kind", "alias", "variant spelling"),
    ]


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("UTC", ("2018-03-08 08:00 UTC", "2018-11-04 05:30:09 UTC")),
        ("America/New_York", ("2018-03-08 03:00 EST", "2018-11-04 01:30:09 EDT")),
    ],
)
def test_a_moment_is_told_with_its_zone(person, zone, words):
    before = snapshot(person).with_values({("publish_at",): "2018-03-08 08:00:00+00:00"})
    after = before.with_values({("publish_at",): "2018-11-04 05:30:09+00:00"})

    with timezone.override(zone):
        assert told(before, after) == [("changed", "Publish", *words)]


def test_an_horizon_is_told_as_an_episode(person):
    before = snapshot(person)

    assert told(before, before.with_values({("horizon",): 14})) == [
        ("changed", "Horizon", "nothing seen", "episode 14")
    ]


def test_named_records_are_told_by_their_titles_or_else_keys():
    episode = make_episode(make_season(2, episodes_before=13), 1)
    make_credit(episode, make_person("Anna Foerster", key="anna-foerster"))
    before = snapshot(episode)
    (uid,) = before.rows["credits"]

    after = before.with_values({("credits", uid, "person"): "nobody"})

    assert told(before, after) == [
        ("changed", "Credit: directed by, Anna Foerster · Person", "Anna Foerster", "nobody"),
    ]


def test_a_row_is_told_with_what_it_says(person):
    make_alias(person, "K. R.", note="As <printed>.", kind="variant")
    before = snapshot(person)
    (uid,) = before.rows["aliases"]
    after = before.with_values({("aliases", uid): None})
    text = "Name: K. R.\nKind: variant spelling\nNote: As <printed>."

    assert told(before, after) == [("removed", "Person alias: K. R.", text, "")]
    assert told(after, before) == [("added", "Person alias: K. R.", "", text)]


@pytest.mark.parametrize(
    ("order", "moves"),
    [
        ("ABCD", []),
        ("BCDA", [("A", "1", "4")]),
        ("DABC", [("D", "4", "1")]),
        ("ACBD", [("C", "3", "2")]),
        ("DCBA", [("D", "4", "1"), ("C", "3", "2"), ("B", "2", "3")]),
    ],
)
def test_as_few_rows_as_can_be_have_moved(album, order, moves):
    before = snapshot(album)

    found = told(before, in_order(before, order))

    assert {(kind, place[-1], *places) for kind, place, *places in found} == {("moved", *move) for move in moves}


def test_a_row_that_comes_between_moves_no_other(album):
    before = snapshot(album)
    first = next(iter(before.rows["tracks"]))
    without_first = before.with_values({("tracks", first): None})

    after = in_order(without_first, "BCD")

    assert [each.kind for each in tell(before, after)] == ["removed"]


def test_rows_of_one_order_stand_as_they_stood_however_they_were_read(person):
    for name in ("a", "b", "c"):
        make_alias(person, name)
    before = snapshot(person)

    after = replace(before, rows={"aliases": dict(reversed(before.rows["aliases"].items()))})

    assert tell(before, after) == []


def test_five_hundred_rows_are_told_within_a_second(album):
    before = snapshot(album)
    (row, *_) = before.rows["tracks"].values()
    rows = {f"uid-{number}": row | {"title": f"T{number}", "order": number} for number in range(500)}
    turned = {uid: fields | {"order": 499 - fields["order"]} for uid, fields in rows.items()}
    started = time.process_time()

    found = tell(replace(before, rows={"tracks": rows}), replace(before, rows={"tracks": turned}))

    assert time.process_time() - started < 1
    assert len(found) == 499


def test_whoever_knows_the_titles_asks_nobody(album, django_assert_num_queries):
    said = snapshot(album)

    with django_assert_num_queries(0):
        Teller(said, said, titles={}).changes([])
