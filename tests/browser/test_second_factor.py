"""A second factor, set up and used in a browser that runs no script, from the keyboard alone."""

import re

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Page, expect

from editorial.entrance import factor
from tests.editorial.entrance.coming import code_of

from .barriers import barriers

PASSWORD = "alias investigations"


@pytest.fixture
def chief(chief):
    chief.set_password(PASSWORD)
    chief.save()
    return chief


def press_through(page: Page, field: str, text: str):
    """Type into a field and send the form, without a mouse."""
    page.get_by_label(field).focus()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def offered_key(page: Page, user) -> TOTPDevice:
    return factor.offered(user, page.locator("input[name=key]").input_value())


def test_it_is_set_up_and_used_by_keyboard_without_script(plain, chief):
    plain.goto("/admin/")
    plain.get_by_role("link", name="Second factor").focus()
    plain.keyboard.press("Enter")
    device = offered_key(plain, chief)
    press_through(plain, "Code that the app shows", code_of(device, -1))
    expect(plain.locator(".desk-codes li")).to_have_count(10)

    plain.get_by_role("button", name="Log out").click()
    plain.goto("/admin/login/")
    plain.get_by_label("Username").fill("chief")
    plain.get_by_label("Password").fill(PASSWORD)
    press_through(plain, "Code", code_of(device))

    expect(plain).to_have_url(re.compile("/admin/$"))


def test_no_state_of_the_page_has_barriers(desk, chief):
    desk.goto("/admin/second-factor/")
    device = offered_key(desk, chief)
    states = {"new": barriers(desk)}
    press_through(desk, "Code that the app shows", "000000")
    expect(desk.get_by_text("This is not the code of this key.")).to_be_visible()
    states["wrong code"] = barriers(desk)
    press_through(desk, "Code that the app shows", code_of(device))
    expect(desk.get_by_role("heading", name="Recovery codes")).to_be_visible()
    states["codes"] = barriers(desk)
    desk.goto("/admin/second-factor/")
    states["on"] = barriers(desk)
    press_through(desk, "Your password", "wrong")
    expect(desk.get_by_text("This is not your password.")).to_be_visible()
    states["wrong password"] = barriers(desk)

    assert [(state, found) for state, found in states.items() if found] == []


def test_where_everybody_needs_one_the_page_stands_alone(desk, settings):
    settings.REQUIRE_SECOND_FACTOR = True

    desk.goto("/admin/")

    expect(desk).to_have_url(re.compile("/admin/second-factor/$"))
    assert barriers(desk) == {}
    assert desk.get_by_role("button").all_inner_texts() == ["Switch it on", "Log out"]


def test_a_login_that_has_to_wait_has_no_barriers(page, chief):
    page.goto("/admin/login/")
    for _ in range(6):
        page.get_by_label("Username").fill("chief")
        press_through(page, "Password", "wrong")

    expect(page.get_by_role("alert")).to_contain_text("This was tried too often")
    expect(page.get_by_label("Username")).to_have_value("chief")
    assert barriers(page) == {}
