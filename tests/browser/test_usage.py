"""From the form of a record to where it is used and back, and the page of what is gone: both without a barrier."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from editorial.addresses import remember
from tests.factories.episodes import make_credit, make_episode, make_season
from tests.factories.people import make_person
from tests.factories.public import HIDDEN

from .test_editing import desk  # noqa: F401
from .test_reading import WCAG

SIZES = pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])


def barriers(page: Page):
    options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return {barrier["id"]: [node["html"] for node in barrier["nodes"]] for barrier in found}


def look(page: Page, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # colors at rest


@SIZES
def test_where_somebody_is_used(desk: Page, width, scheme):  # noqa: F811
    person = make_person("Melissa Rosenberg", biography="Wrote for Krysten Ritter.")
    make_person("Krysten Ritter", key="krysten-ritter")
    remember(person, "old-address")
    episode = make_episode(make_season(2, episodes_before=13), 1, title="AKA Start at the Beginning")
    make_credit(episode, person, "writer")
    look(desk, width, scheme)

    desk.goto(f"/admin/people/person/{person.pk}/change/")
    desk.get_by_role("link", name="Where used").click()

    expect(desk.get_by_role("heading", level=1)).to_have_text("Where “Melissa Rosenberg” is used")
    expect(desk.get_by_text("[[person:krysten-ritter|Krysten Ritter]]")).to_be_visible()
    assert barriers(desk) == {}
    assert desk.evaluate("document.documentElement.scrollWidth") <= width
    desk.get_by_role("link", name="AKA Start at the Beginning").click()
    expect(desk.get_by_label("Title:", exact=True)).to_have_value("AKA Start at the Beginning")


@SIZES
def test_what_is_gone(page: Page, transactional_db, width, scheme):
    person = make_person("Melissa Rosenberg", **HIDDEN["expired"]())
    look(page, width, scheme)

    page.goto(person.get_absolute_url())

    expect(page.get_by_role("heading", level=1)).to_have_text("No longer on the site")
    assert barriers(page) == {}
    page.get_by_role("main").get_by_role("link", name="people", exact=True).first.click()
    expect(page).to_have_url("/people/")
