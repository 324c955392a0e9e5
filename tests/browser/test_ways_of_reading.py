"""The shipped content, read in every way: without script, pictures or style sheets, enlarged, by keyboard, by ear …"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.content import load_content

from . import ways
from .hearing import heard
from .keyboard import press, tab_to, type_over
from .seeing import lost_focus

EPISODE = "/episodes/s02e11/"
PAGES = [
    "/",
    "/chapters/casting/",
    "/episodes/?writer=jack-kenny",
    EPISODE,
    "/people/eka-darville/",
    "/characters/alisa-jones/",
    "/appearances/",
    "/reception/",
    "/timeline/",
    "/search/?q=jessica",
    "/where-to-watch/?on=2022-03-10",
    "/no-such-page/",
]
WITH_ALL_OPEN = [
    ways.by_ear,
    ways.enlarged,
    ways.spaced_out,
    ways.in_forced_colours,
    ways.without_pictures,
    ways.without_style_sheets,
]


@pytest.fixture
def shipped(transactional_db):
    load_content()


@pytest.fixture
def reader(shipped, page: Page) -> Page:
    page.set_viewport_size(ways.DESK)
    page.emulate_media(reduced_motion="reduce")
    return page


@pytest.fixture
def scriptless(shipped, browser: Browser, live_server) -> Iterator[Page]:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_nothing_is_lost_in_any_way_of_reading(reader: Page):
    found = {}
    for path in PAGES:
        reader.goto(path)
        found[path, "on_paper"] = list(ways.on_paper(reader))
        reader.eval_on_selector_all("details", "all => all.forEach(each => { each.open = true })")
        found |= {(path, way.__name__): list(way(reader)) for way in WITH_ALL_OPEN}

    assert {where: lost for where, lost in found.items() if lost} == {}


def test_without_script_a_reader_says_how_far_searches_follows_a_note_and_opens_what_is_closed(scriptless: Page):
    page = scriptless
    page.goto(EPISODE)
    veil = page.locator("details.veil").first
    expect(veil.locator(".veil-body")).to_be_hidden()
    veil.locator("summary").click()
    expect(veil.locator(".veil-body")).to_be_visible()

    page.get_by_text("Watched: not said").click()
    page.get_by_label("How far have you watched?").select_option(label="Season 2, episode 6")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("Watched: season 2, episode 6")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Season 2, episode 11")

    page.get_by_label("Search the casebook").fill("Eka Danville")
    page.get_by_role("button", name="Search", exact=True).click()
    page.get_by_role("link", name="Eka Darville").first.click()
    mark = page.get_by_role("link", name="Note 1", exact=True).first
    mark.click()
    note = page.locator("#note-1")
    expect(note).to_be_in_viewport()
    note.get_by_role("link", name="a", exact=True).click()
    expect(mark).to_be_in_viewport()

    page.goto("/reception/")
    page.get_by_text("The same as a table").first.click()
    expect(page.get_by_role("row", name="Allison Keene, Collider")).to_contain_text("4 out of 5 stars")


def test_without_script_and_style_sheets_a_list_is_narrowed_and_is_whole_again(scriptless: Page):
    page = scriptless
    page.route("**/*.css", lambda route: route.abort())
    page.goto("/episodes/")
    page.get_by_text("Narrow this list").click()
    page.locator("summary", has_text="Writer").click()
    page.get_by_label("Jack Kenny").check()
    page.get_by_role("button", name="Show").click()
    titles = page.locator("main").get_by_role("heading", level=2)
    expect(titles).to_have_text(["AKA God Help the Hobo", "AKA Three Lives and Counting"])
    assert "writer=jack-kenny" in page.url

    page.get_by_role("link", name="Remove Writer: Jack Kenny").click()
    expect(titles).to_have_count(13)


def test_with_the_keyboard_from_the_front_page_to_a_horizon(reader: Page):
    reader.goto("/")
    type_over(reader, reader.get_by_role("combobox", name="Search the casebook"), "Jack Kenny")
    reader.keyboard.press("Enter")
    press(reader, reader.get_by_role("main").get_by_role("link", name="Jack Kenny").first)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Jack Kenny")

    press(reader, reader.get_by_role("navigation", name="Main").get_by_role("link", name="Episodes"))
    press(reader, reader.locator("summary", has_text="Writer"))
    press(reader, reader.get_by_label("Jack Kenny"), "Space")
    press(reader, reader.get_by_role("button", name="Show"))
    expect(reader.locator(".card-title")).to_have_count(2)
    press(reader, reader.get_by_role("link", name="Remove Writer: Jack Kenny"))
    expect(reader.locator(".card-title")).to_have_count(13)

    press(reader, reader.get_by_text("Watched: not said"))
    tab_to(reader, reader.get_by_label("How far have you watched?"))
    reader.keyboard.type("Season 2, episode 6")
    press(reader, reader.get_by_role("button", name="Keep"))
    expect(reader.get_by_text("Watched: season 2, episode 6")).to_be_visible()
    assert "AKA Three Lives and Counting" not in reader.content()


def test_the_tab_key_goes_down_the_page_and_out_of_it(reader: Page):
    reader.goto(EPISODE)
    reader.evaluate("() => { window.been = []; addEventListener('focusin', event => been.push(event.target)) }")

    reader.keyboard.press("Tab")
    while reader.evaluate("document.activeElement !== document.body"):
        reader.keyboard.press("Tab")

    assert reader.evaluate("been.length") > 50
    assert reader.evaluate("been.slice(1).every((part, at) => been[at].compareDocumentPosition(part) & 4)")


def test_a_note_that_stands_open_covers_nothing_one_comes_to(reader: Page):
    reader.set_viewport_size(ways.ENLARGED)
    reader.goto("/reception/")
    reader.get_by_role("main").get_by_role("link", name="Note 9").first.press("Enter")
    expect(reader.locator("#note-9")).to_be_in_viewport()

    assert lost_focus(reader) == []


def test_a_veil_is_told_and_printed_as_the_reader_left_it(reader: Page):
    reader.goto(EPISODE)
    reader.locator(".veil > summary").first.press("Enter")

    veils = [part for part in heard(reader).all("DisclosureTriangle") if part.name.startswith("Spoiler")]
    assert [veil.states["expanded"] for veil in veils] == [True, False, False, False]

    reader.emulate_media(media="print")
    says = "all => all.map(summary => getComputedStyle(summary, '::after').content)"
    assert reader.locator(".veil > summary").evaluate_all(says) == ["none", *['"withheld"'] * 3]
    expect(reader.locator(".veil-body").first).to_be_visible()
    expect(reader.locator(".veil-body").nth(1)).to_be_hidden()
