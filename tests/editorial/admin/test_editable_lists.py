"""Columns that are edited in a list: saved by the desk's verbs, never over what somebody else saved."""

import random

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection
from django.db.models.signals import post_save
from django.test.utils import CaptureQueriesContext

from editorial.admin.lists import CROSSED
from editorial.desk import archive, hold, publish, save
from editorial.revisions.models import Revision, WorkingCopy
from editorial.roles import CONTRIBUTOR
from editorial.snapshot.shape import shape_of
from people.models import Person
from reviews.models import Score
from tests.factories.people import make_person
from tests.factories.public import DRAFT
from tests.factories.reviews import make_score
from tests.factories.users import make_editor, make_user
from tests.rounds import rounds

from .listing import messages_of, open_list, row_errors, rows_of, send_list, type_in
from .posting import admin_url, fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(db):
    return make_user(username="trish")


def change(record, by, **values):
    """Save through the desk, as a colleague does with the form."""
    with hold(record) as held:
        return save(held, held.current.with_values({(name,): value for name, value in values.items()}), by)


def current(record):
    with hold(record) as held:
        return held.current.fields


def test_what_can_be_edited_in_a_list_are_plain_columns():
    edited = {model: set(model_admin.list_editable) for model, model_admin in admin.site._registry.items()}

    assert {model: names for model, names in edited.items() if names and names - shape_of(model).columns.keys()} == {}
    assert sum(map(bool, edited.values())) >= 5


def test_a_draft_is_saved_at_once_with_a_revision(desk, chief):
    draft = make_person(**DRAFT)
    fields = open_list(desk, Person)

    response = send_list(desk, Person, type_in(fields, draft, description="An actor."))

    draft.refresh_from_db()
    revision = Revision.objects.of(draft).first()
    assert draft.description == "An actor."
    assert (revision.by, revision.summary, revision.is_live) == (chief, "Changed: Description.", True)
    assert messages_of(response) == ["Saved: 1 (A. Person)."]


def test_what_is_live_is_saved_in_its_working_copy_which_the_list_shows(desk):
    person = make_person(description="Before")
    send_list(desk, Person, type_in(open_list(desk, Person), person, description="After"))

    page = desk.get(admin_url(Person, "changelist"))

    person.refresh_from_db()
    assert person.description == "Before"
    assert current(person)["description"] == "After"
    assert fields_of(page)["form-0-description"] == ["After"]
    assert "changes waiting (by <bdi>user-" in page.content.decode()


def test_a_row_whose_save_met_another_is_asked_about_and_the_others_are_saved(desk):
    first, second = make_person("First", sort_name="1"), make_person("Second", sort_name="2", description="Before")
    fields = type_in(open_list(desk, Person), first, description="After")
    fields = type_in(fields, second, description="After")

    def meet(instance, **kwargs):
        if instance.key == second.key:
            raise IntegrityError("Somebody else was first.")

    post_save.connect(meet, WorkingCopy)
    try:
        page = send_list(desk, Person, fields)
    finally:
        post_save.disconnect(meet, WorkingCopy)

    second.refresh_from_db()
    assert current(first)["description"] == "After"
    assert (second.description, current(second)["description"]) == ("Before", "Before")
    row = rows_of(fields_of(page))[second.pk]
    assert row_errors(page) == {f"{row}-__all__": [CROSSED]}
    assert fields_of(page)[f"{row}-description"] == ["After"]
    send_list(desk, Person, fields_of(page))
    assert current(second)["description"] == "After"


def test_a_list_in_which_nothing_was_typed_changes_nothing(desk):
    make_person()

    response = send_list(desk, Person, open_list(desk, Person))

    assert messages_of(response) == ["Nothing was changed."]
    assert not Revision.objects.exists()


def test_what_a_colleague_changed_is_asked_about_and_the_other_rows_are_saved(desk, colleague):
    disputed, other = make_person("Disputed", **DRAFT), make_person("Other", **DRAFT)
    fields = type_in(open_list(desk, Person), disputed, description="mine")
    fields = type_in(fields, other, description="saved")
    change(disputed, colleague, description="theirs")

    response = send_list(desk, Person, fields)

    row = rows_of(fields)[disputed.pk]
    [text] = row_errors(response).pop(f"{row}-description")
    assert text.startswith("Saved by trish at 20")
    assert text.endswith("it says “theirs” now. Save again to put yours in its place.")
    assert (current(disputed)["description"], current(other)["description"]) == ("theirs", "saved")
    again = fields_of(response)
    assert again[f"{row}-description"] == ["mine"]

    send_list(desk, Person, again)

    assert current(disputed)["description"] == "mine"
    assert current(other)["description"] == "saved"


def test_what_a_colleague_changed_meanwhile_is_asked_about_once_more(desk, colleague):
    person = make_person(**DRAFT)
    fields = type_in(open_list(desk, Person), person, description="mine")
    change(person, colleague, description="theirs")
    again = fields_of(send_list(desk, Person, fields))
    change(person, colleague, description="theirs, again")

    response = send_list(desk, Person, again)

    assert "“theirs, again”" in row_errors(response)["form-0-description"][0]
    assert current(person)["description"] == "theirs, again"


