"""The parts that pages of the desk are made of, all on one page."""

from django.contrib import admin
from django.template import engines
from django.test import RequestFactory
from playwright.sync_api import Page

from tests.factories.users import make_chief_editor

from .barriers import barriers, show

FURNITURE = """
{% extends "admin/desk/base.html" %}

{% block crumbs %}
  &rsaquo; <a href="/admin/episodes/episode/">Episodes</a>
{% endblock crumbs %}

{% block content %}
  <div class="desk-warning"><h2>Somebody else is here</h2><p>Trish is editing as well.</p></div>
  <div class="desk-error" role="alert"><p>It was not saved.</p></div>
  <div class="desk-actions">
    <a href="#drafts">See</a> <button class="default">Publish</button> <button class="danger">Discard</button>
  </div>
  <div class="desk-grid">
    {% include "admin/desk/_panel.html" with title="Drafts" id="drafts" count=3 note="Yours." template=list %}
    {% include "admin/desk/_panel.html" with title="Conflicts" id="conflicts" content="Nothing <here>." %}
  </div>
  <div class="desk-table">
    <table>
      <caption>Fields</caption>
      <thead><tr><th scope="col">Field</th><th scope="col" class="numeric">Changes</th></tr></thead>
      <tbody><tr><th scope="row">Title</th><td class="numeric">3</td></tr></tbody>
    </table>
  </div>
  <h2>Summary</h2>
  <p class="desk-diff">Jessica <del>finds</del> <ins>loses</ins> her way.</p>
  <div class="desk-columns">
    <section><h3>Before</h3><p>One</p></section>
    <section><h3>Theirs</h3><p>Two</p></section>
    <section><h3>Yours</h3><textarea aria-label="Yours">Three {{ long }}</textarea></section>
  </div>
  <p class="desk-note">That is all.</p>
{% endblock content %}
"""
STATUSES = ["draft", "in-review", "scheduled", "published", "expired", "archived", "trash"]


def furniture() -> str:
    request = RequestFactory().get("/admin/")
    request.user = make_chief_editor()
    items = [{"url": "/admin/", "title": f"Entry {status}", "status": status, "label": status} for status in STATUSES]
    items += [{"title": "Gone", "note": "Nowhere to go."}]
    context = admin.site.each_context(request) | {"title": "Furniture", "items": items, "long": "x" * 300}
    context["list"] = "admin/desk/_list.html"
    return engines["django"].from_string(FURNITURE).render(context, request)


def test_the_furniture_has_no_barrier_and_words_stand_for_states(page: Page, transactional_db):
    page.route("**/furniture/", lambda route: route.fulfill(body=furniture(), content_type="text/html"))
    page.goto("/furniture/")

    assert barriers(page) == {}
    assert [text.strip() for text in page.locator(".status").all_text_contents()] == STATUSES
    shapes = {
        page.locator(f".status-{status}").evaluate("each => getComputedStyle(each, '::before').content")
        for status in STATUSES
    }
    assert len(shapes) == len(STATUSES)


def test_three_texts_stand_side_by_side_at_a_desk_and_below_each_other_on_a_phone(page: Page, transactional_db):
    page.route("**/furniture/", lambda route: route.fulfill(body=furniture(), content_type="text/html"))
    page.goto("/furniture/")
    places = "each => [...each.children].map(child => Math.round(child.getBoundingClientRect().top))"

    show(page, 1280, "light")
    at_a_desk = page.locator(".desk-columns").evaluate(places)
    show(page, 320, "dark")
    on_a_phone = page.locator(".desk-columns").evaluate(places)

    assert len(set(at_a_desk)) == 1
    assert on_a_phone == sorted(set(on_a_phone))
    assert len(on_a_phone) == 3
