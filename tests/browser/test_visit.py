"""A visit to the site, and the pictures of it that the README shows.

`README_PICTURES=docs/site` in the environment takes them anew.
"""

import os
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.content import load_content

DESK, PHONE = {"width": 1200, "height": 800}, {"width": 390, "height": 780}


@pytest.fixture
def shelf(tmp_path) -> Path:
    """Where the pictures go."""
    return settings.BASE_DIR / os.environ["README_PICTURES"] if "README_PICTURES" in os.environ else tmp_path


@pytest.fixture
def visitor(page: Page, transactional_db) -> Page:
    load_content()
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return page


def test_a_visitor_says_how_far_they_are_and_is_told_no_more(visitor: Page, shelf):
    visitor.goto("/")
    visitor.screenshot(path=shelf / "home.png")

    visitor.get_by_text("Watched: not said").click()
    visitor.get_by_label("How far have you watched?").select_option(label="Season 2, episode 6")
    visitor.get_by_role("button", name="Keep").click()
    visitor.goto("/episodes/")

    expect(visitor.get_by_text("AKA Facetime")).to_be_visible()
    expect(visitor.get_by_role("link", name="Season 2, episode 11")).to_be_visible()
    expect(visitor.get_by_text("Left out here")).to_be_visible()
    assert "AKA Three Lives and Counting" not in visitor.content()
    visitor.screenshot(path=shelf / "episodes.png")


def test_a_visitor_finds_somebody_by_a_name_that_was_misspelt(visitor: Page, shelf):
    visitor.set_viewport_size(PHONE)
    visitor.emulate_media(color_scheme="dark")
    visitor.goto("/")
    visitor.get_by_label("Search the casebook").fill("Eka Danville")
    visitor.get_by_label("Search the casebook").press("Enter")

    expect(visitor.get_by_role("link", name="Eka Darville").first).to_be_visible()
    visitor.screenshot(path=shelf / "search.png")


def test_a_visitor_reads_a_note_without_losing_the_place(visitor: Page, shelf):
    visitor.goto("/people/eka-darville/")
    mark = visitor.get_by_role("link", name="Note 1").first
    place = mark.bounding_box()
    mark.click()

    note = visitor.locator("#note-1")
    expect(note).to_be_in_viewport()
    assert mark.bounding_box() == place
    visitor.screenshot(path=shelf / "note.png")
    note.get_by_role("link", name="a", exact=True).click()
    expect(mark).to_be_in_viewport()


def test_a_visitor_compares_what_the_critics_printed(visitor: Page, shelf):
    visitor.emulate_media(color_scheme="dark")
    visitor.goto("/reception/")

    visitor.get_by_role("heading", name="The critics on one scale").evaluate("heading => heading.scrollIntoView()")
    expect(visitor.get_by_text("4 out of 5 stars").first).to_be_visible()
    visitor.screenshot(path=shelf / "reception.png")