def test_a_row_shown_again_beside_a_problem_does_not_take_a_colleagues_change_back(desk, colleague):
    disputed, other = make_person("Disputed", **DRAFT), make_person("Other", sort_name="Stale", **DRAFT)
    fields = type_in(open_list(desk, Person), disputed, description="mine")
    fields = type_in(fields, other, description="saved")
    change(disputed, colleague, description="theirs")
    change(other, colleague, sort_name="Colleague")

    again = fields_of(send_list(desk, Person, fields))
    send_list(desk, Person, again)

    assert (current(other)["sort_name"], current(other)["description"]) == ("Colleague", "saved")


def test_rows_that_changed_places_meanwhile_stay_beside_their_names(desk, colleague):
    first, second = make_person("First", sort_name="A", **DRAFT), make_person("Second", sort_name="B", **DRAFT)
    fields = type_in(open_list(desk, Person), first, description="mine")
    change(first, colleague, description="theirs", sort_name="Z")

    response = send_list(desk, Person, fields)

    cl = response.context["cl"]
    assert [record.pk for record in cl.result_list] == [form.instance.pk for form in cl.formset.forms]
    assert [record.pk for record in cl.result_list] == [first.pk, second.pk]


def test_a_value_that_cannot_be_is_an_error_that_keeps_what_was_typed(desk):
    wrong, right = make_person("Wrong", **DRAFT), make_person("Right", **DRAFT)
    fields = type_in(open_list(desk, Person), wrong, sort_name="", description="kept")
    fields = type_in(fields, right, description="saved")

    response = send_list(desk, Person, fields)

    row = rows_of(fields)[wrong.pk]
    assert row_errors(response) == {f"{row}-sort_name": ["This field is required."]}
    assert fields_of(response)[f"{row}-description"] == ["kept"]
    assert (current(wrong)["description"], current(right)["description"]) == ("", "saved")


@pytest.mark.parametrize("typed", ["\0", "x" * 100_000, "two\nlines", "<script>alert(1)</script>", "\u202e"])
def test_hostile_text_is_an_error_or_stands_as_text(desk, typed):
    person = make_person(**DRAFT)

    response = send_list(desk, Person, type_in(open_list(desk, Person), person, description=typed))

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert current(person)["description"] == typed or row_errors(response)["form-0-description"]


FORGED = {
    "missing": lambda fields, other: fields.pop("_shown"),
    "emptied": lambda fields, other: fields.update(_shown=""),
    "doubled": lambda fields, other: fields.update(_shown=fields["_shown"] * 2),
    "forged": lambda fields, other: fields.update(_shown="e30:forged"),
    "of another list": lambda fields, other: fields.update(_shown=other),
}


@pytest.mark.parametrize("way", FORGED)
def test_without_its_guard_whatever_differs_is_asked_about(desk, colleague, way):
    person = make_person(description="as shown", **DRAFT)
    other = open_list(desk, Score)["_shown"]
    fields = open_list(desk, Person)
    FORGED[way](fields, other)
    change(person, colleague, description="theirs")

    response = send_list(desk, Person, fields)

    assert "“theirs”" in row_errors(response)["form-0-description"][0]
    assert current(person)["description"] == "theirs"


def test_the_guard_of_somebody_else_is_none(desk, client, colleague):
    person = make_person(description="as shown", **DRAFT)
    theirs = open_list(desk, Person)["_shown"]
    change(person, colleague, description="theirs")
    client.force_login(make_editor("people.change_person", "people.publish_person"))
    fields = type_in(open_list(client, Person), person, description="mine") | {"_shown": theirs}

    response = send_list(client, Person, fields)

    assert "“theirs”" in row_errors(response)["form-0-description"][0]


def test_rows_that_one_may_not_know_of_cannot_be_reached(client):
    hidden, own = make_person("Hidden", **DRAFT), make_person("Own", description="live")
    contributor = make_user(is_staff=True)
    contributor.groups.add(Group.objects.get(name=CONTRIBUTOR))
    client.force_login(contributor)
    fields = open_list(client, Person) | {"form-0-id": str(hidden.pk), "form-0-description": "reached"}

    response = send_list(client, Person, fields)

    assert current(hidden)["description"] == current(own)["description"].replace("live", "") == ""
    assert "A person of this list is not there any more" in messages_of(response)[0]


def test_a_contributor_proposes_and_makes_nothing_public_move(client):
    person = make_person(description="live")
    contributor = make_user(is_staff=True)
    contributor.groups.add(Group.objects.get(name=CONTRIBUTOR))
    client.force_login(contributor)

    send_list(client, Person, type_in(open_list(client, Person), person, description="proposed"))

    person.refresh_from_db()
    assert person.description == "live"
    assert current(person)["description"] == "proposed"


def test_whoever_may_only_look_gets_no_fields_and_saves_nothing(client):
    person = make_person(**DRAFT, description="before")
    client.force_login(make_editor("people.view_person", "people.publish_person"))
    fields = open_list(client, Person)

    forged = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": person.pk, "form-0-description": "x"}
    response = send_list(client, Person, fields | forged)

    assert "form-0-description" not in fields
    assert response.status_code == 403
    assert current(person)["description"] == "before"


