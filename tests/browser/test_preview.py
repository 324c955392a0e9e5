"""The page beside its form, and the page by a link."""

import http.server
import re
import threading

import pytest
from playwright.sync_api import Browser, Page, expect

from editorial.models import PreviewLink
from editorial.previews.models import Lasts
from tests.factories.editorial import make_image, make_picture
from tests.factories.episodes import make_episode, make_season
from tests.factories.people import make_person
from tests.factories.public import DRAFT

from .barriers import barriers


@pytest.fixture
def form(desk: Page):
    """The form of a draft with a picture, on a wide screen."""
    make_episode(make_season(2, episodes_before=13), 1)
    picture = make_picture(file=make_image("WEBP", (600, 400)))
    person = make_person("Krysten Ritter", biography="She has [a place](#content).", picture=picture, **DRAFT)
    desk.set_viewport_size({"width": 1400, "height": 900})
    desk.goto(f"/admin/people/person/{person.pk}/change/")
    return desk


def toggle(page: Page):
    return page.locator(".submit-row").get_by_role("button", name="Preview", exact=True)


def frame_of(page: Page):
    return page.frame_locator("iframe.preview-frame")


def biography(page: Page):
    return page.get_by_label("Biography:", exact=True)


def test_what_is_typed_is_seen_beside_the_form(form: Page):
    expect(toggle(form)).to_have_attribute("aria-expanded", "false")
    expect(form.locator("#preview")).to_be_hidden()

    toggle(form).click()
    expect(frame_of(form).get_by_role("heading", level=1)).to_have_text("Krysten Ritter")
    expect(frame_of(form).get_by_text("Preview — not published")).to_be_visible()
    biography(form).fill("Typed just now.")

    expect(frame_of(form).get_by_text("Typed just now.")).to_be_visible()
    assert form.evaluate("document.activeElement.name") == "biography"
    beside = form.locator(".preview-pane").bounding_box()
    assert beside["x"] > form.locator("#content-main").bounding_box()["x"] + 600
    # In the look of the site, with the draft's picture.
    assert "League Gothic" in frame_of(form).locator("h1").evaluate("each => getComputedStyle(each).fontFamily")
    image = frame_of(form).locator(".picture img")
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", True)
    assert image.evaluate("image => image.naturalWidth") > 0


