"""Two editors with the same form: both changes are kept, or somebody is asked; nothing is overwritten silently."""

import pytest
from django.core import signing

from editorial.admin.basis import FIELD, SALT
from editorial.desk import hold, publish, save
from editorial.revisions.models import Revision, WorkingCopy
from people.models import Person
from tests.factories.people import make_alias, make_person
from tests.factories.public import DRAFT
from tests.factories.users import make_chief_editor, make_editor
from tests.rounds import rounds

from .posting import add_row, admin_url, copy_of, errors_of, fields_of, rows_of

ROUNDS = rounds()


@pytest.fixture
def alice(db, client_of):
    return client_of(make_chief_editor(username="alice"))


@pytest.fixture
def bob(db, client_of):
    return client_of(make_chief_editor(username="bob"))


def open_form(client, person):
    return fields_of(client.get(admin_url(person, "change")))


def post(client, person, fields, **changes):
    return client.post(admin_url(person, "change"), fields | changes)


def settle(client, response, **choices):
    """Answer the page that shows both sides."""
    request = response.wsgi_request
    return client.post(request.path, fields_of(response) | choices)


def said(person, *names):
    """What editors see of a record: its working copy, else the record."""
    with hold(person) as held:
        return tuple(held.current.fields[name] for name in names)


def places(response):
    return [(place["address"], place["texts"]) for place in response.context["places"]]


@pytest.mark.parametrize("state", ["draft", "published"])
def test_changes_of_different_fields_are_both_kept(alice, bob, state):
    for number in range(ROUNDS):
        person = make_person(state=state, description="Old.")
        first, second = open_form(alice, person), open_form(bob, person)

        post(alice, person, first, title=f"Title {number}")
        response = post(bob, person, second, description=f"Description {number}")

        assert response.status_code == 302
        assert said(person, "title", "description") == (f"Title {number}", f"Description {number}")
    assert WorkingCopy.objects.count() == (ROUNDS if state == "published" else 0)
    assert Revision.objects.of(person).count() == 3


@pytest.mark.parametrize("state", ["draft", "published"])
def test_two_changes_of_the_same_field_are_shown_to_whoever_comes_second_who_settles_them(alice, bob, state):
    outcomes = {
        "theirs": ({}, "Alice's {}"),
        "mine": ({}, "Bob's {}"),
        "together": ({"together:description": " Both {} of us "}, "Both {} of us"),
    }
    for number in range(ROUNDS):
        choice = [*outcomes][number % 3]
        more, outcome = outcomes[choice]
        person = make_person(state=state, description="Old.")
        first, second = open_form(alice, person), open_form(bob, person)
        post(alice, person, first, description=f"Alice's {number}")

        response = post(bob, person, second, description=f"Bob's {number}", title=f"Title {number}")

        assert response.status_code == 409
        texts = {"base": "Old.", "theirs": f"Alice's {number}", "mine": f"Bob's {number}"}
        assert places(response) == [("description", texts)]
        person.refresh_from_db()
        assert (response.context["who"], response.context["when"]) == ("alice", person.updated_at)
        assert said(person, "description") == (f"Alice's {number}",)

        choices = {"choice:description": choice} | {name: text.format(number) for name, text in more.items()}
        assert settle(bob, response, **choices).status_code == 302
        assert said(person, "description", "title") == (outcome.format(number), f"Title {number}")


def test_a_new_row_and_a_change_of_another_are_both_kept(alice, bob):
    for number in range(ROUNDS):
        person = make_person(**DRAFT)
        make_alias(person, "first")
        first, second = open_form(alice, person), open_form(bob, person)

        new = {"order": "", "name": f"new {number}", "kind": "alias", "horizon": "0"}
        post(alice, person, add_row(first, "aliases", **new))
        post(bob, person, second, **{"aliases-0-name": f"changed {number}"})

        assert {alias.name for alias in person.aliases.all()} == {f"new {number}", f"changed {number}"}


def test_a_row_that_one_takes_out_and_the_other_changes_is_asked_about(alice, bob):
    for number in range(ROUNDS):
        person = make_person()
        alias = make_alias(person, "first")
        first, second = open_form(alice, person), open_form(bob, person)
        post(alice, person, first, **{"aliases-0-name": f"changed {number}"})

        response = post(bob, person, second, **{"aliases-0-DELETE": "on"})

        address = f"aliases/{alias.uid}"
        assert response.status_code == 409
        ((place, texts),) = places(response)
        assert (place, texts["mine"]) == (address, "")
        assert f"changed {number}" in texts["theirs"]
        assert [row["name"] for row in rows_of(person, "aliases")] == [f"changed {number}"]

        choice = ["mine", "theirs"][number % 2]
        settle(bob, response, **{f"choice:{address}": choice})
        with hold(person) as held:
            names = [row["name"] for row in held.current.rows["aliases"].values()]
        assert names == ([] if choice == "mine" else [f"changed {number}"])
        assert [alias.name for alias in person.aliases.all()] == ["first"]


