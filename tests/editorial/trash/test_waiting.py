"""What waited in the working copy of what went to the trash: it comes back adapted as the record itself is."""

import uuid

import pytest

from editorial import desk
from editorial.models import WorkingCopy
from editorial.trash import trash, undelete, what_returns
from tests.factories.episodes import make_credit, make_episode, make_season
from tests.factories.people import make_alias, make_person
from tests.factories.public import DRAFT

pytestmark = pytest.mark.django_db


def throw(record):
    with desk.hold(record) as held:
        return trash(held)


def throw_with_copy(record, values):
    """To the trash with these values waiting in its working copy."""
    with desk.hold(record) as held:
        desk.save(held, held.current.with_values(values))
    return throw(record)


def waiting_in(trashed, **options):
    """What the record says that is taken back, and what editors see of it; as a draft both are one."""
    record = undelete(trashed, **options)
    with desk.hold(record) as held:
        assert (held.copy is not None) == options.get("public", False)
        return held.live, held.current


def as_draft_and_public(test):
    return pytest.mark.parametrize("options", [{}, {"public": True, "summary": "Real."}], ids=["draft", "public"])(test)


@as_draft_and_public
def test_it_comes_with_the_address_and_key_that_the_record_has_now(options):
    ada = make_person("Ada", key="ada", slug="ada")
    trashed = throw_with_copy(ada, {("description",): "Waits."})
    make_person("Other", key="ada", slug="ada", **DRAFT)

    live, current = waiting_in(trashed, slug="ada-2", key="ada-two", **options)

    assert (live.fields["slug"], live.fields["key"]) == ("ada-2", "ada-two")
    assert (current.fields["slug"], current.fields["key"]) == ("ada-2", "ada-two")
    assert current.fields["description"] == "Waits."


@as_draft_and_public
@pytest.mark.parametrize("slug", ["ada-2", None])
def test_it_keeps_an_address_of_its_own(options, slug):
    trashed = throw_with_copy(make_person("Ada", slug="ada"), {("slug",): "wanted"})

    _, current = waiting_in(trashed, slug=slug, **options)

    assert current.fields["slug"] == "wanted"


@as_draft_and_public
def test_an_address_of_its_own_that_another_has_by_now_is_told_of_and_gives_way(options):
    trashed = throw_with_copy(make_person("Ada", slug="ada"), {("slug",): "wanted", ("description",): "Waits."})
    make_person("Other", slug="wanted", **DRAFT)

    assert [(each.field, each.message) for each in what_returns(trashed).overtaken] == [
        ("slug", "Person with this Address already exists.")
    ]
    _, current = waiting_in(trashed, **options)

    assert (current.fields["slug"], current.fields["description"]) == ("ada", "Waits.")


@as_draft_and_public
def test_a_number_of_its_own_that_another_has_by_now_gives_way(options):
    season = make_season(2)
    numbers = {("number_in_season",): 3, ("number_in_series",): 40}
    trashed = throw_with_copy(make_episode(season, 1), numbers | {("teaser",): "Waits."})
    make_episode(season, 3, number_in_series=30)

    assert [each.message for each in what_returns(trashed).overtaken] == [
        "This season has an episode of that number already."
    ]
    _, current = waiting_in(trashed, **options)

    assert (current.fields["number_in_season"], current.fields["teaser"]) == (1, "Waits.")


def test_what_collides_for_the_record_as_well_is_told_once():
    trashed = throw_with_copy(make_person("Ada", slug="ada"), {("description",): "Waits."})
    make_person("Other", slug="ada", **DRAFT)

    returning = what_returns(trashed)

    assert [each.field for each in returning.collisions] == ["slug"]
    assert returning.overtaken == []


@as_draft_and_public
def test_rows_whose_names_others_have_by_now_are_the_same_rows_in_both(options):
    ada = make_person("Ada")
    first, uid = make_alias(ada, "First", kind="alias"), str(uuid.uuid4())
    row = {"name": "Second", "kind": "alias", "source": None, "horizon": 0, "order": 1}
    trashed = throw_with_copy(ada, {("aliases", str(first.uid), "name"): "Changed", ("aliases", uid): row})
    other = make_person("Other")
    for taken in (first.uid, uid):
        make_alias(other, "Other", kind="alias", uid=taken)

    live, current = waiting_in(trashed, **options)

    assert sorted(row["name"] for row in current.rows["aliases"].values()) == ["Changed", "Second"]
    assert not current.rows["aliases"].keys() & {str(first.uid), uid}
    assert live.rows["aliases"].keys() <= current.rows["aliases"].keys()


@pytest.fixture
def credited():
    """An episode in the trash in whose working copy a second credit waits; neither person is there any more."""
    ada, cy = make_person("Ada", key="ada"), make_person("Cy", key="cy")
    episode = make_episode(make_season(2), 1)
    uid = str(make_credit(episode, ada, "writer").uid)
    with desk.hold(episode) as held:
        row = held.live.rows["credits"][uid] | {"person": "cy", "order": 1}
    new = str(uuid.uuid4())
    trashed = throw_with_copy(episode, {("credits", new): row, ("teaser",): "Waits."})
    for person in (ada, cy):
        throw(person)
    return trashed, ("credits", uid, "person"), ("credits", new, "person")


def people_in(said):
    return sorted(row["person"] for row in said.rows["credits"].values())


@as_draft_and_public
def test_others_stand_in_it_too_in_the_place_of_what_is_gone(credited, options):
    trashed, ours, waiting = credited
    make_person("Bea", key="bea")
    make_person("Dee", key="dee")

    returning = what_returns(trashed)
    assert [(each.path, each.key) for each in returning.gone] == [(ours, "ada")]
    assert [(each.path, each.key) for each in returning.gone_in_copy] == [(waiting, "cy")]
    live, current = waiting_in(trashed, replacements={ours: "bea", waiting: "dee"}, **options)

    assert people_in(current) == ["bea", "dee"]
    assert people_in(live) == (["bea"] if options else ["bea", "dee"])
    assert current.fields["teaser"] == "Waits."


def test_without_others_the_rows_go_of_which_the_page_told(credited):
    _, current = waiting_in(credited[0])

    assert (people_in(current), current.fields["teaser"]) == ([], "Waits.")


def test_a_season_of_its_own_that_is_gone_is_the_one_of_the_record():
    episode, other = make_episode(make_season(2), 1), make_season(3, episodes_before=0)
    trashed = throw_with_copy(episode, {("season",): other.key, ("teaser",): "Waits."})
    throw(other)

    assert what_returns(trashed).obstacles == []
    _, current = waiting_in(trashed)

    assert (current.fields["season"], current.fields["teaser"]) == ("season-2", "Waits.")


@as_draft_and_public
def test_what_would_be_said_twice_is_refused_and_nothing_is_lost(credited, options):
    trashed, ours, waiting = credited
    make_person("Bea", key="bea")

    with pytest.raises(desk.Refusal, match="What waited in its working copy would say what something else says by now"):
        undelete(trashed, replacements={ours: "bea", waiting: "bea"}, **options)

    trashed.refresh_from_db()
    assert trashed.returned_at is None
    assert not WorkingCopy.objects.exists()


def test_others_that_are_not_there_either_are_refused(credited):
    trashed, _, waiting = credited

    with pytest.raises(desk.Refusal, match="There is no person “nobody”"):
        undelete(trashed, replacements={waiting: "nobody"})
