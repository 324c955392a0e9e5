"""Going about a page with the keyboard alone."""

from playwright.sync_api import Locator, Page, expect


def tab_to(page: Page, target: Locator):
    """Come to a part of the page with the Tab key, from wherever one is."""
    handle = target.element_handle()
    for _ in range(300):
        if page.evaluate("part => part === document.activeElement", handle):
            return
        page.keyboard.press("Tab")
    expect(target).to_be_focused()


def press(page: Page, target: Locator, key: str = "Enter"):
    tab_to(page, target)
    page.keyboard.press(key)


def type_over(page: Page, target: Locator, words: str):
    """Write into a field what shall stand there."""
    tab_to(page, target)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(words)
