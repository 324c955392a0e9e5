"""The lists of the desk, on a phone and at a desk."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories.people import make_person


@pytest.fixture(autouse=True)
def person(transactional_db):
    return make_person("Krysten Ritter")


def test_on_a_phone_the_filters_are_closed_and_the_list_is_in_sight_below_them(desk: Page):
    desk.set_viewport_size({"width": 320, "height": 640})
    desk.goto("/admin/people/person/")
    draft = desk.get_by_role("navigation", name="Filter").get_by_role("link", name="draft", exact=True)

    expect(draft).to_be_hidden()
    expect(desk.locator("#result_list")).to_be_in_viewport()

    desk.locator("summary").get_by_text("Filter").click()
    draft.click()

    expect(desk.get_by_text("Filter (in use)")).to_be_visible()
    expect(desk.get_by_role("link", name="Krysten Ritter")).to_have_count(0)


def test_beside_the_list_the_filters_are_open(desk: Page):
    desk.set_viewport_size({"width": 1280, "height": 800})
    desk.goto("/admin/people/person/")

    desk.get_by_role("navigation", name="Filter").get_by_role("link", name="draft", exact=True).click()

    expect(desk.get_by_role("link", name="Krysten Ritter")).to_have_count(0)
    expect(desk.get_by_text("Filter (in use)")).to_be_hidden()


def test_there_is_one_button_to_save_a_list(desk: Page):
    desk.goto("/admin/people/person/")

    expect(desk.get_by_role("button", name="Save", exact=True)).to_have_count(1)
