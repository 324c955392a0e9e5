"""Actions on what was ticked in a list: each entry whole or not at all, and none that is not as the list showed it."""

import random

import pytest
from django.contrib.auth.models import Group

from editorial.desk import hold, publish, save, submit
from editorial.publishing import State
from editorial.revisions.models import Action, Revision, WorkingCopy
from editorial.roles import CONTRIBUTOR
from people.models import Person
from tests.factories.people import make_person as make_bare_person
from tests.factories.public import DRAFT
from tests.factories.sources import make_source
from tests.factories.users import make_editor, make_user
from tests.rounds import rounds

from .listing import messages_of, open_list, row_errors, rows_of, run_action, send_list, type_in
from .posting import admin_url, fields_of

pytestmark = pytest.mark.django_db

NOT_SAYING = "This list does not say what it showed, so nothing was done. Choose once more."


@pytest.fixture(autouse=True)
def source(db):
    return make_source(key="s")


@pytest.fixture
def colleague(db):
    return make_user(username="trish")


def make_person(title="A. Person", **fields):
    """Somebody of whom the checks have nothing to say."""
    return make_bare_person(title, **{"cites": "[@s]"} | fields)


def change(record, by, **values):
    with hold(record) as held:
        return save(held, held.current.with_values({(name,): value for name, value in values.items()}), by)


def states(*people):
    return [Person.objects.get(pk=person.pk).state for person in people]


@pytest.mark.parametrize(
    ("action", "before", "after", "done", "noted"),
    [
        ("publish_selected", "draft", "published", "Published.", Action.PUBLISHED),
        ("submit_selected", "draft", "in-review", "Submitted for review.", Action.SUBMITTED),
        ("return_selected", "published", "draft", "Put back to draft.", Action.RETURNED),
        ("archive_selected", "published", "archived", "Archived.", Action.ARCHIVED),
    ],
)
def test_each_verb_is_used_on_what_was_ticked(desk, chief, action, before, after, done, noted):
    fields = DRAFT if before == "draft" else {}
    first, second, not_ticked = (make_person(name, **fields) for name in ("First", "Second", "Third"))

    response = run_action(desk, action, open_list(desk, Person), first, second)

    assert states(first, second, not_ticked) == [after, after, before]
    assert messages_of(response) == [f"{done} Entries: 2 (“First”, “Second”)."]
    revision = Revision.objects.of(first).first()
    assert (revision.action, revision.by) == (noted, chief)


def test_what_was_done_already_is_named_apart(desk):
    draft, public = make_person("Draft", **DRAFT), make_person("Public")

    response = run_action(desk, "publish_selected", open_list(desk, Person), draft, public)

    assert messages_of(response) == [
        "Published. Entries: 1 (“Draft”).",
        "There was nothing to do. Entries: 1 (“Public”).",
    ]


def test_what_is_not_ready_is_named_with_a_way_to_mend_it_and_left_as_it_was(desk):
    dead, ready = make_person("Dead", biography="[[person:nobody]]", **DRAFT), make_person("Ready", **DRAFT)

    response = run_action(desk, "publish_selected", open_list(desk, Person), dead, ready)

    assert states(dead, ready) == ["draft", "published"]
    assert messages_of(response) == [
        f'“<a href="{admin_url(dead, "change").replace("change", "publishing")}">Dead</a>”: Not published. '
        "Biography: This leads nowhere: there is no person “nobody”.",
        "Published. Entries: 1 (“Ready”).",
    ]


def test_what_a_colleague_saved_meanwhile_is_left_alone_and_named(desk, colleague):
    changed, same = make_person("Changed"), make_person("Same")
    fields = open_list(desk, Person)
    change(changed, colleague, description="a text that the chief editor has not seen")

    response = run_action(desk, "archive_selected", fields, changed, same)

    assert states(changed, same) == ["published", "archived"]
    assert WorkingCopy.objects.of(changed).exists()
    text = messages_of(response)[0]
    assert f"{changed.pk}/publishing/" in text
    assert "Changed by trish at " in text
    assert "look at it first. Nothing was done to it." in text


def test_what_left_the_filter_of_the_list_is_named_and_not_passed_over(desk, colleague):
    person = make_person("Submitted", **DRAFT)
    fields = open_list(desk, Person, status="draft")
    with hold(person) as held:
        submit(held, colleague)

    chosen = {"action": "publish_selected", "index": "0", "_selected_action": [person.pk]}
    response = desk.post(admin_url(Person, "changelist") + "?status=draft", fields | chosen, follow=True)

    assert states(person) == ["in-review"]
    assert "Changed by trish at " in messages_of(response)[0]


def test_waiting_changes_are_published_with_a_summary(desk, colleague):
    person = make_person()
    change(person, colleague, description="waits")

    run_action(desk, "publish_selected", open_list(desk, Person), person)

    person.refresh_from_db()
    assert person.description == "waits"
    assert Revision.objects.of(person).live().first().summary == "Changed: Description."


