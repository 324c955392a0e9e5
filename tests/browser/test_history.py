"""What an editor does who wants something back: finds it in the history, compares, ticks, restores."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from editorial.desk import create
from editorial.publishing import State
from tests.editorial.desk.saving import save_fields, save_values
from tests.factories.people import make_alias, make_person
from tests.factories.users import make_chief_editor

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


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
def desk(page: Page, person) -> Page:
    """The form of the person, before the eyes of a chief editor who has logged in."""
    make_chief_editor(username="chief", password="alias investigations")
    page.goto(f"/admin/login/?next=/admin/people/person/{person.pk}/change/")
    page.get_by_label("Username").fill("chief")
    page.get_by_label("Password").fill("alias investigations")
    page.get_by_role("button", name="Log in").click()
    return page


def press(page: Page, target, key: str):
    """Come to a part of the page with the tabulator, and press a key there."""
    handle = target.element_handle()
    for _ in range(200):
        if page.evaluate("part => part === document.activeElement", handle):
            break
        page.keyboard.press("Tab")
    expect(target).to_be_focused()
    page.keyboard.press(key)


def test_ticked_fields_and_rows_are_had_again_with_the_keyboard(desk: Page, person):
    press(desk, desk.get_by_role("link", name="History"), "Enter")
    expect(desk).to_have_url(re.compile("/history/$"))
    expect(desk.get_by_role("heading", name="Revision 3: saved")).to_be_visible()

    # The arrows walk through the buttons of which one is chosen.
    press(desk, desk.get_by_role("radio", name="from revision 2"), "ArrowDown")
    expect(desk.get_by_role("radio", name="from revision 1")).to_be_checked()
    desk.keyboard.press("ArrowUp")
    press(desk, desk.get_by_role("button", name="Compare"), "Enter")
    expect(desk).to_have_url(re.compile(r"/compare/\?to=3&from=2$"))
    expect(desk.locator("del", has_text="somebody.")).to_be_visible()
    expect(desk.get_by_text("Person alias: K. Ritter")).to_be_visible()

    press(desk, desk.get_by_role("link", name="Restore revision 2"), "Enter")
    biography = desk.get_by_label("Biography")
    expect(biography).to_be_checked()
    press(desk, biography, "Space")
    expect(biography).not_to_be_checked()
    press(desk, desk.get_by_role("button", name="Restore what is ticked"), "Enter")

    expect(desk.locator(".messagelist .success")).to_contain_text("revision 2 is restored")
    person.refresh_from_db()
    assert (person.description, person.biography) == ("Plays somebody.", "Born in Bloomsburg.")
    assert [alias.name for alias in person.aliases.all()] == ["K. Ritter"]


def test_a_revision_is_named_and_pinned(desk: Page, person):
    desk.get_by_role("link", name="History").click()
    desk.get_by_text("Name and pin revision 2").click()
    desk.get_by_label("Name of revision 2").fill("As agreed")
    desk.get_by_role("button", name="Name it").and_(desk.locator(":visible")).click()

    expect(desk.locator(".messagelist .success")).to_contain_text("named “As agreed” and pinned")
    expect(desk.get_by_role("region", name="Pinned").get_by_text("As agreed")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_no_page_of_the_history_has_a_barrier(desk: Page, person, width, scheme):
    save_fields(person, title="Somebody with " + "A" * 150, summary="B" * 200)
    make_alias(person, "C" * 100)
    save_fields(person, title="Krysten Ritter")
    desk.set_viewport_size({"width": width, "height": 900})
    desk.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    found, widths = {}, {}
    pages = ["history/", "history/?page=1&from=3", "compare/?from=1&to=live", "compare/?from=1&to=99", "restore/1/"]
    for path in pages:
        desk.goto(f"/admin/people/person/{person.pk}/{path}")
        desk.eval_on_selector_all("details", "all => all.forEach(each => { each.open = true })")
        widths[path] = desk.evaluate("document.documentElement.scrollWidth")
        for barrier in Axe().run(desk, options=options).response["violations"]:
            found[path, barrier["id"]] = [node["html"] for node in barrier["nodes"]]

    assert found == {}
    assert widths == dict.fromkeys(pages, width)
