"""What a visitor does with the shipped content: reads, opens veils, follows notes; on a phone and at a desk."""

import pytest
from playwright.sync_api import Page, expect

from tests.content import load_content
from tests.rounds import EVERY_WAY, horizons

from .barriers import barriers

PAGES = [
    "/",
    "/season/",
    "/season/2/",
    "/chapters/casting/",
    "/episodes/",
    "/episodes/?director=nobody",
    "/episodes/s02e11/",
    "/people/",
    "/people/melissa-rosenberg/",
    "/characters/",
    "/characters/mysterious-woman/",
    "/characters/alisa-jones/",
    "/appearances/",
    "/where-to-watch/?on=2022-03-10",
    "/where-to-watch/?on=never",
    "/timeline/",
    "/timeline/week-of-2017-04-03-filming-begins/",
    "/soundtrack/",
    "/soundtrack/season-2-soundtrack/",
    "/reception/",
    "/reception/#note-1",
    "/reviews/",
    "/reviews/keene-collider/",
    "/awards/",
    "/awards/emmy-2018-callery/",
    "/news/",
    "/news/key-art-revealed/",
    "/predictions/",
    "/predictions/red-shoes-trish/",
    "/disagreements/",
    "/disagreements/soundtrack-total/",
    "/publishers/",
    "/sources/",
    "/sources/s4/",
    "/search/?q=jessica",
    "/search/?q=Eka+Danville",
    "/search/?q=nothing-of-the-kind",
    "/about/",
    "/accessibility/",
    "/privacy/",
    "/styleguide/",
    "/no-such-page/",
]


@pytest.fixture
def shipped(transactional_db):
    load_content()


@pytest.mark.parametrize("horizon", [None, *horizons(19), *(["all"] if EVERY_WAY else [])])
def test_no_page_has_a_barrier(shipped, page: Page, live_server, horizon):
    if horizon is not None:
        page.context.add_cookies([{"name": "horizon", "value": str(horizon), "url": live_server.url}])
    found = {}
    for path in PAGES[:: 1 if EVERY_WAY or horizon is None else 3]:
        page.goto(path)
        if there := barriers(page):
            found[path] = there

    assert found == {}


def test_a_veil_opens_and_closes_with_the_keyboard(shipped, page: Page):
    page.goto("/episodes/s02e11/")
    veil = page.locator("details.veil").first
    inside = veil.locator(".veil-body")
    expect(inside).to_be_hidden()

    veil.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(inside).to_be_visible()

    page.keyboard.press("Enter")
    expect(inside).to_be_hidden()


def test_a_note_leads_to_its_source_and_back(shipped, page: Page):
    page.goto("/chapters/filming/")
    mark = page.locator("sup.cite a").first
    place = page.locator("sup.cite").first.get_attribute("id")

    mark.click()
    note = page.locator(mark.get_attribute("href"))
    expect(note).to_be_in_viewport()

    note.locator(".back a").first.click()
    assert page.url.endswith(f"#{place}")
    expect(mark).to_be_in_viewport()


def test_the_first_tab_leads_past_the_menu(shipped, page: Page):
    page.goto("/episodes/")

    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.textContent.trim()")
    page.keyboard.press("Enter")

    assert focused == "Skip to the content"
    assert page.evaluate("document.activeElement.id") == "content"
