"""The dashboard, the quick search and an editable list, with the keyboard alone."""

from playwright.sync_api import Page, expect

from editorial.desk import hold, save
from people.models import Person
from tests.factories.people import make_person

from .barriers import barriers


def test_one_key_leads_to_the_search_and_the_arrows_through_it(desk: Page):
    person = make_person("Trish Walker", key="trish-walker")
    make_person("Trish Somebody", key="trish-somebody")
    desk.goto("/admin/")

    desk.keyboard.press("/")
    desk.keyboard.type("trish w")
    found = desk.locator(".quick-search-found a")
    expect(found).to_have_text(["Trish Walker"])
    expect(desk.locator(".quick-search [role=status]")).to_have_text("1 found. The arrow keys lead to them.")
    assert barriers(desk) == {}
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Escape")
    expect(desk.locator(".quick-search-found")).to_be_hidden()
    assert desk.evaluate("document.activeElement.name") == "q"
    desk.keyboard.type("alker")
    expect(found).to_be_visible()
    expect(found).to_have_text(["Trish Walker"])
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")

    desk.wait_for_url(f"**/admin/people/person/{person.pk}/change/")


def test_the_key_writes_a_stroke_where_one_types(desk: Page):
    desk.goto("/admin/people/person/add/")

    desk.locator("#id_title").focus()
    desk.keyboard.type("AC/DC")

    expect(desk.locator("#id_title")).to_have_value("AC/DC")


def test_enter_leads_to_the_page_of_all_that_is_found(desk: Page):
    make_person("Trish Walker")
    desk.goto("/admin/episodes/episode/")

    desk.keyboard.press("/")
    desk.keyboard.type("trish")
    desk.keyboard.press("Enter")

    desk.wait_for_url("**/admin/search/?q=trish")
    expect(desk.locator("#content .desk-list a")).to_have_text(["Trish Walker"])


def test_the_search_works_without_script(plain: Page):
    make_person("Trish Walker")
    plain.goto("/admin/")

    plain.get_by_label("Find anything at the desk").fill("trish")
    plain.get_by_label("Find anything at the desk").press("Enter")

    expect(plain.locator("#content .desk-list a")).to_have_text(["Trish Walker"])


def test_a_list_is_edited_with_the_keyboard(desk: Page):
    person = make_person("Trish Walker", state="draft", publish_at=None)
    desk.goto("/admin/people/person/")

    desk.get_by_label("Description: Trish Walker").focus()
    desk.keyboard.type("Hosts a radio show.")
    desk.keyboard.press("Enter")

    expect(desk.get_by_text("Saved: 1 (Trish Walker).")).to_be_visible()
    assert Person.objects.get(pk=person.pk).description == "Hosts a radio show."


def test_a_list_that_asks_about_a_row_keeps_what_was_typed_and_has_no_barrier(desk: Page):
    person = make_person("Trish Walker", state="draft", publish_at=None)
    desk.goto("/admin/people/person/")
    field = desk.get_by_label("Description: Trish Walker")
    field.fill("mine")
    with hold(person) as held:
        save(held, held.current.with_values({("description",): "theirs"}))
    field.press("Enter")

    expect(desk.get_by_text("Saved by the site at")).to_be_visible()
    assert desk.get_by_label("Description: Trish Walker").input_value() == "mine"
    assert desk.get_by_label("Description: Trish Walker").get_attribute("aria-invalid") == "true"
    assert barriers(desk) == {}
