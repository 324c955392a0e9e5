"""All that the site tells programs, searched for whatever is given away to somebody who has seen nothing."""

import json
import re

import pytest
from django.test import Client

from editorial import kinds
from editorial.cards.words import words_of
from editorial.horizon import NEWCOMER
from editorial.pages.lists import list_url, models_by_list
from tests.machines import json_ld
from tests.rounds import EVERY_WAY

from .later import later_than

pytestmark = [pytest.mark.django_db, pytest.mark.sweep]

HOST = "http://127.0.0.1:8000"
TYPES = {
    *("AggregateRating", "Article", "BreadcrumbList", "Claim", "CreativeWork", "EntryPoint", "Event", "ItemList"),
    *("ListItem", "MusicAlbum", "MusicRecording", "NewsArticle", "Organization", "PerformanceRole", "Person", "Rating"),
    *("Review", "SearchAction", "TVEpisode", "TVSeason", "TVSeries", "VideoObject", "WebPage", "WebSite"),
}
SOME = 6  # every so many a page of a kind is looked at, unless all are
ADDRESSES = {"@id", "url", "item", "urlTemplate"}


@pytest.fixture(scope="module")
def told(shipped_content):
    """(what programs are sent, by address; what is later)"""
    client = Client()
    return {address: text_of(client.get(address)) for address in addresses()} | cards(), later_than(0)


def addresses():
    lists = models_by_list()
    yield from (f"/feeds/{name}.{kind}" for name in [*lists, "all"] for kind in ("atom", "json"))
    yield from ("/feeds/releases.ics", "/feeds/timeline.ics", "/sitemap.xml", "/sitemaps/pages.xml", "/robots.txt")
    yield from (f"/sitemaps/{name}.xml" for name in lists)
    yield from ("/", "/about/", "/reception/")
    for model in lists.values():
        yield list_url(model)
        yield from [entry.get_absolute_url() for entry in model.objects.public()][:: 1 if EVERY_WAY else SOME]


def text_of(response) -> str:
    """Of a page its head alone, without the title, which is the reader's."""
    text = response.content.decode()
    if response["Content-Type"].startswith("text/html"):
        return re.sub(r"<title>.*?</title>", "", text.partition("</head>")[0], flags=re.DOTALL)
    return text.replace("\r\n ", "")


def cards():
    models = map(kinds.model_of, kinds.words())
    entries = [entry for model in models for entry in model.objects.public().told(NEWCOMER)]
    return {f"card of {kinds.kind_of(type(entry))} {entry.key}": " ".join(words_of(entry)) for entry in entries}


def test_nothing_that_is_later_is_told(told):
    said, later = told
    leaks = {}
    for address, text in said.items():
        for word, by in later.items():
            if word in text:
                leaks.setdefault(f"{word} ({by})", []).append(address)

    assert {word: found[:4] for word, found in leaks.items()} == {}
    assert len(later) > 30


def test_every_page_says_what_stands_on_it_in_words_that_are_known(told):
    said, _ = told
    pages = {address: json_ld(text) for address, text in said.items() if "og:title" in text}
    objects = [(address, found) for address, things in pages.items() for found in objects_in(things)]

    assert len(pages) > (300 if EVERY_WAY else 60)
    assert [address for address, things in pages.items() if not things and address != "/season/"] == []
    assert {found["@type"] for _, found in objects if "@type" in found} <= TYPES
    assert {
        (address, name)
        for address, found in objects
        for name in ADDRESSES & set(found)
        if not found[name].startswith(f"{HOST}/")
    } == set()


def objects_in(data):
    if isinstance(data, list):
        for part in data:
            yield from objects_in(part)
    elif isinstance(data, dict):
        yield data
        yield from objects_in(list(data.values()))


def test_every_block_says_whose_words_it_uses(told):
    said, _ = told
    blocks = [block for text in said.values() for block in re.findall(r'ld\+json">(.*?)</script>', text)]

    assert {json.loads(block)["@context"] for block in blocks} == {"https://schema.org"}