@pytest.mark.parametrize(
    "forged",
    [
        {"form-TOTAL_FORMS": "0"},
        {"form-TOTAL_FORMS": "9" * 30, "form-INITIAL_FORMS": "9" * 30},
        {"form-TOTAL_FORMS": "x", "form-INITIAL_FORMS": "\0"},
        {"form-INITIAL_FORMS": "0"},
        {"form-1-id": "9" * 18, "form-1-description": "x"},
        {"form-1-id": "9" * 5000, "form-1-sort_name": "x"},
        {"form-1-id": "", "form-1-sort_name": "New"},
        {"form-1-id": "\0", "form-1-sort_name": "New"},
        {"form-0-id": "-1"},
        {"form-x-id": "1", "form-": "", "form--id": "2"},
    ],
)
def test_forged_rows_change_nothing(desk, forged):
    person = make_person(description="before", sort_name="before")

    response = send_list(desk, Person, open_list(desk, Person) | forged)

    assert response.status_code == 200
    assert Person.objects.count() == 1
    assert (current(person)["description"], current(person)["sort_name"]) == ("before", "before")


def test_a_row_that_is_gone_is_told_with_what_was_typed(desk):
    gone, other = make_person("Gone", **DRAFT), make_person("Other", **DRAFT)
    fields = type_in(open_list(desk, Person), gone, description="a text nobody shall lose")
    fields = type_in(fields, other, description="saved")
    gone.delete()

    response = send_list(desk, Person, fields)

    assert "a text nobody shall lose" in messages_of(response)[0]
    assert current(other)["description"] == "saved"


def test_a_plain_record_is_proposed_as_well(desk):
    score = make_score(as_of="2018-03")

    send_list(desk, Score, type_in(open_list(desk, Score), score, as_of="2018-04-01"))

    score.refresh_from_db()
    assert (str(score.as_of), current(score)["as_of"]) == ("2018-03", "2018-04-01")


def test_a_list_costs_the_same_for_one_as_for_thirty_with_copies(desk, colleague):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            response = desk.get(admin_url(Person, "changelist"))
        assert response.status_code == 200
        return len(queries), response.content.decode().count("changes waiting (by")

    change(make_person(), colleague, description="waits")
    first, _ = cost()
    for number in range(29):
        person = make_person(f"Person {number}")
        if number % 2:
            change(person, colleague, description="waits")

    assert cost() == (first, 15)


@pytest.mark.parametrize(("query", "titles"), [({"copy": "yes"}, ["With"]), ({"copy": "no"}, ["Mine", "Without"])])
def test_lists_can_be_narrowed_to_what_waits(desk, chief, colleague, query, titles):
    change(make_person("With"), colleague, description="waits")
    make_person("Without")
    make_person("Mine", owner=chief)

    response = desk.get(admin_url(Person, "changelist"), query)

    assert [person.title for person in response.context["cl"].result_list] == titles


def test_lists_can_be_narrowed_to_what_is_mine(desk, chief):
    make_person("Theirs")
    make_person("Owned", owner=chief)
    make_person("Made", created_by=chief)

    response = desk.get(admin_url(Person, "changelist"), {"whose": "mine"})

    assert [person.title for person in response.context["cl"].result_list] == ["Made", "Owned"]


def test_no_update_is_lost_in_many_rounds(desk, chief, colleague):
    """A stale list against a colleague who publishes, archives, or saves one of the columns."""
    chance = random.Random(3)
    lost = []
    for number in range(rounds(20)):
        person = make_person(f"Round {number}", description="base", **(DRAFT if number % 2 else {}))
        fields = open_list(desk, Person, q=person.key)
        deed = chance.choice(["publish", "archive", "same column", "other column", "working copy published"])
        with hold(person) as held:
            if deed == "publish":
                publish(held, colleague)
            elif deed == "archive":
                archive(held, colleague)
        if deed in ("same column", "working copy published"):
            change(person, colleague, description="theirs")
        if deed == "working copy published":
            with hold(person) as held:
                publish(held, colleague)
        if deed == "other column":
            change(person, colleague, sort_name="theirs")
        person.refresh_from_db()
        state, theirs = person.state, current(person)
        types = chance.random() < 0.7

        typed = type_in(fields, person, description="mine") if types else fields
        response = send_list(desk, Person, typed, q=person.key)

        person.refresh_from_db()
        said = current(person)
        asked = ("column" in deed and "same" in deed) or deed == "working copy published"
        expected = dict(theirs)
        if types and not asked:
            expected["description"] = "mine"
        if (person.state, said) != (state, expected):
            lost.append((number, deed, "changed"))
        if types and asked and fields_of(response)["form-0-description"] != ["mine"]:
            lost.append((number, deed, "typed text"))
        if types and not asked and Revision.objects.of(person).first().by != chief:
            lost.append((number, deed, "revision"))

    assert lost == []
    assert WorkingCopy.objects.exists()
