"""Every shipped entry's page at a horizon, against the same page where none is chosen and all is veiled."""

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from math import inf

import pytest
from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext

from editorial import kinds
from editorial.horizon import ALL, NOT_CHOSEN, code_label, episodes, is_code, up_to
from editorial.pages.preview import render_preview
from tests.reading import VOID, Page, one_space

# By the first pytest-django knows that there has to be a database.
pytestmark = [pytest.mark.django_db, pytest.mark.sweep]

HORIZONS = [NOT_CHOSEN, up_to(0), up_to(20), ALL]

# Notes are numbered by their use, so that fewer marks carry other numbers; the next that one may be told of is another
# one; and where the same is said twice, its address is that of the first. The places of what cites a source are more,
# the more one may be told.
MARKS = re.compile(
    r'<sup class="cite".*?</sup>|<span class="back".*?</span>|<nav class="prev-next".*?</nav>'
    r'|<a class="permalink".*?</a>|<span class="quiet">¶[^<]*</span>',
    re.DOTALL,
)

# Said wherever something is left out, or may be, however much or little.
STANDING_NOTES = {"Withheld for now", "Not told yet", "Left out here: what the episodes give away."}
# What a later episode is called before whoever has said how far they are.
PLACE = re.compile(r"Season \d+, episode \d+")
SENTENCE_END = re.compile(r"(?<=[.!?”\")]) ")
# Veils without a number: what they hold has veils of its own.
WITHOUT_NUMBER = {"Spoiler: in which episodes": 0}
LONGEST = 4  # pages of each kind that are looked at closely
WORTH_LOOKING_FOR = 12  # letters; shorter texts stand anywhere


class Veiled(HTMLParser):
    """What is to be read or followed behind veils, with the number of the last one that has to be lifted for it."""

    def __init__(self, html, numbers):
        super().__init__()
        self.numbers = numbers
        self.found: list[tuple[str, float]] = []
        self._open: list[tuple[str, bool]] = []
        self._veils: list[float] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        is_veil = tag == "details" and given["class"] == "veil"
        if tag not in VOID:
            self._open.append((tag, is_veil))
        if is_veil:
            self._veils.append(inf)
        if tag == "a":
            self._find(given["href"])

    def handle_endtag(self, tag):
        _, is_veil = self._open.pop()
        if is_veil:
            self._veils.pop()

    def handle_data(self, data):
        if self._open and self._open[-1][0] == "summary" and self._veils:
            label = one_space(data)
            self._veils[-1] = WITHOUT_NUMBER[label] if label in WITHOUT_NUMBER else self.numbers[label]
        else:
            self._find(one_space(data))

    def _find(self, what):
        if what:
            self.found.append((what, max(self._veils, default=0)))


@pytest.fixture(scope="module")
def pages(shipped_content):
    """{horizon: {address: (html, queries)}}, and the numbers by what veils say.

    Every shipped entry where nothing is chosen and at 0, and the longest pages of each kind at the others as well.
    """
    numbers = {
        f"Spoiler: {label}": episode.number
        for episode in episodes()
        for label in [episode.label, *([code_label(episode.code)] if is_code(episode.code) else [])]
    }
    shown = {horizon: {} for horizon in HORIZONS}
    for word in kinds.words():
        entries = {entry.get_absolute_url(): entry for entry in kinds.model_of(word).objects.public()}
        for horizon in HORIZONS[:2]:
            told = set(kinds.model_of(word).objects.told(horizon).values_list("pk", flat=True))
            entries_told = {address: entry for address, entry in entries.items() if entry.pk in told}
            shown[horizon] |= {address: rendered(entry, horizon) for address, entry in entries_told.items()}
        longest = sorted(entries_told, key=lambda address: len(shown[NOT_CHOSEN][address][0]))[-LONGEST:]
        for horizon in HORIZONS[2:]:
            shown[horizon] |= {address: rendered(entries[address], horizon) for address in longest}
    return shown, numbers


def rendered(entry, horizon):
    with CaptureQueriesContext(connection) as queries:
        response = render_preview(entry, horizon)
    assert response.status_code == 200
    count = len(queries)
    reset_queries()  # Django remembers only so many.
    return MARKS.sub("", response.content.decode()), count


def chunks(texts):
    return Counter(filter(None, map(one_space, texts)))


def test_nothing_stands_open_for_who_has_seen_nothing_that_is_veiled_where_nothing_is_chosen(pages):
    shown, _ = pages
    given_away = {}
    for address, (html, _) in shown[up_to(0)].items():
        veiled, cut = Page(shown[NOT_CHOSEN][address][0]), Page(html)
        more = chunks(cut.texts) - chunks(veiled.open_texts)
        links = set(cut.links) - set(veiled.open_links)
        spoken = set(cut.spoken) - set(veiled.spoken)
        more = {text for text in [*more, *spoken, cut.title] if not PLACE.match(text)} - STANDING_NOTES - {veiled.title}
        # Where a link is none, or a sentence between is cut, texts run together.
        more = {text for text in more if any(each not in veiled.open_text for each in SENTENCE_END.split(text))}
        if more or links:
            given_away[address] = (more, links)

    assert given_away == {}
    assert len(shown[up_to(0)]) > 250


@pytest.mark.parametrize("number", [0, 20])
def test_nothing_later_than_the_horizon_is_in_the_page_and_all_else_is(pages, number):
    shown, numbers = pages
    given_away, missing = {}, {}
    for address, (html, _) in shown[up_to(number)].items():
        cut = Page(html)
        there = " ".join([cut.text, *cut.links])
        found = Veiled(shown[NOT_CHOSEN][address][0], numbers).found
        told = " ".join([what for what, told_from in found if told_from <= number] + list(numbers))
        for what, told_from in found:
            if told_from > number and len(what) >= WORTH_LOOKING_FOR and what not in told and what in there:
                given_away[address, what] = told_from
            if 0 < told_from <= number and what not in there:
                missing[address, what] = told_from

    assert given_away == {}
    assert missing == {}


@pytest.mark.parametrize("horizon", [horizon for horizon in HORIZONS if horizon.is_chosen], ids=str)
def test_no_veil_is_left_where_a_horizon_is_chosen(pages, horizon):
    shown, _ = pages

    assert [address for address, (html, _) in shown[horizon].items() if '<details class="veil"' in html] == []


def test_nothing_is_withheld_from_who_wants_to_be_told_everything(pages):
    shown, _ = pages

    withheld = {
        horizon: [address for address, (html, _) in shown[horizon].items() if "withheld" in html.lower()]
        for horizon in (ALL, up_to(20))
    }

    assert withheld[ALL] == []
    assert withheld[up_to(20)] != []


@pytest.mark.parametrize("horizon", HORIZONS, ids=str)
def test_headings_stay_in_order_and_ids_unique(pages, horizon):
    shown, _ = pages
    wrong = {}
    for address, (html, _) in shown[horizon].items():
        page = Page(html)
        levels = [int(tag[1]) for tag, _ in page.headings]
        doubled = [name for name, count in Counter(page.ids).items() if count > 1]
        if levels.count(1) != 1 or max(after - before for before, after in pairwise([*levels, 1])) > 1 or doubled:
            wrong[address] = (page.headings, doubled)

    assert wrong == {}


def test_a_horizon_costs_few_queries(pages):
    shown, _ = pages
    costly = {
        (address, str(horizon)): queries - shown[NOT_CHOSEN][address][1]
        for horizon in HORIZONS
        for address, (_, queries) in shown[horizon].items()
        if queries - shown[NOT_CHOSEN][address][1] > 1
    }

    assert costly == {}
