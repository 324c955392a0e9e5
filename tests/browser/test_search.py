"""The search in the masthead: suggestions by keyboard and by pointer, and without a script."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.editorial.search.looking import shelve
from tests.factories.people import make_alias, make_person

from .barriers import barriers


@pytest.fixture
def people(transactional_db):
    ritter = make_person("Krysten Ritter", key="krysten-ritter")
    shelve(ritter, make_person("Krystal Clear", key="krystal-clear"))
    make_alias(ritter, "Kristen Ritter", kind="misspelling")
    shelve(ritter)


def field_of(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Search the casebook")


def options_of(page: Page) -> Locator:
    return page.locator("[role=listbox]:not([hidden]) > [role=option]")


def test_suggests_while_one_types(people, page: Page):
    page.goto("/about/")
    field, options = field_of(page), options_of(page)

    field.press_sequentially("kryst")
    expect(options).to_have_count(2)
    expect(page.get_by_text("2 pages suggested.")).to_be_attached()
    assert barriers(page) == {}
    field.press("ArrowDown")
    field.press("ArrowUp")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))

    field.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_value("kryst")
    expect(field).to_have_attribute("aria-expanded", "false")

    field.press_sequentially("en")
    expect(options).to_have_count(1)
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/people/krysten-ritter/")


def test_a_suggestion_is_clicked(people, page: Page):
    page.goto("/about/")
    field_of(page).press_sequentially("clear")
    options_of(page).click()

    page.wait_for_url("**/people/krystal-clear/")


def test_enter_leads_to_all_results(people, page: Page):
    page.goto("/about/")
    field_of(page).press_sequentially("ritter")
    expect(options_of(page)).to_have_count(1)
    field_of(page).press("Enter")

    page.wait_for_url("**/search/?q=ritter")
    expect(page.get_by_role("heading", name="1 result")).to_be_visible()
    assert barriers(page) == {}


def test_works_without_a_script(people, plain: Page):
    plain.goto("/about/")
    plain.get_by_role("searchbox", name="Search the casebook").fill("kristen")
    plain.get_by_role("button", name="Search", exact=True).click()

    expect(plain.get_by_text("Also printed as Kristen Ritter")).to_be_visible()