def test_saving_within_the_same_second_is_no_way_around(alice, bob, monkeypatch):
    from django.utils import timezone

    moment = timezone.now()
    monkeypatch.setattr("editorial.publishing.records.timezone.now", lambda: moment)
    person = make_person(description="Old.", **DRAFT)
    first, second = open_form(alice, person), open_form(bob, person)

    post(alice, person, first, description="Alice's")
    response = post(bob, person, second, description="Bob's")

    person.refresh_from_db()
    assert response.status_code == 409
    assert (person.description, person.updated_at) == ("Alice's", moment)


def test_nothing_is_settled_before_a_choice_is_made_everywhere(alice, bob):
    person = make_person(description="Old.")
    first, second = open_form(alice, person), open_form(bob, person)
    post(alice, person, first, description="Alice's", title="Alice's title")
    response = post(bob, person, second, description="Bob's", title="Bob's title")

    again = settle(bob, response, **{"choice:description": "mine", "choice:title": "whatever"})

    assert again.status_code == 409
    assert again.context["error"] == "Choose at each place what shall stand: nothing was saved yet."
    assert [place["choice"] for place in again.context["places"]] == ["whatever", "mine"]
    assert said(person, "title", "description") == ("Alice's title", "Alice's")


def test_what_was_saved_while_somebody_chose_is_asked_about_too(alice, bob):
    person = make_person(description="Old.")
    first, second = open_form(alice, person), open_form(bob, person)
    post(alice, person, first, description="Alice's")
    response = post(bob, person, second, description="Bob's")
    post(alice, person, open_form(alice, person), description="Alice's again", title="Hers")

    again = settle(bob, response, **{"choice:description": "mine"})

    assert again.status_code == 409
    assert [(place, texts["theirs"]) for place, texts in places(again)] == [("description", "Alice's again")]
    settle(bob, again, **{"choice:description": "mine"})
    assert said(person, "title", "description") == ("Hers", "Bob's")


@pytest.mark.parametrize("name", ["_mine", "_theirs"])
@pytest.mark.parametrize("forged", ["", "x", "\0", "other user", "other record"])
def test_a_forged_settlement_saves_nothing(alice, bob, name, forged):
    person, other = make_person(description="Old."), make_person()
    first, second = open_form(alice, person), open_form(bob, person)
    post(alice, person, first, description="Alice's")
    response = post(bob, person, second, description="Bob's")
    forged = {
        "other user": open_form(alice, person)[FIELD][0],
        "other record": open_form(bob, other)[FIELD][0],
    }.get(forged, forged)

    answer = settle(bob, response, **{name: forged, "choice:description": "mine"})

    assert answer.status_code == 302
    assert said(person, "description") == ("Alice's",)


def test_whoever_may_not_edit_settles_nothing(alice, bob, client_of):
    person = make_person(description="Old.")
    first, second = open_form(alice, person), open_form(bob, person)
    post(alice, person, first, description="Alice's")
    response = post(bob, person, second, description="Bob's")

    answer = settle(client_of(make_editor("people.view_person")), response, **{"choice:description": "mine"})

    assert answer.status_code == 403
    assert said(person, "description") == ("Alice's",)


def sealed_for(fields, **changes):
    """The field as somebody might sign it who has the key: another shape is read with care as well."""
    return signing.dumps(signing.loads(fields[FIELD][0], salt=SALT) | changes, salt=SALT, compress=True)


def altered(text):
    return text[:20] + ("A" if text[20] != "A" else "B") + text[21:]


GUARDS = {
    "missing": lambda mine, other, user: {},
    "emptied": lambda mine, other, user: {FIELD: [""]},
    "doubled": lambda mine, other, user: {FIELD: mine[FIELD] * 2},
    "altered": lambda mine, other, user: {FIELD: [altered(mine[FIELD][0])]},
    "cut off": lambda mine, other, user: {FIELD: [mine[FIELD][0][:-1]]},
    "with a NUL": lambda mine, other, user: {FIELD: ["\0" + mine[FIELD][0]]},
    "huge": lambda mine, other, user: {FIELD: ["x" * 1_000_000]},
    "of another record": lambda mine, other, user: {FIELD: other[FIELD]},
    "of an unknown model": lambda mine, other, user: {FIELD: [sealed_for(mine, model="no.such")]},
}


