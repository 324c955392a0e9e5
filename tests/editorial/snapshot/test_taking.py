"""Snapshots taken: all that a record says, at a cost that does not grow."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.publishing import Row
from editorial.snapshot import graph_of, graphs_of, snapshot
from editorial.snapshot.shape import record_models, shape_of
from episodes.models import Album, Episode
from news.models import Article
from people.models import Person
from tests.editorial.admin.test_lists import MODELS, make
from tests.factories.episodes import make_album, make_credit, make_episode, make_season, make_track
from tests.factories.people import make_person
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db

EVERY_MODEL = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)


def count_queries(model, keys):
    with CaptureQueriesContext(connection) as queries:
        assert [graph.snapshot.key for graph in graphs_of(model, keys)] != []
    return len(queries)


@EVERY_MODEL
def test_many_cost_the_same_as_one(model):
    keys = [make(model).key for _ in range(20)]

    assert count_queries(model, keys) == count_queries(model, keys[:1])


def test_rows_and_relations_cost_the_same_for_many_as_for_one():
    albums = [make_album(make_season(1, key="first"), composer=make_person()), make_album(make_season(2))]
    for album in albums:
        for number in range(3):
            make_track(album, number, [make_person(), make_person()])

    assert count_queries(Album, [album.key for album in albums]) == count_queries(Album, [albums[0].key]) == 3


def test_an_episode_with_thirteen_rows_is_read_in_three_queries(django_assert_num_queries):
    episode = make_episode(make_season())
    for order in range(13):
        make_credit(episode, order=order)

    with django_assert_num_queries(3):
        taken = snapshot(episode)

    assert [credit["order"] for credit in taken.rows["credits"].values()] == list(range(13))


def test_a_snapshot_says_what_a_record_and_its_rows_say():
    person = make_person(key="sean-callery")
    album = make_album(make_season(2, key="season-2"), key="music", composer=person, owner=make_user(username="ann"))
    track = make_track(album, 4, [make_person(key="b-side"), make_person(key="a-side")], seconds=61, order=3)

    taken = snapshot(album)

    assert taken.fields == taken.fields | {
        "key": "music",
        "season": "season-2",
        "composer": "sean-callery",
        "owner": "ann",
        "publish_at": album.publish_at.isoformat(sep=" "),
        "released": None,
        "absent": {},
    }
    assert taken.rows["tracks"] == {
        str(track.uid): {
            "number": 4,
            "title": "Track 4",
            "length_as_printed": "",
            "seconds": 61,
            "performers": ["a-side", "b-side"],
            "note": "",
            "horizon": 0,
            "cites": "",
            "order": 3,
        }
    }


@EVERY_MODEL
def test_a_snapshot_names_every_field_that_editors_fill_in(model):
    record = make(model)
    shape = shape_of(model)
    editable = {field.name for field in (*model._meta.fields, *model._meta.many_to_many) if field.editable}

    taken = snapshot(record)

    assert set(taken.fields) == editable - {"id"}
    assert set(taken.rows) == {
        relation.get_accessor_name()
        for relation in model._meta.related_objects
        if issubclass(relation.related_model, Row) and relation.related_model.parent == relation.field.name
    }
    assert all(row_shape.is_row for row_shape in shape.rows.values())


def test_every_record_of_the_site_is_among_them():
    assert {*MODELS} == {*record_models()}
    assert len(MODELS) == 19


def test_what_is_not_there_is_named():
    with pytest.raises(Person.DoesNotExist, match="There is no person 4711"):
        graph_of(Person, 4711)
    assert list(graphs_of(Episode, ["nothing"])) == []
    assert list(graphs_of(Article, [])) == []


def test_records_are_found_by_another_unique_field():
    ours, other = make_person(slug="ours"), make_person(slug="other")
    make_person()

    found = {graph.instance for graph in graphs_of(Person, ["ours", "other", "nobody"], "slug")}

    assert found == {ours, other}
