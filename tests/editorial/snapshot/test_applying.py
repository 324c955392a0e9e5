"""Snapshots put back: what the database holds afterwards."""

from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given

from editorial.snapshot import Unappliable, apply, graphs_of, snapshot
from editorial.snapshot.shape import record_models, shape_of
from episodes.models import Credit, Season, Track
from people.models import Person
from tests.editorial.admin.test_lists import make
from tests.factories.editorial import make_image, make_picture
from tests.factories.episodes import make_album, make_credit, make_episode, make_season, make_track
from tests.factories.people import make_person
from tests.factories.public import make_public
from tests.factories.users import make_user

from .strategies import NAMES, pairs, snapshots
from .test_taking import EVERY_MODEL

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


def writes(queries):
    """The statements that change something."""
    return [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


@EVERY_MODEL
def test_what_the_database_says_already_is_not_written(model):
    taken = snapshot(make(model))

    with CaptureQueriesContext(connection) as queries:
        (record,) = apply([taken])

    assert writes(queries) == []
    assert snapshot(record) == taken


@EVERY_MODEL
def test_a_record_of_every_kind_comes_back(model):
    record = make(model)
    taken = snapshot(record)
    record.delete()

    (back,) = apply([taken])

    assert (type(back), back.key) == (model, taken.key)
    assert snapshot(back) == taken


def test_the_whole_site_comes_back_from_its_snapshots():
    call_command("loaddata", "sources", "people", "episodes", "reviews", "news", verbosity=0)
    models = record_models()
    taken = [graph.snapshot for model in models for graph in graphs_of(model, keys_of(model))]
    with CaptureQueriesContext(connection) as queries:
        apply(taken)
    assert writes(queries) == []

    for model in models:
        for shape in shape_of(model).rows.values():
            shape.model.objects.all().delete()
    for model in reversed(models):
        model.objects.all().delete()
    apply(reversed(taken))

    assert len(taken) > 300
    assert [graph.snapshot for model in models for graph in graphs_of(model, keys_of(model))] == taken


def keys_of(model):
    return list(model.objects.order_by("key").values_list("key", flat=True))


@pytest.fixture
def named():
    """All whom the snapshots of the strategies name."""
    make_season(1, key="season-one")
    make_season(2, key="season-other")
    for model, keys in NAMES.items():
        for key in keys:
            if model is get_user_model():
                make_user(username=key)
            elif model is not Season:
                make_public(model, key=key)


def test_any_state_of_a_record_leads_to_any_other_and_back(named):
    @given(pairs())
    def check(pair):
        before, after = pair
        for wanted in (before, after, before):
            (record,) = apply([wanted])
            assert snapshot(record) == wanted
            with CaptureQueriesContext(connection) as queries:
                apply([wanted])
            assert writes(queries) == []

    check()


def test_a_record_that_is_gone_comes_back_in_any_state(named):
    @given(snapshots())
    def check(wanted):
        (record,) = apply([wanted])
        record.delete()
        (back,) = apply([wanted])
        assert snapshot(back) == wanted

    check()


def test_thirteen_changed_rows_cost_no_more_than_one(episode):
    for order in range(2, 13):
        make_credit(episode, order=order)
    taken = snapshot(episode)
    orders = {("credits", uid, "order"): 20 + place for place, uid in enumerate(taken.rows["credits"])}
    one = taken.with_values({("title",): "Another", **dict([*orders.items()][:1])})
    all_of_them = taken.with_values({("title",): "Yet another", **orders})

    counts = []
    for wanted in (one, all_of_them):
        with CaptureQueriesContext(connection) as queries:
            apply([wanted])
        counts.append(len(queries))
        assert snapshot(episode) == wanted

    assert len(orders) == 13
    assert counts == [6, 6]


def test_thirteen_new_rows_cost_no_more_than_one(episode):
    taken = snapshot(episode)
    uid = next(iter(taken.rows["credits"]))
    credit = taken.rows["credits"][uid]
    people = [make_person().key for _ in range(13)]
    new = {("credits", str(uuid4())): credit | {"person": key} for key in people}

    counts = []
    for wanted in (taken.with_values(dict([*new.items()][:1])), taken, taken.with_values(new)):
        with CaptureQueriesContext(connection) as queries:
            apply([wanted])
        counts.append(len(queries))
        assert snapshot(episode) == wanted

    assert counts[0] == counts[2] == 5


def test_a_picture_has_the_measures_of_its_file():
    small = make_picture()
    large = make_picture(file=make_image("WEBP", size=(40, 30)))
    file = snapshot(large).fields["file"]

    apply([snapshot(small).with_values({("file",): file})])

    small.refresh_from_db()
    assert (small.file.name, small.width, small.height) == (file, 40, 30)


@pytest.mark.django_db(transaction=True)
def test_what_the_database_refuses_leaves_nothing_half_written():
    episode = make_episode(make_season(2), 1)
    make_credit(episode, make_person(key="one"))
    taken = snapshot(episode)
    (credit,) = taken.rows["credits"].values()
    doubled = taken.with_values({("title",): "New", ("credits", str(uuid4())): credit})

    with pytest.raises(IntegrityError):
        apply([doubled])

    assert snapshot(episode) == taken


def test_an_account_that_is_gone_is_left_out():
    person = make_person(owner=make_user(username="ann"))
    taken = snapshot(person)
    person.owner.delete()
    person.delete()

    (back,) = apply([taken])

    assert snapshot(back) == taken.with_values({("owner",): None})


def test_records_that_name_each_other_come_back_together_in_any_order():
    season = make_season(2, key="season-2")
    episode = make_episode(season, 1)
    credit = make_credit(episode, make_person(key="one"))
    taken = [snapshot(record) for record in (episode, season, credit.person)]
    for record in (episode, season, credit.person):
        record.delete()

    back = apply(taken)

    assert [snapshot(record) for record in back] == taken


def test_all_that_is_missing_is_named_with_its_place(episode):
    taken = snapshot(episode)
    (first, _), (second, _) = taken.rows["credits"].items()
    wanted = taken.with_values(
        {
            ("season",): "season-9",
            ("credits", first, "person"): "nobody",
            ("credits", second, "person"): "nobody",
            ("owner",): "nobody",
        }
    )

    with pytest.raises(Unappliable) as refused:
        apply([wanted])

    assert [(missing.path, missing.model, missing.key) for missing in refused.value.missing] == [
        (("season",), Season, "season-9"),
        (("credits", first, "person"), Person, "nobody"),
        (("credits", second, "person"), Person, "nobody"),
    ]
    assert str(refused.value) == "There is no season “season-9”. There is no person “nobody”."
