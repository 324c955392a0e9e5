"""The stage: nothing that was done on it is there afterwards."""

from contextlib import nullcontext

import pytest
from django.db import IntegrityError, connection, transaction

from editorial.snapshot import Unappliable, snapshot, staged
from episodes.models import Album, Track
from people.models import Person
from tests.factories.episodes import make_album, make_season, make_track
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def album():
    album = make_album(make_season(2), key="music", title="Music", composer=make_person(key="sean-callery"))
    make_track(album, 1, [make_person(key="one"), make_person(key="other")])
    return album


@pytest.fixture
def committed():
    """Collects what is done on commit."""
    return []


def unpublished(taken):
    """Another title, one track less and one more, with a performer."""
    (uid, track), *_ = taken.rows["tracks"].items()
    new = track | {"number": 2, "title": "New", "performers": ["sean-callery"]}
    return taken.with_values(
        {("title",): "Unpublished", ("tracks", uid): None, ("tracks", "00000000-0000-4000-8000-000000000001"): new}
    )


def everything():
    """All rows of all tables."""
    with connection.cursor() as cursor:
        names = sorted(set(connection.introspection.table_names(cursor)) - {"sqlite_sequence"})
        contents = {}
        for name in names:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            contents[name] = sorted(map(repr, cursor.fetchall()))
    return contents


def test_nothing_that_was_done_on_the_stage_is_left(album, committed):
    taken, before = snapshot(album), everything()

    with staged(unpublished(taken)):
        assert snapshot(album) == unpublished(taken)
        make_person(key="made-on-the-stage")
        Track.objects.all().delete()
        transaction.on_commit(lambda: committed.append("on the stage"))

    assert everything() == before
    assert committed == []
    with transaction.atomic():
        transaction.on_commit(lambda: committed.append("later"))
    assert committed == ["later"]


def test_a_record_that_is_not_there_yet_is_there_on_the_stage_only(album):
    taken = snapshot(album)
    new = taken.with_values({("key",): "more-music", ("slug",): "more-music"})
    new = new.with_values({("tracks", uid): None for uid in taken.rows["tracks"]})
    before = everything()

    with staged(new):
        assert snapshot(Album.objects.get(key="more-music")) == new

    assert everything() == before


def test_the_stage_inside_a_transaction_leaves_the_transaction_as_it_was(album, committed):
    taken = snapshot(album)

    with transaction.atomic():
        Person.objects.filter(key="one").update(title="Changed before")
        transaction.on_commit(lambda: committed.append("before"))
        before = everything()
        with staged(unpublished(taken)):
            transaction.on_commit(lambda: committed.append("on the stage"))
            with transaction.atomic():
                transaction.on_commit(lambda: committed.append("deeper on the stage"))
        assert everything() == before
        transaction.on_commit(lambda: committed.append("after"))

    assert committed == ["before", "after"]
    assert everything() == before


def test_a_stage_on_a_stage_leaves_the_outer_one_as_it_was(album):
    taken, before = snapshot(album), everything()
    outer = taken.with_values({("title",): "Outer"})

    with staged(outer):
        with staged(unpublished(taken)):
            assert snapshot(album) == unpublished(taken)
        assert snapshot(album) == outer

    assert everything() == before


@pytest.mark.parametrize("around", [nullcontext, transaction.atomic], ids=["by itself", "in a transaction"])
def test_an_error_on_the_stage_comes_out_and_leaves_nothing(album, committed, around):
    taken, before = snapshot(album), everything()

    def get_lost():
        transaction.on_commit(lambda: committed.append("on the stage"))
        raise LookupError("Lost on the stage.")

    with pytest.raises(LookupError, match="Lost on the stage"), around(), staged(unpublished(taken)):
        get_lost()

    assert everything() == before
    assert committed == []


def test_an_error_on_the_stage_spares_the_transaction_around_it(album):
    taken = snapshot(album)

    with transaction.atomic():
        Person.objects.filter(key="one").update(title="Changed before")
        with pytest.raises(IntegrityError), staged(unpublished(taken)):
            make_person(key="one")
        Person.objects.filter(key="other").update(title="Changed after")

    assert snapshot(album) == taken
    assert [Person.objects.get(key=key).title for key in ("one", "other")] == ["Changed before", "Changed after"]


def test_what_names_nobody_is_not_staged(album):
    taken, before = snapshot(album), everything()

    with (
        pytest.raises(Unappliable, match="There is no person “nobody”"),
        staged(taken.with_values({("title",): "New", ("composer",): "nobody"})),
    ):
        pytest.fail("The block was entered.")

    assert everything() == before
