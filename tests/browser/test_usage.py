"""From the form of a record to where it is used and back, and the page of what is gone: both without a barrier."""

from playwright.sync_api import Page, expect

from editorial.addresses import remember
from tests.factories.episodes import make_credit, make_episode, make_season
from tests.factories.people import make_person
from tests.factories.public import HIDDEN

from .barriers import barriers


def test_where_somebody_is_used(desk: Page):
    person = make_person("Melissa Rosenberg", biography="Wrote for Krysten Ritter.")
    make_person("Krysten Ritter", key="krysten-ritter")
    remember(person, "old-address")
    episode = make_episode(make_season(2, episodes_before=13), 1, title="AKA Start at the Beginning")
    make_credit(episode, person, "writer")

    desk.goto(f"/admin/people/person/{person.pk}/change/")
    desk.get_by_role("link", name="Where used").click()

    expect(desk.get_by_role("heading", level=1)).to_have_text("Where “Melissa Rosenberg” is used")
    expect(desk.get_by_text("[[person:krysten-ritter|Krysten Ritter]]")).to_be_visible()
    assert barriers(desk) == {}
    desk.get_by_role("link", name="AKA Start at the Beginning").click()
    expect(desk.get_by_label("Title:", exact=True)).to_have_value("AKA Start at the Beginning")


def test_what_is_gone(page: Page, transactional_db):
    person = make_person("Melissa Rosenberg", **HIDDEN["expired"]())

    page.goto(person.get_absolute_url())

    expect(page.get_by_role("heading", level=1)).to_have_text("No longer on the site")
    assert barriers(page) == {}
    page.get_by_role("main").get_by_role("link", name="people", exact=True).first.click()
    expect(page).to_have_url("/people/")
