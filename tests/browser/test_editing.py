"""What an editor does: changes the site, and sees the change."""

import re

from playwright.sync_api import Page, expect

from tests.factories.episodes import make_episode, make_season

from .publishing import give_reasons


def choose(page: Page, field: str, words: str):
    page.locator(f".field-{field}").get_by_role("combobox").fill(words)
    page.get_by_role("option", name=words).click()


def save_and_stay(page: Page):
    page.locator(".submit-row").last.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def publish(page: Page):
    """Go on from the form that was saved: to the page of publishing, and through it, with a reason for each warning."""
    page.locator(".desk-state a").click()
    give_reasons(page)
    page.get_by_label("What changed, and why").fill("As agreed.")
    page.get_by_role("button", name=re.compile("^Publish")).click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def test_a_new_teaser_is_public_once_it_is_published(desk: Page):
    make_episode(make_season(2, episodes_before=13), 1, title="AKA Start at the Beginning", teaser="An old teaser.")

    desk.goto("/admin/")
    desk.locator(".model-episode").get_by_role("link", name="Episodes").click()
    desk.get_by_role("link", name="AKA Start at the Beginning").click()
    desk.get_by_label("Teaser:", exact=True).fill("A new teaser.")
    save_and_stay(desk)
    form = desk.url
    desk.goto("/episodes/s02e01/")
    expect(desk.get_by_text("An old teaser.")).to_be_visible()
    expect(desk.get_by_text("A new teaser.")).to_have_count(0)

    desk.goto(form)
    expect(desk.get_by_label("Teaser:", exact=True)).to_have_value("A new teaser.")
    publish(desk)
    desk.goto("/episodes/s02e01/")

    expect(desk.get_by_text("A new teaser.")).to_be_visible()
    expect(desk.get_by_text("An old teaser.")).to_have_count(0)


def test_the_public_page_and_the_desk_lead_to_each_other(desk: Page):
    make_episode(make_season(2, episodes_before=13), 1, title="AKA Start at the Beginning")

    desk.goto("/episodes/s02e01/")
    desk.get_by_role("link", name="Edit this page").click()
    expect(desk.get_by_label("Title:", exact=True)).to_have_value("AKA Start at the Beginning")

    desk.get_by_role("link", name="View on site").click()
    expect(desk).to_have_url(re.compile("/episodes/s02e01/$"))


def test_a_third_season_is_made_in_the_admin_alone(desk: Page):
    desk.goto("/admin/")
    desk.locator(".model-season").get_by_role("link", name="Add").click()
    desk.get_by_label("Title:", exact=True).fill("Season 3")
    desk.get_by_label("Number:", exact=True).fill("3")
    desk.get_by_label("Episodes before:", exact=True).fill("26")
    expect(desk.get_by_label("Key:", exact=True)).to_have_value("season-3")
    save_and_stay(desk)
    publish(desk)

    desk.goto("/admin/")
    desk.locator(".model-episode").get_by_role("link", name="Add").click()
    desk.get_by_label("Title:", exact=True).fill("AKA The Perfect Burger")
    choose(desk, "season", "Season 3")
    desk.get_by_label("Number in season:", exact=True).fill("1")
    desk.get_by_label("Number in series:", exact=True).fill("28")
    desk.get_by_label("Key:", exact=True).fill("s03e01")
    desk.get_by_label("Teaser:", exact=True).fill("Lunch is interrupted.")
    desk.locator(".submit-row").last.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_role("alert").get_by_text("number 1 in it is 27 in the series")).to_be_visible()
    desk.get_by_label("Number in series:", exact=True).fill("27")
    save_and_stay(desk)
    publish(desk)

    desk.goto("/episodes/")
    desk.get_by_role("link", name="AKA The Perfect Burger").click()
    expect(desk).to_have_url(re.compile("/episodes/s03e01/$"))
    expect(desk.get_by_text("Lunch is interrupted.")).to_be_visible()
    desk.get_by_role("link", name="Season 3").first.click()
    expect(desk).to_have_url(re.compile("/season/season-3/$"))
