import xml.etree.ElementTree as ET

import pytest
from django.conf import settings

from editorial.pages.lists import models_by_list
from jjsite.sitemaps import EntrySitemap
from tests.factories.episodes import make_episode, make_season
from tests.factories.people import make_character, make_person
from tests.factories.public import HIDDEN

pytestmark = pytest.mark.django_db

HOST = "http://127.0.0.1:8000"


def tags(response):
    return [(element.tag.partition("}")[2], element.text) for element in ET.fromstring(response.content).iter()]


def locations(client, address):
    return [text for tag, text in tags(client.get(address, headers={"host": "localhost"})) if tag == "loc"]


def test_the_index_leads_to_every_list(client):
    names = ["pages", *models_by_list()]

    assert locations(client, "/sitemap.xml") == [f"{HOST}/sitemaps/{name}.xml" for name in names]


def test_lists_and_pages_are_there(client):
    found = locations(client, "/sitemaps/pages.xml")

    assert {f"{HOST}/", f"{HOST}/about/", f"{HOST}/people/", f"{HOST}/soundtrack/"} <= set(found)
    assert all(client.get(address.removeprefix(HOST)).status_code == 200 for address in found)


def test_an_entry_is_there_with_when_it_changed(client):
    person = make_person()

    response = client.get("/sitemaps/people.xml")

    assert ("loc", HOST + person.get_absolute_url()) in tags(response)
    assert ("lastmod", f"{person.publish_at:%Y-%m-%dT%H:%M:%S}+00:00") in tags(response) or (
        "lastmod",
        f"{person.publish_at:%Y-%m-%d}",
    ) in tags(response)


@pytest.mark.parametrize("hidden", HIDDEN)
def test_nothing_hidden_or_later_is_there(client, hidden):
    make_person(**HIDDEN[hidden]())
    make_character(horizon=14)
    make_episode(make_season(3, **HIDDEN[hidden]()), 1)

    assert locations(client, "/sitemaps/people.xml") == []
    assert locations(client, "/sitemaps/characters.xml") == []
    assert locations(client, "/sitemaps/episodes.xml") == []


def test_a_long_list_has_several(client, monkeypatch):
    monkeypatch.setattr(EntrySitemap, "limit", 2)
    for _ in range(3):
        make_person()

    assert f"{HOST}/sitemaps/people.xml?p=2" in locations(client, "/sitemap.xml")
    assert len(locations(client, "/sitemaps/people.xml?p=2")) == 1


@pytest.mark.parametrize("query", ["?p=0", "?p=-1", "?p=9", "?p=x", "?p=%00", "?p=" + "9" * 5000])
def test_there_is_no_other_page(client, query):
    assert client.get(f"/sitemaps/people.xml{query}").status_code == 404


def test_robots_are_told_where_not_to_look(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert lines[0] == "User-agent: *"
    assert [line for line in lines if line.startswith("Disallow")] == [
        "Disallow: /admin/",
        "Disallow: /horizon/",
        "Disallow: /preview/",
        "Disallow: /search/suggestions/",
    ]
    assert f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml" in lines
