"""Snapshots put back: what the database holds afterwards."""

import pytest

from editorial.snapshot import Unappliable, apply, graph_of, snapshot, staged
from episodes.models import Credit, Track
from tests.factories.episodes import make_album, make_credit, make_episode, make_season, make_track
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def episode():
    episode = make_episode(make_season(2, episodes_before=13), 1, title="AKA Start at the Beginning")
    make_credit(episode, make_person(key="melissa-rosenberg"), job="writer")
    make_credit(episode, make_person(key="anna-foerster"), job="director", order=1)
    return episode


def test_putting_a_snapshot_back_changes_nothing(episode, django_assert_num_queries):
    taken = snapshot(episode)

    with django_assert_num_queries(3):
        apply([taken])

    assert snapshot(episode) == taken


def test_a_record_that_is_gone_comes_back_with_its_rows_and_what_they_name(db):
    album = make_album(make_season(2), composer=make_person(key="sean-callery"))
    make_track(album, 1, [make_person(key="one"), make_person(key="another")])
    taken = snapshot(album)
    album.delete()

    (back,) = apply([taken])

    assert snapshot(back) == taken
    assert [person.key for person in Track.objects.get().performers.order_by("key")] == ["another", "one"]


def test_rows_are_changed_added_and_taken_out(episode):
    taken = snapshot(episode)
    (first, _), (second, _) = taken.rows["credits"].items()
    wanted = taken.with_values(
        {("credits", first, "cites"): "[@s1]", ("credits", second): None, ("title",): "Another title"}
    )

    apply([wanted])

    assert snapshot(episode) == wanted
    assert [(credit.person.key, credit.cites) for credit in Credit.objects.all()] == [("melissa-rosenberg", "[@s1]")]


def test_rows_may_change_places_in_what_tells_them_apart(episode):
    taken = snapshot(episode)
    (first, ours), (second, theirs) = taken.rows["credits"].items()
    swapped = taken.with_values(
        {
            ("credits", first): ours | {"person": theirs["person"], "job": theirs["job"]},
            ("credits", second): theirs | {"person": ours["person"], "job": ours["job"]},
        }
    )

    apply([swapped])

    assert snapshot(episode) == swapped


def test_what_names_nobody_is_refused_before_anything_is_written(episode):
    taken = snapshot(episode)
    uid = next(iter(taken.rows["credits"]))
    wanted = taken.with_values({("title",): "New", ("credits", uid, "person"): "nobody"})

    with pytest.raises(Unappliable, match="There is no person “nobody”"):
        apply([wanted])

    assert snapshot(episode) == taken


def test_what_is_done_on_the_stage_is_rolled_back(episode):
    taken = snapshot(episode)

    with staged(taken.with_values({("title",): "Unpublished"})):
        assert graph_of(type(episode), episode.pk).snapshot.fields["title"] == "Unpublished"

    assert snapshot(episode) == taken


def test_what_is_kept_stands(episode):
    wanted = snapshot(episode).with_values({("title",): "Kept"})

    with staged(wanted) as stage:
        stage.keep()

    assert snapshot(episode) == wanted