def test_it_is_looked_at_in_every_way(form: Page):
    biography(form).fill("Open. ||She dies.||{s02e01}")
    toggle(form).click()
    page = frame_of(form)
    width = "() => innerWidth"

    expect(page.get_by_text("Open.")).to_be_visible()
    assert page.locator("html").evaluate(width) == 390
    form.get_by_label("Width", exact=True).select_option("desk")
    assert page.locator("html").evaluate(width) == 1280
    pane, shown = (form.locator(each).bounding_box() for each in (".preview-pane", ".preview-frame"))
    assert abs(shown["width"] - pane["width"]) <= 3
    assert abs(shown["height"] - pane["height"]) <= 3

    form.get_by_label("Colors").select_option("dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    form.get_by_label("Seen so far").select_option("13")
    expect(page.get_by_text("She dies.")).to_have_count(0)
    expect(page.get_by_text("Open.")).to_be_visible()
    form.get_by_label("Seen so far").select_option("14")
    expect(page.get_by_text("She dies.")).to_be_visible()

    form.reload()
    expect(toggle(form)).to_have_attribute("aria-expanded", "true")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert [form.locator(f"#preview-{each}").input_value() for each in ("width", "theme", "horizon")] == [
        *("desk", "dark", "14"),
    ]


def test_it_asks_again_while_the_desk_is_busy(form: Page):
    answers = iter([503, 503])

    def answer(route):
        status = next(answers, None)
        if status:
            route.fulfill(status=status, body="Busy.")
        else:
            route.continue_()

    form.route("**/preview/", answer)
    toggle(form).click()
    expect(form.locator(".preview-status")).to_have_text("Not shown yet: the desk is busy.")

    expect(frame_of(form).get_by_role("heading", level=1)).to_have_text("Krysten Ritter")
    expect(form.locator(".preview-status")).to_have_text("")


def test_the_last_good_page_stays_while_something_needs_mending(form: Page):
    toggle(form).click()
    expect(frame_of(form).get_by_role("heading", level=1)).to_have_text("Krysten Ritter")

    form.get_by_label("Name:", exact=True).first.fill("")

    expect(form.locator(".preview-status")).to_contain_text("Not shown: one thing needs mending")
    expect(form.locator(".preview-status")).to_contain_text("Name: This field is required.")
    expect(frame_of(form).get_by_role("heading", level=1)).to_have_text("Krysten Ritter")
    form.get_by_label("Name:", exact=True).first.fill("K. Ritter")
    expect(form.locator(".preview-status")).to_be_empty()
    expect(frame_of(form).get_by_role("heading", level=1)).to_have_text("K. Ritter")


def test_it_stays_where_one_reads_and_leads_nowhere_else(form: Page):
    biography(form).fill("\n\n".join(f"Paragraph {number}." for number in range(60)))
    toggle(form).click()
    page = frame_of(form)
    expect(page.get_by_text("Paragraph 59.")).to_be_attached()
    page.locator("html").evaluate("() => scrollTo({ top: 700, behavior: 'instant' })")

    biography(form).fill("\n\n".join(f"Paragraph {number}, changed." for number in range(60)))

    expect(page.get_by_text("Paragraph 59, changed.")).to_be_attached()
    expect(page.locator("html")).to_have_js_property("scrollTop", 700)
    # A place in the page is one of the frame; what leaves the page has no tab to open in.
    expect(page.locator(".skip")).to_have_attribute("href", "about:srcdoc#content")
    expect(page.locator(".site-name")).to_have_attribute("target", "_blank")


def test_on_a_phone_it_stands_below_and_can_be_used_with_keys(form: Page):
    form.set_viewport_size({"width": 360, "height": 700})
    toggle(form).focus()
    form.keyboard.press("Enter")

    expect(frame_of(form).get_by_role("heading", level=1)).to_have_text("Krysten Ritter")
    edges = "([one, other]) => [one, other].map((each) => document.querySelector(each).getBoundingClientRect())"
    row, below = form.evaluate(edges, [".submit-row", "#preview"])
    assert below["top"] >= row["bottom"]
    assert form.evaluate("document.activeElement.textContent") == "Preview"
    form.keyboard.press("Shift+Tab")
    form.keyboard.press("Tab")
    form.keyboard.press("Enter")
    expect(form.locator("#preview")).to_be_hidden()


def test_it_has_no_barrier(form: Page):
    toggle(form).click()
    expect(frame_of(form).get_by_role("heading", level=1)).to_have_text("Krysten Ritter")

    assert barriers(form) == {}


def test_without_script_it_opens_in_a_tab_of_its_own(browser: Browser, form: Page, live_server):
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, storage_state=form.context.storage_state()
    )
    page = context.new_page()
    page.goto(form.url)
    page.get_by_label("Biography:", exact=True).fill("Typed without script.")
    page.get_by_label("Colors").select_option("dark")

    with context.expect_page() as opened:
        page.get_by_role("button", name="Preview in a new tab").click()

    expect(opened.value.get_by_text("Typed without script.")).to_be_visible()
    expect(opened.value.locator("html")).to_have_attribute("data-theme", "dark")
    context.close()


def test_a_link_is_made_at_the_desk_and_works_without_an_account(browser: Browser, form: Page, live_server, settings):
    settings.PUBLIC_URL = live_server.url
    form.get_by_role("link", name="Preview links").click()
    assert barriers(form) == {}
    form.get_by_label("It lasts").select_option("1 day")
    form.get_by_label("For whom").fill("A. Lawyer")
    form.get_by_role("button", name="Make a link").click()
    address = form.get_by_label("Copy it now").input_value()
    assert barriers(form) == {}

    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Krysten Ritter")
    image = page.locator(".picture img")
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", True)
    assert image.evaluate("image => image.naturalWidth") > 0

    form.get_by_role("button", name="Revoke the link for A. Lawyer").click()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing under this address")
    context.close()


@pytest.fixture
def elsewhere():
    """Another site, and what its visitors tell it of where they come from."""
    told = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            told.append((self.path, self.headers["Referer"]))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/story", told
    server.shutdown()
    server.server_close()


def test_no_other_site_is_told_the_token(browser: Browser, live_server, elsewhere):
    url, told = elsewhere
    person = make_person("Krysten Ritter", biography=f"She has [a story]({url}).", **DRAFT)
    _, token = PreviewLink.make(person, None, None, Lasts.DAY)
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append((request.url, request.headers.get("referer"))))

    page.goto(f"/preview/{token}/")
    page.get_by_role("link", name="a story").click()
    page.wait_for_url(re.compile("/story$"))

    assert ("/story", None) in told
    assert not [asker for _, asker in asked if asker and token in asker]
    context.close()
