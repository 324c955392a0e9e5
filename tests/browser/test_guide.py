"""The pictures of the editor's guide: each is taken while doing what the guide tells.

`GUIDE_PICTURES=docs/pictures` in the environment takes them anew.
"""

import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.urls import reverse
from playwright.sync_api import Page, expect

from editorial.desk import hold, save, submit
from editorial.roles import CONTRIBUTOR
from episodes.models import Episode
from people.models import Person
from tests.content import load_content
from tests.factories.editorial import make_image, make_picture
from tests.factories.users import make_chief_editor, make_user

from .barriers import barriers

GUIDE = settings.BASE_DIR / "docs"


@pytest.fixture
def shelf(tmp_path) -> Path:
    """Where the pictures go."""
    return GUIDE.parent / os.environ["GUIDE_PICTURES"] if "GUIDE_PICTURES" in os.environ else tmp_path


@pytest.fixture
def desk(page: Page, transactional_db, log_in) -> Page:
    """The desk with the site's content, before a chief editor."""
    load_content()
    log_in(page.context, make_chief_editor(username="jeri"))
    page.set_viewport_size({"width": 1100, "height": 780})
    return page


@pytest.fixture
def colleague(transactional_db):
    user = make_user(username="trish", is_staff=True)
    user.groups.add(Group.objects.get(name=CONTRIBUTOR))
    return user


def url_of(record, page):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_{page}", args=[record.pk])


def change(record, user, **fields):
    """What somebody else saves in the meantime."""
    with hold(record) as held:
        save(held, held.current.with_values({(name,): value for name, value in fields.items()}), user)


def press(page: Page, name: str):
    page.locator(".submit-row").last.get_by_role("button", name=name, exact=True).click()


def test_every_picture_of_the_guide_is_there():
    named = set(re.findall(r"\(pictures/([a-z-]+)\.png\)", (GUIDE / "editing.md").read_text(encoding="utf-8")))

    assert named == {path.stem for path in (GUIDE / "pictures").glob("*.png")}


def test_from_a_draft_to_what_the_public_reads(desk: Page, colleague, shelf):
    person, episode = Person.objects.get(key="krysten-ritter"), Episode.objects.get(key="s02e01")
    draft = Person.objects.create(key="new-face", title="A New Face", sort_name="Face, A New", created_by=colleague)
    with hold(draft) as held:
        submit(held, colleague)
    change(person, colleague, description="Plays the lead, and directed an episode of season 3.")

    desk.goto("/admin/")
    expect(desk.get_by_text("A New Face")).to_be_visible()
    desk.screenshot(path=shelf / "dashboard.png")

    desk.goto(url_of(draft, "change"))
    desk.get_by_label("Description", exact=False).first.fill("Was seen at the back of the bar.")
    desk.screenshot(path=shelf / "draft.png")
    press(desk, "Save and continue editing")
    expect(desk.get_by_text("“A New Face”: saved.")).to_be_visible()

    desk.goto(url_of(episode, "change"))
    desk.get_by_label("Teaser:", exact=True).fill(
        "Everybody in the city knows her name, and a friend wants her to look back."
    )
    press(desk, "Save and publish")
    expect(desk.get_by_role("heading", name="What the public will read differently")).to_be_visible()
    desk.screenshot(path=shelf / "publishing.png")
    desk.get_by_role("button", name="Publish changes").click()
    desk.goto("/episodes/s02e01/")
    expect(desk.get_by_text("a friend wants her to look back")).to_be_visible()

    desk.goto(url_of(episode, "history"))
    desk.goto(url_of(episode, "history").replace("history", "compare") + "?from=1&to=live")
    expect(desk.get_by_text("look back").first).to_be_visible()
    desk.screenshot(path=shelf / "compare.png")


def test_two_at_once(desk: Page, colleague, shelf):
    person = Person.objects.get(key="krysten-ritter")
    desk.goto(url_of(person, "change"))
    desk.get_by_label("Description:", exact=True).fill("Plays Jessica Jones, a private investigator.")
    change(person, colleague, description="Plays the lead in all thirteen episodes.")

    press(desk, "Save")
    expect(desk.get_by_role("alert")).to_contain_text("nothing is lost")
    desk.screenshot(path=shelf / "conflict.png")
    assert barriers(desk) == {}
    desk.get_by_label("Mine").check()
    desk.get_by_role("button", name="Save what I chose").click()

    expect(desk.get_by_text("saved as you chose")).to_be_visible()


def test_what_was_typed_is_offered(desk: Page, shelf):
    person = Person.objects.get(key="krysten-ritter")
    desk.goto(url_of(person, "change"))
    desk.get_by_label("Description:", exact=True).press_sequentially(" Typed, and never saved.")
    expect(desk.get_by_text("Kept at", exact=False).first).to_be_visible(timeout=10_000)

    desk.goto("/admin/")
    desk.goto(url_of(person, "change"))
    offer = desk.get_by_role("link", name=re.compile("difference|what you typed|see", re.IGNORECASE)).first
    offer.click()
    expect(desk.get_by_text("Typed, and never saved.", exact=False).first).to_be_visible()
    desk.screenshot(path=shelf / "unsaved.png")


def test_the_page_beside_the_form(desk: Page, shelf):
    desk.set_viewport_size({"width": 1600, "height": 900})
    person = Person.objects.get(key="krysten-ritter")
    desk.goto(url_of(person, "change"))
    desk.get_by_role("button", name="Preview", exact=True).first.click()
    expect(desk.frame_locator("iframe").get_by_role("heading", level=1)).to_contain_text("Ritter")
    desk.screenshot(path=shelf / "preview.png")


def test_the_focal_point(desk: Page, shelf, client):
    picture = make_picture(title="A door", alt="A door with a broken pane.", file=make_image("WEBP", (900, 600)))
    desk.goto(url_of(picture, "change"))
    desk.get_by_role("heading", name="What must not be cut off").scroll_into_view_if_needed()
    expect(desk.get_by_role("slider").first).to_be_visible()
    desk.screenshot(path=shelf / "focal-point.png")


def test_into_the_trash_and_back(desk: Page, shelf):
    person = Person.objects.get(key="aida-mashaka-croal")
    desk.goto(url_of(person, "delete"))
    expect(desk.get_by_role("heading", name="Will not name it any more")).to_be_visible()
    desk.screenshot(path=shelf / "trash.png")
    desk.get_by_role("button", name="Move to the trash", exact=True).click()
    desk.get_by_role("link", name="Take it back").click()

    expect(desk.get_by_role("heading", level=1)).to_contain_text("Aïda Mashaka Croal")