@pytest.mark.parametrize("guard", GUARDS)
@pytest.mark.parametrize("state", ["draft", "published"])
def test_without_its_guard_a_form_overwrites_nothing(alice, bob, state, guard):
    person, other = make_person(state=state, description="Old."), make_person(state=state)
    mine, others, user = open_form(bob, person), open_form(bob, other), open_form(alice, person)
    post(alice, person, user, description="Alice's")
    fields = {name: value for name, value in mine.items() if name != FIELD}
    fields |= GUARDS[guard](mine, others, user)

    response = post(bob, person, fields, description="Bob's")

    assert response.status_code == 409
    assert ("description", {"mine": "Bob's", "theirs": "Alice's"}) in [
        (place, {side: texts[side] for side in ("mine", "theirs")}) for place, texts in places(response)
    ]
    assert said(person, "description") == ("Alice's",)

    settle(bob, response, **{"choice:description": "mine"})
    assert said(person, "description") == ("Bob's",)


def test_the_guard_of_another_editor_is_none(alice, bob):
    person = make_person(description="Old.")
    guard = open_form(alice, person)[FIELD]
    fields = open_form(bob, person)
    post(alice, person, open_form(alice, person), description="Alice's")

    response = post(bob, person, fields | {FIELD: guard}, title="Bob's")

    assert [path for path, _ in places(response)] == ["title", "description"]
    assert said(person, "title", "description") == (person.title, "Alice's")


def test_a_form_sent_again_after_several_saves_overwrites_none_of_them(alice, bob):
    person = make_person(description="Old.")
    fields = open_form(bob, person)
    post(bob, person, fields, description="Bob's")
    for number in range(3):
        post(alice, person, open_form(alice, person), description=f"Alice's {number}")
    revisions = Revision.objects.of(person).count()

    response = post(bob, person, fields, description="Bob's")

    assert response.status_code == 409
    assert said(person, "description") == ("Alice's 2",)
    assert Revision.objects.of(person).count() == revisions


def test_the_same_form_sent_twice_is_saved_once(bob):
    person = make_person(description="Old.")
    fields = open_form(bob, person)

    for _ in range(2):
        assert post(bob, person, fields, description="Bob's").status_code == 302

    assert [revision.action for revision in Revision.objects.of(person)] == ["saved", "found"]


def test_an_error_in_a_stale_form_keeps_what_it_was_made_from(alice, bob):
    person = make_person(description="Old.")
    first, second = open_form(alice, person), open_form(bob, person)
    post(alice, person, first, description="Alice's")

    wrong = post(bob, person, second, title="")
    assert errors_of(wrong) == {"title": ["This field is required."]}
    again = post(bob, person, fields_of(wrong), title="Bob's")

    assert again.status_code == 302
    assert said(person, "title", "description") == ("Bob's", "Alice's")


def test_an_error_in_a_form_without_its_guard_does_not_become_one_of_what_is_there(alice, bob):
    person = make_person(description="Old.")
    first, second = open_form(alice, person), open_form(bob, person)
    post(alice, person, first, description="Alice's")

    wrong = post(bob, person, second | {FIELD: []}, title="")
    again = post(bob, person, fields_of(wrong), title="Bob's")

    assert again.status_code == 409
    assert said(person, "title", "description") == ("A. Person", "Alice's")


def test_a_working_copy_that_no_longer_goes_with_what_is_live_is_settled(alice):
    person = make_person(description="Old.")
    post(alice, person, open_form(alice, person), description="Waiting.")
    Person.objects.update(description="Loaded.")

    page = alice.get(admin_url(person, "publishing"))
    assert [each.path for each in page.context["conflicting"]] == [("description",)]
    refused = alice.post(admin_url(person, "publishing"), fields_of(page) | {"verb": "publish", "_summary": "Now."})
    assert refused.status_code == 400
    response = alice.get(admin_url(person, "settle"))
    assert places(response) == [("description", {"base": "Old.", "mine": "Waiting.", "theirs": "Loaded."})]

    settle(alice, response, **{"choice:description": "together", "together:description": "Loaded and waiting."})

    assert Person.objects.get().description == "Loaded."
    assert copy_of(person).fields["description"] == "Loaded and waiting."
    with hold(person) as held:
        publish(held)
    assert Person.objects.get().description == "Loaded and waiting."


def test_a_record_that_is_gone_answers_404(alice):
    person = make_person()
    fields = open_form(alice, person)
    person.delete()

    assert post(alice, person, fields, title="Back").status_code == 404
    assert not Person.objects.exists()


def test_a_save_by_the_desk_itself_counts_as_any_other(bob):
    person = make_person(description="Old.")
    fields = open_form(bob, person)
    with hold(person) as held:
        save(held, held.current.with_values({("description",): "The site's"}))

    response = post(bob, person, fields, description="Bob's")

    assert response.status_code == 409
    assert response.context["who"] == "the site"
