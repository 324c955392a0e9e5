"""Settling what an editor and a fixture both changed."""

import pytest
from django.urls import reverse

from editorial import seeding
from editorial.desk import hold, save
from editorial.models import Revision, SeedConflict, WorkingCopy
from people.models import Person
from tests.factories.users import make_editor

from .posting import admin_url, fields_of

FIXTURE = """
- model: people.person
  fields:
    key: krysten-ritter
    title: Krysten Ritter
    sort_name: Ritter
    state: {state}
    publish_at: 2026-01-01 00:00:00+00:00
    description: {description}
    biography: {biography}
"""


def load(description, biography, state="draft"):
    text = FIXTURE.format(description=description, biography=biography, state=state)
    return seeding.load({"people.yaml": text.encode()})


def edit(**values):
    with hold(Person.objects.get()) as held:
        save(held, held.current.with_values({(name,): value for name, value in values.items()}))


@pytest.fixture
def person(db):
    """Changed by an editor and by the fixture in two places."""
    load("a", "a")
    edit(description="Mine.", biography="My life.")
    load("Theirs.", "Their life.")
    return Person.objects.get()


def seed_url(person):
    return reverse("admin:people_person_seed", args=[person.pk])


def settle(client, person, page=None, **choices):
    fields = fields_of(page or client.get(seed_url(person)))
    fields = {name: value for name, value in fields.items() if not name.startswith("choice:")}  # none is chosen yet
    return client.post(seed_url(person), fields | {f"choice:{name}": choice for name, choice in choices.items()})


def test_the_form_says_that_there_is_something_to_settle_and_where(desk, person):
    page = desk.get(admin_url(person, "change")).content.decode()

    assert f'The fixtures say something else in 2 places. <a href="{seed_url(person)}">Settle.</a>' in page


def test_the_form_says_nothing_when_there_is_nothing_to_settle(desk, person):
    SeedConflict.objects.all().delete()

    assert "The fixtures say" not in desk.get(admin_url(person, "change")).content.decode()


def test_the_page_shows_what_was_loaded_what_editors_wrote_and_what_the_fixtures_say(desk, person):
    page = desk.get(seed_url(person))

    texts = {place["address"]: place["texts"] for place in page.context["places"]}
    assert texts == {
        "description": {"base": "a", "mine": "Mine.", "theirs": "Theirs."},
        "biography": {"base": "a", "mine": "My life.", "theirs": "Their life."},
    }
    assert "The fixtures say something else, and nothing is lost." in page.content.decode()
    assert "The fixtures&#x27;" in page.content.decode() or "The fixtures'" in page.content.decode()


def test_what_was_chosen_is_saved_and_nothing_is_queued_any_more(desk, chief, person):
    response = settle(desk, person, description="theirs", biography="mine")

    assert response.status_code == 302
    assert Person.objects.values_list("description", "biography").get() == ("Theirs.", "My life.")
    assert not SeedConflict.objects.exists()
    assert Revision.objects.first().by == chief
    assert load("Theirs.", "Their life.").conflicting == ()
    assert Person.objects.get().biography == "My life."


def test_keeping_all_that_editors_wrote_settles_it_too(desk, person):
    settle(desk, person, description="mine", biography="mine")

    assert Person.objects.values_list("description", "biography").get() == ("Mine.", "My life.")
    assert not SeedConflict.objects.exists()


def test_without_a_choice_at_each_place_nothing_is_saved(desk, person):
    response = settle(desk, person, description="theirs")

    assert "Choose at each place what shall stand" in response.context["error"]
    assert "The fixtures say something else" in response.content.decode()
    assert Person.objects.get().description == "Mine."
    assert SeedConflict.objects.exists()


@pytest.mark.parametrize("meanwhile", ["edited", "loaded"])
def test_what_changed_since_the_page_was_opened_is_shown_before_anything_is_saved(desk, person, meanwhile):
    page = desk.get(seed_url(person))
    if meanwhile == "edited":
        edit(description="Mine again.")
    else:
        load("Theirs again.", "Their life.")

    response = settle(desk, person, page, description="theirs", biography="theirs")

    assert "This was changed since the page was opened." in response.context["error"]
    texts = {place["address"]: place["texts"] for place in response.context["places"]}
    assert " again." in texts["description"]["mine"] + texts["description"]["theirs"]
    assert Person.objects.get().biography == "My life."
    assert SeedConflict.objects.exists()


def test_of_a_public_record_the_working_copy_is_settled(desk, db):
    load("a", "a", "published")
    person = Person.objects.get()
    Person.objects.update(description="Mine.")
    load("Theirs.", "a", "published")

    settle(desk, person, description="theirs")

    assert Person.objects.get().description == "Mine."
    assert WorkingCopy.objects.get().revision.snapshot.fields["description"] == "Theirs."
    assert not SeedConflict.objects.exists()


def test_what_was_loaded_for_the_first_time_over_another_record_is_in_dispute_wherever_it_differs(desk, db):
    person = Person.objects.create(key="krysten-ritter", title="K. Ritter", sort_name="Ritter")
    load("a", "a", "published")

    page = desk.get(seed_url(person))

    assert {place["address"] for place in page.context["places"]} == {
        "title",
        "description",
        "biography",
        "publish_at",
    }
    settle(desk, person, page, title="mine", description="theirs", biography="theirs", publish_at="theirs")
    assert Person.objects.values_list("title", "description", "state").get() == ("K. Ritter", "a", "draft")


def test_when_both_say_the_same_by_now_the_page_says_so_and_takes_it_off_the_queue(desk, person):
    edit(description="Theirs.", biography="a")

    page = desk.get(seed_url(person))
    assert page.context["places"] == []
    assert "There is nothing left to settle." in page.content.decode()

    settle(desk, person, page)
    assert not SeedConflict.objects.exists()
    assert Person.objects.get().biography == "a"


@pytest.mark.parametrize("pk", ["0", "nobody", "99999999999999999999"])
def test_there_is_no_page_of_what_is_not_there(desk, db, pk):
    response = desk.get(f"/admin/people/person/{pk}/seed/")

    assert (response.status_code, Person.objects.exists()) == (404, False)


def test_there_is_no_page_for_whoever_may_not_edit_nor_of_what_is_not_queued(desk, client, person):
    client.force_login(make_editor("people.view_person"))
    assert client.get(seed_url(person)).status_code == 404

    SeedConflict.objects.all().delete()
    client.force_login(make_editor("people.view_person", "people.change_person"))
    response = client.post(seed_url(person))
    assert (response.status_code, Person.objects.get().description) == (404, "Mine.")
