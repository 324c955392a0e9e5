"""What saving by the desk leaves: in the record, in its working copy, in its revisions."""

import pytest

from editorial.desk import Conflicting, create, discard, hold, publish, rebase, restore, save
from editorial.desk.publishing import readiness
from editorial.publishing import State
from editorial.revisions.models import Action, Revision, WorkingCopy
from people.models import Person
from tests.factories.people import make_alias, make_person
from tests.factories.public import DRAFT
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def change(record, by=None, summary="", **fields):
    with hold(record) as held:
        return save(held, held.current.with_values({(name,): value for name, value in fields.items()}), by, summary)


def do(verb, record, *args, **kwargs):
    with hold(record) as held:
        return verb(held, *args, **kwargs)


def history(record):
    """(number, action, whether it is live) of each revision, the first one first."""
    return [(each.number, each.action, each.is_live) for each in reversed(Revision.objects.of(record))]


def test_creating_is_the_first_revision():
    user, person = make_user(), make_person(**DRAFT)

    revision = create(person, user, "A beginning.")

    assert history(person) == [(1, Action.CREATED, True)]
    assert (revision.by, revision.by_name, revision.summary) == (user, user.username, "A beginning.")


def test_after_one_of_the_same_key_the_numbers_go_on():
    first = make_person(key="ritter", **DRAFT)
    create(first)
    change(first, title="Changed")
    first.delete()

    second = make_person(key="ritter", **DRAFT)
    create(second)

    assert (Person.objects.get().version, Revision.objects.of(second).first().number) == (3, 3)


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.ARCHIVED])
def test_what_is_not_live_says_at_once_what_was_saved(state):
    user, person = make_user(), make_person(state=state)

    change(person, user, "Why.", title="New")

    person.refresh_from_db()
    assert (person.title, person.version, person.updated_by) == ("New", 2, user)
    assert not WorkingCopy.objects.exists()
    assert history(person) == [(1, Action.FOUND, True), (2, Action.SAVED, True)]


def test_what_is_live_stays_and_its_working_copy_says_what_was_saved():
    user, person = make_user(), make_person(title="Old")

    revision = change(person, user, title="New")

    person.refresh_from_db()
    copy = WorkingCopy.objects.of(person).get()
    assert (person.title, person.version) == ("Old", 2)
    assert (copy.revision, copy.base.number, copy.started_by) == (revision, 1, user)
    assert copy.revision.snapshot.fields["title"] == "New"
    assert history(person) == [(1, Action.FOUND, True), (2, Action.SAVED, False)]


@pytest.mark.parametrize("state", State)
def test_saving_never_changes_the_state(state):
    person = make_person(state=state)

    for other in State:
        change(person, state=other.value, title=f"As {other}")
        with hold(person) as held:
            assert held.current.fields["state"] == state
            assert held.live.fields["state"] == state


@pytest.mark.parametrize("state", ["draft", "published"])
def test_saving_the_same_again_is_no_edit(state):
    person = make_person(state=state)
    change(person, title="New")
    before = history(person)

    assert change(person, title="New") is None
    assert history(person) == before


def test_what_was_changed_without_the_desk_is_found_first():
    person = make_person(**DRAFT)
    change(person, title="Saved")
    Person.objects.update(title="Changed behind the desk")
    make_alias(person, "as well")

    change(person, description="Saved again.")

    found = Revision.objects.of(person).get(number=3)
    assert history(person)[2:] == [(3, Action.FOUND, True), (4, Action.SAVED, True)]
    assert found.snapshot.fields["title"] == "Changed behind the desk"
    assert [row["name"] for row in found.snapshot.rows["aliases"].values()] == ["as well"]
    assert (found.by, found.summary) == (None, "Changed without the desk.")
    assert Person.objects.get().version == 4


def test_publishing_lets_the_record_say_what_the_copy_said():
    person = make_person(title="Old")
    change(person, title="New")

    revision = do(publish, person, summary="Because.", reasons={"code": "So be it."})

    assert Person.objects.get().title == "New"
    assert not WorkingCopy.objects.exists()
    assert (revision.reasons, revision.summary, revision.is_live) == ({"code": "So be it."}, "Because.", True)
    assert do(publish, person) is None


def test_discarding_keeps_what_was_written_and_it_can_be_had_back():
    person = make_person(title="Old")
    latest = change(person, title="New")

    do(discard, person)

    assert not WorkingCopy.objects.exists()
    assert history(person)[-1] == (3, Action.DISCARDED, True)
    assert do(discard, person) is None
    restored = do(restore, person, latest)
    assert (restored.action, restored.is_live, restored.summary) == (
        Action.RESTORED,
        False,
        "Restored from revision 2.",
    )
    assert WorkingCopy.objects.get().revision.snapshot.fields["title"] == "New"
    assert Person.objects.get().title == "Old"


def test_a_copy_and_a_record_that_both_changed_are_not_mixed():
    person = make_person(title="Old")
    change(person, title="New")
    Person.objects.update(title="Changed meanwhile")

    with pytest.raises(Conflicting) as caught:
        do(publish, person)

    assert [each.path for each in caught.value.merge.conflicts] == [("title",)]
    assert Person.objects.get().title == "Changed meanwhile"
    with hold(person) as held:
        state = readiness(held)
        assert state.needs({}).startswith("What is live was changed since this working copy was begun")


def test_changes_of_other_places_go_together():
    person = make_person(title="Old")
    change(person, title="New")
    Person.objects.update(description="Changed meanwhile.")

    do(publish, person)

    saved = Person.objects.get()
    assert (saved.title, saved.description) == ("New", "Changed meanwhile.")


def test_rebasing_settles_a_copy_with_what_is_live():
    person = make_person(title="Old")
    change(person, title="New")
    Person.objects.update(title="Changed meanwhile")

    with hold(person) as held:
        rebase(held, held.current.with_values({("title",): "Both"}))
    do(publish, person)

    assert Person.objects.get().title == "Both"


def test_what_is_held_is_as_the_database_has_it():
    person = make_person(title="Old")
    change(person, title="New")
    stale = Person.objects.get()
    Person.objects.update(sort_name="Changed")

    with hold(stale) as held:
        assert (held.live.fields["sort_name"], held.current.fields["title"]) == ("Changed", "New")
        assert (held.is_live, held.record.sort_name) == (True, "Changed")
    stale.delete()
    with pytest.raises(Person.DoesNotExist), hold(stale):
        pass


def test_what_breaks_off_leaves_nothing():
    person = make_person(**DRAFT)

    def break_off(held):
        save(held, held.current.with_values({("title",): "Half done"}))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        do(break_off, person)

    assert Person.objects.get().title == person.title
    assert not Revision.objects.exists()
