"""What an editor does who wants something back: finds it in the history, compares, ticks, restores."""

import re

import pytest
from playwright.sync_api import Page, expect

from editorial.desk import create
from editorial.publishing import State
from tests.editorial.desk.saving import save_fields, save_values
from tests.factories.people import make_alias, make_person

from .barriers import barriers
from .keyboard import press


@pytest.fixture
def person(transactional_db):
    """A draft of three revisions: a description, then another with a biography and without its alias."""
    person = make_person("Krysten Ritter", key="krysten-ritter", state=State.DRAFT, publish_at=None)
    alias = make_alias(person, "K. Ritter")
    create(person)
    save_fields(person, description="Plays somebody.", summary="A first line.")
    save_values(
        person,
        {
            ("description",): "Plays the lead.",
            ("biography",): "Born in Bloomsburg.",
            ("aliases", str(alias.uid)): None,
        },
    )
    return person


@pytest.fixture
def form(desk: Page, person) -> Page:
    """The form of the person."""
    desk.goto(f"/admin/people/person/{person.pk}/change/")
    return desk


def test_ticked_fields_and_rows_are_had_again_with_the_keyboard(form: Page, person):
    press(form, form.get_by_role("link", name="History"))
    expect(form).to_have_url(re.compile("/history/$"))
    expect(form.get_by_role("heading", name="Revision 3: saved")).to_be_visible()

    # The arrows walk through the buttons of which one is chosen.
    press(form, form.get_by_role("radio", name="from revision 2"), "ArrowDown")
    expect(form.get_by_role("radio", name="from revision 1")).to_be_checked()
    form.keyboard.press("ArrowUp")
    press(form, form.get_by_role("button", name="Compare"))
    expect(form).to_have_url(re.compile(r"/compare/\?to=3&from=2$"))
    expect(form.locator("del", has_text="somebody.")).to_be_visible()
    expect(form.get_by_text("Person alias: K. Ritter")).to_be_visible()

    press(form, form.get_by_role("link", name="Restore revision 2"))
    biography = form.get_by_label("Biography")
    expect(biography).to_be_checked()
    press(form, biography, "Space")
    expect(biography).not_to_be_checked()
    press(form, form.get_by_role("button", name="Restore what is ticked"))

    expect(form.locator(".messagelist .success")).to_contain_text("revision 2 is restored")
    person.refresh_from_db()
    assert (person.description, person.biography) == ("Plays somebody.", "Born in Bloomsburg.")
    assert [alias.name for alias in person.aliases.all()] == ["K. Ritter"]


def test_a_revision_is_named_and_pinned(form: Page, person):
    form.get_by_role("link", name="History").click()
    form.get_by_text("Name and pin revision 2").click()
    form.get_by_label("Name of revision 2").fill("As agreed")
    form.get_by_role("button", name="Name it").and_(form.locator(":visible")).click()

    expect(form.locator(".messagelist .success")).to_contain_text("named “As agreed” and pinned")
    expect(form.get_by_role("region", name="Pinned").get_by_text("As agreed")).to_be_visible()


def test_no_page_of_the_history_has_a_barrier(desk: Page, person):
    save_fields(person, title="Somebody with " + "A" * 150, summary="B" * 200)
    make_alias(person, "C" * 100)
    save_fields(person, title="Krysten Ritter")
    found = {}
    for path in [
        "history/",
        "history/?page=1&from=3",
        "compare/?from=1&to=live",
        "compare/?from=1&to=99",
        "restore/1/",
    ]:
        desk.goto(f"/admin/people/person/{person.pk}/{path}")
        if there := barriers(desk):
            found[path] = there

    assert found == {}
