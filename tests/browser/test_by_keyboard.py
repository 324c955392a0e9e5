"""An entry from its first word to its restored one, with the keyboard alone."""

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect

from editorial.roles import CONTRIBUTOR, EDITOR
from people.models import Person
from tests.factories.episodes import make_episode, make_season
from tests.factories.sources import make_source
from tests.factories.users import make_user

from .keyboard import press, type_over
from .publishing import warnings


def member(name: str, group: str):
    user = make_user(username=name, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def content(transactional_db):
    make_episode(make_season(2, episodes_before=13), 1)
    make_source(key="ryan-2016", title="The Detective Returns")


def button(page: Page, name: str):
    return page.locator(".submit-row").last.get_by_role("button", name=name, exact=True)


def publish(page: Page, name: str):
    expect(page.get_by_role("heading", level=1)).to_have_text("Publishing: Anna Foerster")
    for reason in warnings(page):
        type_over(page, reason, "Nothing more is known.")
    press(page, page.get_by_role("button", name=name, exact=True))
    expect(page.locator(".messagelist .success")).to_have_text("“Anna Foerster”: Published.")


def test_an_entry_is_written_cited_submitted_published_and_restored(content, page: Page, log_in):
    log_in(page.context, member("trish", CONTRIBUTOR))
    page.goto("/admin/people/person/add/")
    type_over(page, page.locator("#id_title"), "Anna Foerster")
    type_over(page, page.locator("#id_sort_name"), "Foerster, Anna")
    type_over(page, page.get_by_label("Biography:"), "She directed the first hour.[@detec")
    expect(page.get_by_role("option", name="The Detective Returns")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Biography:")).to_have_value("She directed the first hour.[@ryan-2016]")
    press(page, button(page, "Save and submit for review"))
    expect(page.locator(".messagelist .success").last).to_have_text("“Anna Foerster”: submitted for review.")

    log_in(page.context, member("jeri", EDITOR))
    page.goto("/admin/")
    press(page, page.get_by_role("link", name="Anna Foerster").first)
    publish(page, "Publish")
    page.goto("/people/anna-foerster/")
    expect(page.get_by_role("main")).to_contain_text("She directed the first hour.")

    press(page, page.get_by_role("link", name="Edit this page"))
    type_over(page, page.get_by_label("Biography:"), "She directed everything.")
    type_over(page, page.get_by_label("What changed, and why"), "More of it.")
    press(page, button(page, "Save and publish"))
    publish(page, "Publish changes")
    page.goto("/people/anna-foerster/")
    expect(page.get_by_role("main")).to_contain_text("She directed everything.")

    press(page, page.get_by_role("link", name="Edit this page"))
    press(page, page.get_by_role("link", name="History"))
    press(page, page.get_by_role("link", name="Restore revision 3"))
    press(page, page.get_by_role("button", name="Restore what is ticked"))
    press(page, page.get_by_role("link", name="Show the difference"))
    publish(page, "Publish changes")
    page.goto("/people/anna-foerster/")
    expect(page.get_by_role("main")).to_contain_text("She directed the first hour.")
    assert Person.objects.get().biography == "She directed the first hour.[@ryan-2016]"
