"""Dark or light: as the system says, until the reader says otherwise."""

import pytest
from playwright.sync_api import Page, expect


def colours(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.documentElement).colorScheme")


@pytest.fixture
def switch(transactional_db, page: Page):
    page.emulate_media(color_scheme="light")
    page.goto("/about/")
    return page.get_by_role("button", name="Dark")


def test_the_switch_changes_the_page_and_is_remembered(switch, page: Page):
    expect(switch).to_have_attribute("aria-pressed", "false")

    switch.press("Enter")
    page.goto("/episodes/")

    expect(switch).to_have_attribute("aria-pressed", "true")
    assert colours(page) == "dark"


def test_what_the_system_says_anyway_is_not_kept(switch, page: Page):
    switch.click()
    switch.click()

    assert page.evaluate("localStorage.length") == 0
    page.emulate_media(color_scheme="dark")
    expect(switch).to_have_attribute("aria-pressed", "true")


def test_nothing_moves_when_the_switch_comes(transactional_db, page: Page):
    page.add_init_script(
        "window.moved = 0;"
        "new PerformanceObserver(list => list.getEntries().forEach(each => { window.moved += each.value }))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    page.set_viewport_size({"width": 360, "height": 800})

    for path in ["/about/", "/styleguide/", "/no-such-page/"]:
        page.goto(path, wait_until="networkidle")
        assert page.evaluate("window.moved") < 0.01


def test_without_script_there_is_no_switch(transactional_db, browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/about/")

    expect(page.get_by_role("button", name="Dark")).to_be_hidden()
    context.close()


def test_a_page_shows_no_switch_where_a_preview_says_its_theme(switch, page: Page):
    page.route("**/about/", lambda route: route.fulfill(response=(answer := route.fetch()), body=themed(answer.text())))
    switch.click()
    page.emulate_media(color_scheme="dark")

    page.goto("/about/")

    assert colours(page) == "light"
    expect(page.get_by_role("button", name="Dark")).to_be_hidden()


def themed(html: str) -> str:
    return html.replace('<html lang="en">', '<html lang="en" data-theme="light">')
