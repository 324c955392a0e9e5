"""The page of publishing, as a person meets it."""

import re

from playwright.sync_api import Locator, Page, expect


def warnings(page: Page) -> list[Locator]:
    """The fields that ask for a reason, once the page of publishing is there."""
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Publishing: "))
    return page.get_by_label("Publish all the same, because").all()


def give_reasons(page: Page):
    for field in warnings(page):
        field.fill("Nothing more is known.")
