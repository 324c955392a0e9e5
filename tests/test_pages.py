"""Every page of the site as it is shipped, found by following every link from the front page."""

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from editorial import kinds
from tests.reading import Page

# By the first pytest-django knows that there has to be a database.
pytestmark = [pytest.mark.django_db, pytest.mark.sweep]

SITE = "http://testserver"

# What a page may cost: one entry in all its detail, a list of many in all theirs, all kinds at once, or anything else.
MOST_QUERIES = {"detail": 19, "api": 17, "feeds": 16, "other": 12}

# Marks that were to become something else, and the traces of values that are not there.
MARKUP_LEFT = ["[[", "]]", "[@", "||", "{s01e", "{s02e", "{%", "{{", "}}", "%}"]
# A sentence of prose may well begin with “None of” or “None does”.
NO_VALUE = re.compile(
    r"(?<![.!?”\d] )(?<!-)\bNone\b(?! of\b)|(?<!-)\bNone\b(?! [a-z])"
    r"|\bNaN\b|object at 0x|\b(?:PartialDate|Decimal|SafeString|QuerySet)\b|\(not available\)"
)


@dataclass
class Visited:
    """A page by its address, with what it cost, where it was found, and where it leads."""

    address: str
    found_on: str
    status: int
    redirected_to: str
    queries: int
    page: Page | None
    inside: list[tuple[str, str]] = field(default_factory=list)  # (address, fragment)

    @property
    def view(self):
        return resolve(urlsplit(self.address).path).view_name

    @property
    def most_queries(self):
        space = self.view.partition(":")[0]
        if space in MOST_QUERIES:
            return MOST_QUERIES[space]
        return MOST_QUERIES["detail" if self.view.endswith("-detail") else "other"]


def visit(client, address, found_on):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    page = Page(response.content.decode()) if is_page else None
    visited = Visited(address, found_on, response.status_code, response.headers.get("Location", ""), len(queries), page)
    links = page.links if page else []
    for link in [*links, *filter(None, [visited.redirected_to])]:
        target, fragment = urldefrag(urljoin(SITE + address, link))
        if target.startswith(SITE + "/"):
            visited.inside.append((target.removeprefix(SITE), fragment))
    return visited


def crawl(client, start="/"):
    pages: dict[str, Visited] = {}
    waiting = deque([(start, "the beginning")])
    while waiting:
        address, found_on = waiting.popleft()
        if address in pages:
            continue
        pages[address] = visit(client, address, found_on)
        if not address.startswith("/admin/"):
            waiting.extend((target, address) for target, _ in pages[address].inside)
    return pages


@dataclass
class Site:
    pages: dict[str, Visited]
    entries: dict[str, str]  # the address of each public entry, and what it is

    def html(self):
        return [visited for visited in self.pages.values() if visited.page and visited.status == 200]


@pytest.fixture(scope="module")
def site(shipped_content):
    """All that a visitor finds of the shipped content."""
    entries = {
        entry.get_absolute_url(): f"{word}:{entry.key}"
        for word in kinds.words()
        for entry in kinds.model_of(word).objects.public()
    }
    return Site(crawl(Client()), entries)


def test_all_content_is_there_to_be_found(site):
    words = Counter(name.partition(":")[0] for name in site.entries.values())

    assert sorted(words) == kinds.words()
    assert words["episode"] == 13


def test_every_internal_link_leads_to_a_page(site):
    astray = {
        visited.address: (visited.status, f"linked on {visited.found_on}")
        for visited in site.pages.values()
        if visited.status != 200 and not (visited.status in (301, 302) and visited.redirected_to)
    }

    assert astray == {}


def test_every_fragment_exists_in_the_page_that_it_points_into(site):
    missing = {
        (visited.address, f"{target}#{fragment}")
        for visited in site.html()
        for target, fragment in visited.inside
        if fragment and (goal := end_of(site, target)).page and fragment not in goal.page.ids
    }

    assert missing == set()


def end_of(site, address):
    """The page that an address leads to in the end."""
    visited = site.pages[address]
    while visited.redirected_to:
        visited = site.pages[urldefrag(urljoin(address, visited.redirected_to))[0]]
    return visited


def test_every_public_entry_is_found_by_following_links(site):
    unfound = [name for address, name in site.entries.items() if urldefrag(address)[0] not in site.pages]

    assert unfound == []


def test_every_list_and_page_of_the_menu_is_found(site):
    views = {visited.view for visited in site.html()}

    assert {
        "home",
        "about",
        "episodes:episode-list",
        "episodes:milestone-list",
        "people:person-list",
        "people:character-list",
        "reviews:reception",
        "reviews:review-list",
        "reviews:nomination-list",
        "news:article-list",
        "news:claim-list",
        "sources:discrepancy-list",
        "sources:source-list",
    } <= views


def test_no_visitor_is_led_to_the_admin(site):
    led = {visited.address for visited in site.html() for target, _ in visited.inside if target.startswith("/admin")}

    assert led == set()


def test_every_page_has_one_h1_and_its_headings_in_order(site):
    out_of_order = {}
    for visited in site.html():
        levels = [int(tag[1]) for tag, _ in visited.page.headings]
        steps = [after - before for before, after in pairwise(levels)]
        if levels.count(1) != 1 or levels[0] != 1 or max([*steps, 0]) > 1:
            out_of_order[visited.address] = visited.page.headings

    assert out_of_order == {}


def test_no_heading_is_empty(site):
    empty = [visited.address for visited in site.html() if "" in [text for _, text in visited.page.headings]]

    assert empty == []


def test_every_page_has_a_title_of_its_own(site):
    plain = [visited for visited in site.html() if not urlsplit(visited.address).query]
    titles = Counter(visited.page.title.strip() for visited in plain)

    assert "" not in titles
    assert {title: count for title, count in titles.items() if count > 1} == {}


def test_every_page_says_what_it_is_about(site):
    assert [visited.address for visited in site.html() if not visited.page.description.strip()] == []


def test_no_id_stands_twice_in_a_page(site):
    doubled = {
        visited.address: [name for name, count in Counter(visited.page.ids).items() if count > 1]
        for visited in site.html()
    }

    assert {address: names for address, names in doubled.items() if names} == {}


def test_no_markup_is_left_to_be_read(site):
    left = {
        (visited.address, mark)
        for visited in site.html()
        for text in [visited.page.text, visited.page.title, *visited.page.spoken]
        for mark in MARKUP_LEFT
        if mark in text
    }

    assert left == set()


def test_no_value_that_is_not_there_is_shown(site):
    shown = {
        (visited.address, text[max(0, match.start() - 30) : match.end() + 30])
        for visited in site.html()
        for text in [visited.page.text, visited.page.title, *visited.page.spoken, *visited.page.links]
        for match in NO_VALUE.finditer(text)
    }

    assert shown == set()


def test_no_page_costs_too_many_queries(site):
    costly = {
        visited.address: visited.queries
        for visited in site.pages.values()
        if visited.status == 200 and visited.queries > visited.most_queries
    }

    assert costly == {}


def test_no_link_is_of_an_unheard_of_kind(site):
    schemes = {urlsplit(urljoin(SITE, link)).scheme for visited in site.html() for link in visited.page.links}

    assert schemes <= {"http", "https", "mailto"}
