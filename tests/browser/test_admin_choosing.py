"""Choosing entries and moments in a form: with the keyboard, in a new row, in a window of its own, without script."""

import pytest
from playwright.sync_api import Page, expect

from news.models import Article
from people.models import Person
from tests.factories.episodes import make_credit, make_episode, make_season
from tests.factories.news import make_article
from tests.factories.people import make_person
from tests.factories.public import DRAFT
from tests.factories.users import make_chief_editor


@pytest.fixture
def credit(transactional_db):
    make_person(title="Krysten Ritter", key="krysten-ritter")
    return make_credit(make_episode(make_season(), **DRAFT), make_person(title="Anna Foerster"))


def form_of(entry) -> str:
    return f"/admin/{entry._meta.app_label}/{entry._meta.model_name}/{entry.pk}/change/"


def save(desk: Page):
    desk.locator(".submit-row").get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".messagelist .success")).to_be_visible()


def test_one_is_chosen_with_the_keyboard_alone(desk: Page, credit):
    desk.goto(form_of(credit.episode))
    field = desk.locator("#credits-0").get_by_role("combobox", name="Person")
    expect(field).to_have_value("Anna Foerster")

    field.focus()
    desk.keyboard.press("ControlOrMeta+A")
    desk.keyboard.type("ritt")
    expect(desk.locator(".chooser-list:visible li")).to_have_text(["Krysten Ritter"])
    desk.keyboard.press("ArrowDown")
    expect(field).to_have_attribute(
        "aria-activedescendant", desk.get_by_role("option", name="Krysten").get_attribute("id")
    )
    desk.keyboard.press("Enter")
    expect(field).to_have_value("Krysten Ritter")
    expect(field).to_have_attribute("aria-expanded", "false")
    save(desk)

    assert credit.episode.credits.get().person.title == "Krysten Ritter"


def test_what_is_typed_and_not_chosen_changes_nothing(desk: Page, credit):
    desk.goto(form_of(credit.episode))
    field = desk.locator("#credits-0").get_by_role("combobox", name="Person")

    field.fill("ritt")
    expect(desk.locator(".chooser-list:visible li")).to_have_text(["Krysten Ritter"])
    desk.keyboard.press("Escape")
    expect(field).to_have_value("Anna Foerster")
    field.fill("nobody at all")
    expect(desk.locator(".chooser-empty")).to_be_visible()
    desk.keyboard.press("Tab")

    expect(field).to_have_value("Anna Foerster")


def test_a_field_that_may_be_empty_is_emptied(desk: Page, credit):
    episode = credit.episode
    episode.owner = make_chief_editor(username="owner")
    episode.save()
    desk.goto(form_of(episode))
    desk.get_by_text("History", exact=True).last.click()

    desk.get_by_role("combobox", name="Owner").fill("")
    save(desk)

    episode.refresh_from_db()
    assert episode.owner is None


def test_several_are_chosen_and_taken_away(desk: Page):
    article = make_article(people=[make_person(title="Anna Foerster")], **DRAFT)
    make_person(title="Krysten Ritter")
    desk.goto(form_of(article))

    desk.get_by_role("combobox", name="People").fill("ritter")
    desk.get_by_role("option", name="Krysten Ritter").click()
    desk.get_by_role("button", name="Remove Anna Foerster").click()
    save(desk)

    assert [person.title for person in Article.objects.get().people.all()] == ["Krysten Ritter"]


def test_a_new_row_chooses_too(desk: Page, credit):
    desk.goto(form_of(credit.episode))

    desk.get_by_role("button", name="Add another Credit").click()
    row = desk.locator("#credits-1")
    row.get_by_label("Job").select_option("director")
    row.get_by_role("combobox", name="Person").fill("ritter")
    desk.get_by_role("option", name="Krysten Ritter").click()
    save(desk)

    assert [each.person.title for each in credit.episode.credits.all()] == ["Anna Foerster", "Krysten Ritter"]


def test_an_entry_made_in_a_window_of_its_own_is_chosen(desk: Page, credit):
    desk.goto(form_of(credit.episode))

    with desk.expect_popup() as opened:
        desk.locator("#add_id_credits-0-person").click()
    window = opened.value
    window.locator("#id_title").fill("Carrie-Anne Moss")
    window.get_by_label("Sort name:", exact=True).fill("Moss")
    window.get_by_role("button", name="Save", exact=True).click()

    expect(desk.locator("#credits-0").get_by_role("combobox", name="Person")).to_have_value("Carrie-Anne Moss")
    save(desk)
    assert credit.episode.credits.get().person == Person.objects.get(title="Carrie-Anne Moss")


def test_an_error_leads_to_the_field_to_choose_in(desk: Page, credit):
    desk.goto(form_of(credit.episode))
    desk.locator("#id_credits-0-person").evaluate("select => { select.options[0].value = '999' }")
    desk.locator(".submit-row").get_by_role("button", name="Save", exact=True).click()

    desk.get_by_role("alert").get_by_role("link", name="Credit 1, Person").click()

    expect(desk.locator("#credits-0").get_by_role("combobox", name="Person")).to_be_focused()


def test_an_entry_is_chosen_by_its_key_without_script(plain: Page, credit):
    plain.goto(form_of(credit.episode))

    plain.locator("#credits-0").get_by_label("or the one with the key").fill("krysten-ritter")
    save(plain)

    assert credit.episode.credits.get().person.title == "Krysten Ritter"


def test_a_moment_comes_from_the_calendar_of_the_browser(desk: Page, credit):
    desk.goto(form_of(credit.episode))
    moment = desk.get_by_label("Expire:", exact=True)
    expect(desk.get_by_role("button", name="Expire: open the calendar")).to_be_visible()

    desk.locator(".fieldBox.field-expire_at .moment-picker").evaluate(
        "picker => { picker.value = '2999-03-08T09:00'; picker.dispatchEvent(new Event('change')) }"
    )

    expect(moment).to_have_value("2999-03-08 09:00")
