"""Pointing at what matters in a picture, with the mouse and without."""

import pytest
from playwright.sync_api import Page, expect

from editorial.models import Picture
from tests.factories.editorial import make_image, make_picture


@pytest.fixture
def form(desk: Page) -> Page:
    """The form of a picture."""
    picture = make_picture(file=make_image("WEBP", (400, 300)))
    desk.goto(f"/admin/editorial/picture/{picture.pk}/change/")
    return desk


def point(form: Page) -> list[str]:
    return [form.locator(f"#id_focal_{axis}").input_value() for axis in "xy"]


def marker(form: Page):
    return form.get_by_role("slider", name="Focal point")


def save(form: Page):
    form.locator(".submit-row").last.get_by_role("button", name="Save", exact=True).click()
    expect(form.locator(".messagelist .success")).to_be_visible()


def test_a_click_on_the_picture_moves_the_point(form: Page):
    image = form.locator("[data-focal-point] img")
    image.scroll_into_view_if_needed()
    box = image.bounding_box()

    image.click(position={"x": box["width"] / 4, "y": box["height"] * 3 / 4})

    assert point(form) == ["25", "75"]
    expect(marker(form)).to_be_focused()
    expect(marker(form)).to_have_attribute("aria-valuetext", "25 % from the left, 75 % from the top")
    assert centre(marker(form)) == pytest.approx((box["x"] + box["width"] / 4, box["y"] + box["height"] * 3 / 4), abs=1)
    save(form)
    picture = Picture.objects.get()
    assert (picture.focal_x, picture.focal_y, picture.renditions["focal"]) == (25, 75, [25, 75])


def test_the_arrow_keys_move_the_point(form: Page):
    form.locator("#id_focal_x").focus()
    form.keyboard.press("Shift+Tab")
    expect(marker(form)).to_be_focused()
    assert marker(form).evaluate("marker => getComputedStyle(marker).outlineStyle") == "solid"

    for key in ["ArrowRight", "ArrowRight", "ArrowUp", "Shift+ArrowDown"]:
        form.keyboard.press(key)

    assert point(form) == ["52", "59"]
    expect(marker(form)).to_have_attribute("aria-valuenow", "52")
    expect(marker(form)).to_have_attribute("aria-valuetext", "52 % from the left, 59 % from the top")
    for _ in range(7):
        form.keyboard.press("Shift+ArrowLeft")
    assert point(form) == ["0", "59"]
    save(form)
    assert Picture.objects.get().renditions["focal"] == [0, 59]


def test_the_marker_follows_the_number_fields(form: Page):
    form.locator("#id_focal_x").fill("10")

    expect(marker(form)).to_have_attribute("aria-valuetext", "10 % from the left, 50 % from the top")


def centre(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
