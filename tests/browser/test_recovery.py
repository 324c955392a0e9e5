"""What is typed survives a browser that dies, a session that ends and a line that is cut."""

import re
import time
from urllib.parse import parse_qs

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from editorial.models import Revision, Unsaved
from editorial.publishing import State
from editorial.recovery.presence import come
from people.models import Person
from tests.factories.people import make_person
from tests.factories.users import make_chief_editor

PASSWORD = "alias investigations"
WORDS = "Plays a private investigator who drinks."
STORED = "Object.keys(localStorage).filter((key) => key.startsWith('unsaved'))"
OFFERED = "you typed something here that was not saved"


@pytest.fixture
def person(transactional_db) -> Person:
    return make_person(title="Krysten Ritter", state=State.DRAFT, publish_at=None)


@pytest.fixture
def chief(transactional_db):
    return make_chief_editor(username="chief", password=PASSWORD)


@pytest.fixture
def desk(desk: Page, person) -> Page:
    desk.goto(form_of(person))
    return desk


def form_of(person) -> str:
    return f"/admin/people/person/{person.pk}/change/"


def type_words(desk: Page):
    desk.get_by_label("Description:", exact=True).press_sequentially(WORDS)


def said(desk: Page):
    return desk.locator("[data-autosave]")


def save(desk: Page):
    desk.locator(".submit-row").get_by_role("button", name="Save", exact=True).click()


def put_back_and_save(desk: Page):
    desk.get_by_role("link", name="Show the difference").first.click()
    expect(desk.locator(".desk-diff ins")).to_contain_text(WORDS)
    desk.get_by_role("link", name="Put it into the form").click()
    expect(desk.get_by_label("Description:", exact=True)).to_have_value(WORDS)
    save(desk)
    expect(desk.locator(".messagelist .success").first).to_be_visible()


def test_a_window_that_dies_loses_nothing(desk: Page, person):
    type_words(desk)
    expect(said(desk)).to_have_text(re.compile(r"^Kept at \d\d:\d\d\.$"))
    revisions = Revision.objects.count()

    again = desk.context.new_page()
    desk.close()
    again.goto(form_of(person))
    expect(again.get_by_text(OFFERED)).to_be_visible()
    put_back_and_save(again)

    assert Person.objects.get().description == WORDS
    assert not Unsaved.objects.exists()
    assert revisions == 0


def test_leaving_at_once_sends_what_was_just_typed(desk: Page, person):
    type_words(desk)

    desk.goto("/admin/")
    desk.goto(form_of(person))

    expect(desk.get_by_role("link", name="Show the difference").first).to_be_visible()
    put_back_and_save(desk)
    assert Person.objects.get().description == WORDS


def test_a_session_that_ends_while_typing_loses_nothing(desk: Page, person):
    type_words(desk)
    Session.objects.all().delete()
    expect(said(desk)).to_have_text(re.compile("^(Kept|What you typed is kept)"))

    save(desk)
    desk.get_by_label("Username").fill("chief")
    desk.get_by_label("Password").fill(PASSWORD)
    desk.get_by_role("button", name="Log in").click()

    expect(desk.get_by_text(OFFERED)).to_be_visible()
    put_back_and_save(desk)
    assert Person.objects.get().description == WORDS
    assert not Unsaved.objects.exists()


def test_what_was_typed_off_line_stays_in_the_browser_and_is_sent_later(desk: Page, person):
    again = desk.context.new_page()
    desk.context.set_offline(True)
    type_words(desk)
    expect(said(desk)).to_contain_text("It stays in this browser")

    desk.close()
    desk.context.set_offline(False)
    again.goto(form_of(person))

    expect(said(again)).to_contain_text("This browser still had something that you typed here and did not save.")
    assert again.evaluate(STORED) == []
    put_back_and_save(again)
    assert Person.objects.get().description == WORDS


def test_what_could_not_be_sent_is_sent_before_the_form_is_saved(desk: Page, person):
    desk.route("**/autosave/", lambda route: route.abort())
    type_words(desk)
    expect(said(desk)).to_contain_text("It stays in this browser")
    (stored,) = desk.evaluate(f"{STORED}.map((key) => localStorage.getItem(key))")
    assert {"description", "_horizon", "_theme"} & parse_qs(stored).keys() == {"description"}
    desk.unroute("**/autosave/")

    save(desk)
    expect(desk.locator(".messagelist .success").first).to_be_visible()

    assert desk.evaluate(STORED) == []
    assert Person.objects.get().description == WORDS
    assert not Unsaved.objects.exists()


def test_what_could_not_be_sent_and_is_saved_is_not_offered(desk: Page, person):
    desk.route("**/autosave/", lambda route: route.abort())
    type_words(desk)
    expect(said(desk)).to_contain_text("It stays in this browser")
    save(desk)
    expect(desk.locator(".messagelist .success").first).to_be_visible()
    desk.unroute("**/autosave/")

    with desk.expect_response("**/autosave/"):
        desk.goto(form_of(person))

    expect(said(desk)).to_have_text("")
    desk.wait_for_function(f"{STORED}.length === 0")
    assert Person.objects.get().description == WORDS
    assert not Unsaved.objects.exists()


def test_it_warns_only_while_something_is_not_kept(desk: Page, person):
    kept = desk.context.new_page()
    kept.goto(form_of(person))
    type_words(kept)
    expect(said(kept)).to_contain_text("Kept at")
    warnings = []
    for window in (kept, desk):
        window.on("dialog", lambda dialog: (warnings.append(dialog.type), dialog.accept()))

    kept.goto("/admin/")
    assert warnings == []

    desk.context.set_offline(True)
    type_words(desk)
    expect(said(desk)).to_contain_text("It stays in this browser")
    desk.close(run_before_unload=True)
    desk.wait_for_event("close")
    assert warnings == ["beforeunload"]


def test_who_else_has_it_open_is_shown_while_one_types(desk: Page, person):
    expect(desk.get_by_text("has this open too")).to_have_count(0)
    come(make_chief_editor(username="Anna"), person)

    type_words(desk)

    expect(desk.get_by_text(re.compile(r"^Anna has this open too, last seen \d\d:\d\d\.$"))).to_be_visible()


def test_a_form_that_is_saved_leaves_nothing_behind(desk: Page, person):
    type_words(desk)
    expect(said(desk)).to_contain_text("Kept at")

    save(desk)
    expect(desk.locator(".messagelist .success").first).to_be_visible()
    desk.goto(form_of(person))

    assert not Unsaved.objects.exists()
    assert desk.evaluate(STORED) == []
    expect(desk.get_by_text(OFFERED)).to_have_count(0)


def test_saving_while_something_is_under_way_waits_for_it(desk: Page, person):
    def dawdle(route):
        time.sleep(0.5)
        route.continue_()

    desk.route("**/autosave/", dawdle)
    with desk.expect_request("**/autosave/"):
        type_words(desk)

    save(desk)
    expect(desk.locator(".messagelist .success").first).to_be_visible()

    assert Person.objects.get().description == WORDS
    assert not Unsaved.objects.exists()
