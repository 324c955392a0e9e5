"""Somebody goes to the trash with their credits and comes back with them, by the keyboard alone."""

from playwright.sync_api import Page, expect

from people.models import Person
from tests.factories.episodes import make_credit, make_episode, make_season
from tests.factories.people import make_person

from .keyboard import press

EPISODE = "/episodes/s02e01/"


def test_a_person_goes_and_comes_back_with_the_credits(desk: Page):
    episode = make_episode(make_season(2, episodes_before=13), 1, key="s02e01", title="AKA Start at the Beginning")
    person = make_person("Anna Foerster", description="A director.")
    make_credit(episode, person, "director")
    desk.goto(EPISODE)
    expect(desk.get_by_role("main").get_by_text("Anna Foerster").first).to_be_visible()

    desk.goto(f"/admin/people/person/{person.pk}/change/")
    press(desk, desk.get_by_role("link", name="Move to the trash", exact=True).first)
    expect(desk.get_by_role("heading", name="Episodes: credits: person (1)")).to_be_visible()
    press(desk, desk.get_by_role("button", name="Move to the trash", exact=True).first)
    expect(desk.locator(".messagelist .success")).to_contain_text("“Anna Foerster” was moved to the trash.")
    desk.goto(EPISODE)
    expect(desk.get_by_role("heading", level=1)).to_contain_text("AKA Start at the Beginning")
    expect(desk.get_by_text("Anna Foerster")).to_have_count(0)

    desk.goto("/admin/trash/")
    press(desk, desk.get_by_role("link", name="Anna Foerster", exact=True).first)
    expect(desk.get_by_role("checkbox", name="AKA Start at the Beginning")).to_be_checked()
    press(desk, desk.get_by_role("checkbox", name="Publish it at once", exact=True).first, "Space")
    desk.get_by_label("Why").focus()
    desk.keyboard.type("She is real.")
    press(desk, desk.get_by_role("button", name="Take back", exact=True).first)
    expect(desk.locator(".messagelist .success")).to_contain_text("was taken back from the trash, public.")
    desk.goto(EPISODE)
    expect(desk.get_by_role("main").get_by_text("Anna Foerster").first).to_be_visible()


def test_another_is_chosen_for_what_points_here(desk: Page):
    episode = make_episode(make_season(2, episodes_before=13), 1, key="s02e01")
    wrong = make_person("Anna Forster")
    make_person("Anna Foerster")
    make_credit(episode, wrong, "director")

    desk.goto(f"/admin/people/person/{wrong.pk}/delete/")
    field = desk.get_by_role("combobox", name="What points here shall point to")
    field.focus()
    desk.keyboard.type("foer")
    expect(desk.locator(".chooser-list:visible li")).to_have_text(["Anna Foerster"])
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(field).to_have_value("Anna Foerster")
    press(desk, desk.get_by_role("button", name="Replace it with that, and move it to the trash", exact=True).first)
    expect(desk.locator(".messagelist .success")).to_contain_text("“Anna Forster” was moved to the trash.")

    assert [credit.person.title for credit in episode.credits.all()] == ["Anna Foerster"]
    assert Person.objects.count() == 1
