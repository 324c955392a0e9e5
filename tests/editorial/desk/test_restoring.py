"""Whatever is saved, each save is one revision, and each revision can be had again to the letter."""

import json
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editorial.desk import Invalid, archive, choices, create, discard, hold, publish, restore, return_to_draft, submit
from editorial.desk.verbs import PUBLISHING
from editorial.publishing import State
from editorial.revisions.models import Revision
from editorial.snapshot import snapshot
from tests.factories.people import make_alias, make_person

from .saving import save_fields, save_values

pytestmark = pytest.mark.django_db

VERBS = [publish, submit, return_to_draft, archive, discard]
words = st.text("aé漢🙂 <&'\"", min_size=1, max_size=20).map(lambda text: f"A {text.strip()}".strip())
prose = st.text("aé漢\n *_>", max_size=60).map(lambda text: text.strip())
numbers = st.integers(0, 9)
saves = st.one_of(
    st.tuples(st.just("field"), st.sampled_from(["title", "sort_name", "description"]), words),
    st.tuples(st.just("field"), st.just("biography"), prose),
    st.tuples(st.just("add"), words, numbers),
    st.tuples(st.just("rename"), numbers, words),
    st.tuples(st.just("move"), numbers, numbers),
    st.tuples(st.just("remove"), numbers),
    st.tuples(st.just("verb"), st.sampled_from(VERBS)),
)


def content(said) -> bytes:
    """All that a snapshot says, but for whether and when it is public."""
    data = said.as_data()
    fields = {name: value for name, value in data["fields"].items() if name not in PUBLISHING}
    return json.dumps(data | {"fields": fields}, sort_keys=True).encode()


def values_of(what, said) -> dict:
    """The values that one of the saves writes into what the record says."""
    aliases = said.rows["aliases"]
    kind, *given_ = what
    if kind == "field":
        return {(given_[0],): given_[1]}
    if kind == "add":
        name, order = given_
        new = {"kind": "alias", "note": "", "horizon": 0, "cites": "", "order": order}
        return {("aliases", str(uuid.uuid4())): new | {"name": name}}
    if not aliases:
        return {}
    uid = sorted(aliases)[given_[0] % len(aliases)]
    if kind == "remove":
        return {("aliases", uid): None}
    return {("aliases", uid, {"rename": "name", "move": "order"}[kind]): given_[1]}


def do(person, what) -> Revision | None:
    with hold(person) as held:
        if what[0] == "verb":
            return what[1](held)
        values = values_of(what, held.current)
    return save_values(person, values)


def current(person):
    with hold(person) as held:
        return held.current


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(saves, min_size=30, max_size=30))
def test_each_save_is_one_revision_and_each_can_be_had_again(db, everything):
    person = make_person(state=State.DRAFT, publish_at=None)
    make_alias(person, "First")
    acknowledged = [create(person)]

    acknowledged += filter(None, [do(person, what) for what in everything])

    revisions = list(Revision.objects.of(person).order_by("number"))
    assert revisions == acknowledged
    assert [revision.number for revision in revisions] == list(range(1, len(revisions) + 1))
    for revision in revisions:
        with hold(person) as held:
            state = held.live.fields["state"]
            restore(held, revision)
        assert content(current(person)) == content(revision.snapshot)
        assert snapshot(person).fields["state"] == state


@pytest.fixture
def person():
    """A draft; revision 1 is without description, 2 has one and an alias more."""
    person = make_person(state=State.DRAFT, publish_at=None)
    make_alias(person, "First")
    create(person)
    save_values(person, {("description",): "Plays the lead.", **values_of(("add", "A second", 1), current(person))})
    return person


def test_places_are_restored_by_themselves(person):
    first = Revision.objects.of(person).get(number=1)
    with hold(person) as held:
        offered = choices(held, first)
        restore(held, first, places=[offered[1].path])

    assert [choice.place for choice in offered] == ["Description", "Person alias: A second"]
    said = current(person)
    assert said.fields["description"] == "Plays the lead."
    assert [row["name"] for row in said.rows["aliases"].values()] == ["First"]


def test_what_is_left_out_is_not_offered(person):
    with hold(person) as held:
        offered = choices(held, Revision.objects.of(person).get(number=1), but=["description"])

    assert [choice.place for choice in offered] == ["Person alias: A second"]


def test_rows_that_only_have_other_numbers_have_moved_nowhere(person):
    uids = list(current(person).rows["aliases"])
    save_values(person, {("aliases", uid, "order"): place for place, uid in zip((5, 7), uids, strict=True)})

    with hold(person) as held:
        (choice,) = choices(held, Revision.objects.of(person).get(number=2))

    assert (choice.place, choice.told) == ("Order of the person aliases", ())


def test_an_address_that_another_has_taken_is_named(person):
    old = person.slug
    save_fields(person, slug="another")
    make_person(slug=old)

    with hold(person) as held, pytest.raises(Invalid, match="Person with this Address already exists"):
        restore(held, Revision.objects.of(person).get(number=2))