@pytest.mark.parametrize(
    "guard", [None, "", "forged", ["doubled", "doubled"]], ids=["missing", "emptied", "forged", "doubled"]
)
@pytest.mark.parametrize("action", ["publish_selected", "submit_selected", "archive_selected"])
def test_without_the_guard_nothing_is_done(desk, action, guard):
    person = make_person(**DRAFT)
    fields = open_list(desk, Person)
    del fields["_shown"]

    response = run_action(desk, action, fields | ({} if guard is None else {"_shown": guard}), person)

    assert states(person) == ["draft"]
    assert messages_of(response) == [NOT_SAYING]


def test_what_the_list_did_not_show_is_not_touched(desk):
    shown, other = make_person("Shown", **DRAFT), make_person("Other", **DRAFT)

    response = run_action(desk, "publish_selected", open_list(desk, Person, q=shown.key), shown, other)

    assert states(shown, other) == ["published", "draft"]
    assert NOT_SAYING in messages_of(response)[0]


def test_nothing_can_be_chosen_across_pages(desk):
    people = [make_person(f"Person {number:02}", **DRAFT) for number in range(51)]
    page = desk.get(admin_url(Person, "changelist"))
    fields = open_list(desk, Person) | {"select_across": "1"}

    run_action(desk, "publish_selected", fields, people[0])

    assert "Select all 51" not in page.content.decode()
    assert Person.objects.filter(state=State.PUBLISHED).get() == people[0]


def test_a_contributor_submits_and_does_nothing_else(client):
    contributor = make_user(is_staff=True)
    contributor.groups.add(Group.objects.get(name=CONTRIBUTOR))
    client.force_login(contributor)
    own, hidden = make_person("Own", created_by=contributor, **DRAFT), make_person("Hidden", **DRAFT)
    public = make_person("Public")
    fields = open_list(client, Person)

    for action in ("publish_selected", "archive_selected", "return_selected"):
        run_action(client, action, fields, own, hidden, public)
    run_action(client, "submit_selected", fields, own, hidden, public)

    assert states(own, hidden, public) == ["in-review", "draft", "published"]


@pytest.mark.parametrize("action", ["publish_selected", "submit_selected", "return_selected", "archive_selected"])
def test_whoever_may_only_look_is_offered_no_action(client, action):
    client.force_login(make_editor("people.view_person"))
    person = make_person()

    run_action(client, action, open_list(client, Person), person)

    assert states(person) == ["published"]
    assert not Revision.objects.exists()


def test_an_entry_that_is_gone_is_passed_over(desk):
    gone, other = make_person("Gone", **DRAFT), make_person("Other", **DRAFT)
    fields = open_list(desk, Person)
    pk = gone.pk
    gone.delete()
    gone.pk = pk

    response = run_action(desk, "publish_selected", fields, gone, other)

    assert states(other) == ["published"]
    assert messages_of(response) == ["Published. Entries: 1 (“Other”)."]


def test_no_update_is_lost_in_many_rounds(desk, colleague):
    """A stale list's action against a colleague who publishes, saves a draft or a working copy, or does nothing."""
    chance = random.Random(5)
    wrong = []
    for number in range(rounds(20)):
        person = make_person(f"Round {number}", **(DRAFT if number % 2 else {}))
        fields = open_list(desk, Person, q=person.key)
        deed = chance.choice(["nothing", "save", "publish"])
        if deed == "save":
            change(person, colleague, description=f"saved in round {number}")
        if deed == "publish":
            with hold(person) as held:
                deed = deed if publish(held, colleague) else "nothing"
        action, after = chance.choice([("archive_selected", "archived"), ("submit_selected", "in-review")])
        [before] = states(person)
        with hold(person) as held:
            theirs = held.current.fields["description"]

        run_action(desk, action, fields, person)

        if deed != "nothing" or (action == "submit_selected" and before != "draft"):
            after = before
        with hold(person) as held:
            if held.record.state != after or held.current.fields["description"] != theirs:
                wrong.append((number, deed, action, held.record.state))

    assert wrong == []
    assert set(Person.objects.values_list("state", flat=True)) == {"draft", "published", "archived", "in-review"}


def test_an_action_drops_nothing_that_was_typed_in_the_list(desk):
    ticked, typed = make_person("Ticked", **DRAFT), make_person("Typed", **DRAFT)
    fields = type_in(open_list(desk, Person), typed, description="a text that nobody shall lose")

    response = run_action(desk, "publish_selected", fields, ticked)

    assert states(ticked) == ["draft"]
    assert messages_of(response) == ["Save what you typed in the list first: nothing was done yet."]
    row = rows_of(fields)[typed.pk]
    assert row_errors(response) == {f"{row}-__all__": ["This row is not saved yet."]}
    assert fields_of(response)[f"{row}-description"] == ["a text that nobody shall lose"]

    send_list(desk, Person, fields_of(response))

    typed.refresh_from_db()
    assert typed.description == "a text that nobody shall lose"
