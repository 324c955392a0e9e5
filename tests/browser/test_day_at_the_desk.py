"""What else an editor does by hand: schedules, discards, moves an address, uploads, settles, mends what is reported."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page, expect

from editorial import seeding
from editorial.desk import hold, save
from people.models import Person
from tests.factories.editorial import make_image
from tests.factories.people import make_person

from .barriers import barriers
from .publishing import give_reasons

FIXTURE = """
- model: people.person
  fields: {{key: krysten-ritter, title: Krysten Ritter, sort_name: Ritter, state: draft, description: {description}}}
"""


@pytest.fixture
def person(transactional_db) -> Person:
    return make_person("Krysten Ritter", key="krysten-ritter", description="Plays the lead.", biography="")


def form_of(record) -> str:
    return f"/admin/people/person/{record.pk}/change/"


def press(page: Page, name: str):
    page.get_by_role("button", name=name, exact=True).last.click()


def succeeded(page: Page, words: str):
    expect(page.locator(".messagelist .success").last).to_contain_text(words)


def save_and_publish(page: Page):
    """From the form to the page of publishing and through it, with a reason for each warning."""
    page.get_by_label("What changed, and why").fill("As agreed.")
    press(page, "Save and publish")
    give_reasons(page)
    page.get_by_role("button", name=re.compile("^Publish")).click()


def test_a_page_is_public_at_its_second_and_gone_at_its_second(desk: Page, person):
    Person.objects.update(state="draft", publish_at=None)
    desk.goto(form_of(person))
    now = timezone.localtime()
    begin, end = (now.replace(microsecond=0) + timedelta(seconds=seconds) for seconds in (6, 9))
    desk.get_by_label("Publish:", exact=True).fill(f"{begin:%Y-%m-%d %H:%M:%S}")
    desk.get_by_label("Expire:", exact=True).fill(f"{end:%Y-%m-%d %H:%M:%S}")
    expect(desk.locator(".field-publish_at").first).to_contain_text(settings.TIME_ZONE)
    save_and_publish(desk)
    succeeded(desk, "Scheduled for ")

    answers = {}
    while (now := timezone.now()) < end + timedelta(seconds=1):
        response = desk.context.request.get("/people/krysten-ritter/")
        # What was asked before a second and answered after it may say either.
        if not any(now <= moment <= timezone.now() for moment in (begin, end)):
            answers.setdefault("before" if now < begin else "open" if now < end else "after", set()).add(
                response.status
            )
    assert answers == {"before": {404}, "open": {200}, "after": {410}}
    desk.goto("/people/krysten-ritter/")
    expect(desk.get_by_role("heading", level=1)).to_have_text("No longer on the site")


def test_changes_are_discarded_and_had_again(desk: Page, person):
    desk.goto(form_of(person))
    desk.get_by_label("Description:", exact=True).fill("Changed.")
    press(desk, "Save and continue editing")
    succeeded(desk, "The public page stays as it is.")
    desk.get_by_role("link", name="Show the difference").click()
    press(desk, "Discard the changes")
    succeeded(desk, "The changes were discarded.")
    expect(desk.get_by_label("Description:", exact=True)).to_have_value("Plays the lead.")

    desk.get_by_role("link", name="History").click()
    with desk.expect_navigation():
        desk.get_by_role("link", name=re.compile("Restore revision"), exact=False).nth(1).click()
    press(desk, "Restore what is ticked")
    expect(desk.get_by_label("Description:", exact=True)).to_have_value("Changed.")
    desk.goto("/people/krysten-ritter/")
    expect(desk.get_by_text("Plays the lead.")).to_be_visible()


def test_a_changed_address_is_told_before_and_leads_on_after(desk: Page, person):
    desk.goto(form_of(person))
    desk.get_by_label("Address:", exact=True).fill("ritter")

    desk.get_by_label("What changed, and why").fill("Shorter.")
    press(desk, "Save and publish")
    expect(desk.locator("#content")).to_contain_text("/people/krysten-ritter/")
    give_reasons(desk)
    press(desk, "Publish changes")
    succeeded(desk, "Published.")

    desk.goto("/people/krysten-ritter/")
    expect(desk).to_have_url(re.compile("/people/ritter/$"))


def test_a_picture_is_refused_then_uploaded_and_drawn_for_every_screen(desk: Page, person):
    desk.goto("/admin/editorial/picture/add/")
    desk.get_by_label("Title:", exact=True).fill("A door")
    desk.get_by_label("Credit:", exact=True).fill("Us")
    desk.get_by_label("Licence:", exact=True).fill("Ours")
    file = {"name": "door.png", "mimeType": "image/png", "buffer": b"<script>alert(1)</script>"}
    desk.get_by_label("File:").set_input_files(file)
    press(desk, "Save")
    expect(desk.get_by_role("alert")).to_contain_text("This is no whole picture")
    expect(desk.get_by_role("alert")).to_contain_text("Say what the picture shows")
    expect(desk.get_by_label("Credit:", exact=True)).to_have_value("Us")

    desk.get_by_label("File:").set_input_files(file | {"buffer": make_image("PNG", (900, 600)).read()})
    desk.locator("#id_alt").fill("A door with a broken pane.")
    press(desk, "Save and continue editing")
    succeeded(desk, "A door")
    with hold(person) as held:
        save(held, held.live.with_values({("picture",): "a-door"}))
    desk.goto(form_of(person))
    save_and_publish(desk)
    succeeded(desk, "Published.")

    desk.goto("/people/krysten-ritter/")
    picture = desk.get_by_role("img", name="A door with a broken pane.")
    expect(picture).to_be_visible()
    assert picture.evaluate("each => each.decode().then(() => each.naturalWidth)") > 0
    kinds = desk.locator("picture source").evaluate_all("all => all.map(each => each.type)")
    assert {"image/avif", "image/webp"} <= set(kinds)


def test_what_fixtures_and_editors_both_changed_is_settled(desk: Page):
    seeding.load({"people.yaml": FIXTURE.format(description="a").encode()})
    with hold(Person.objects.get()) as held:
        save(held, held.current.with_values({("description",): "Mine."}))
    seeding.load({"people.yaml": FIXTURE.format(description="Theirs.").encode()})
    assert Person.objects.get().description == "Mine."

    desk.goto("/admin/")
    desk.get_by_role("link", name="Krysten Ritter").first.click()
    expect(desk.get_by_label("The fixtures'")).to_be_visible()
    assert barriers(desk) == {}
    desk.get_by_label("The fixtures'").check()
    desk.get_by_role("button", name="Save what I chose").click()
    succeeded(desk, "Krysten Ritter")

    assert Person.objects.get().description == "Theirs."


def test_a_report_leads_to_the_field_that_is_to_be_mended(desk: Page, person):
    Person.objects.update(biography="She plays her for three seasons.")
    desk.goto("/admin/reports/")
    desk.get_by_role("button", name=re.compile("Count", re.IGNORECASE)).first.click()
    desk.get_by_role("row", name=re.compile("without a source|cite", re.IGNORECASE)).get_by_role("link").first.click()
    desk.get_by_role("link", name=re.compile("Biography", re.IGNORECASE)).first.click()

    expect(desk).to_have_url(re.compile(form_of(person)))
    expect(desk.get_by_label("Biography:")).to_be_focused()
