import xml.etree.ElementTree as ET
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial.desk import hold, save
from editorial.feeds.views import SHOWN
from editorial.pages.lists import models_by_list
from tests.factories.episodes import make_episode, make_season
from tests.factories.people import make_character, make_person
from tests.factories.public import HIDDEN
from tests.factories.users import make_chief_editor

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
HOST = "http://127.0.0.1:8000"


def atom(client, name):
    return ET.fromstring(client.get(f"/feeds/{name}.atom").content)


def text(element, name):
    (found,) = element.findall(ATOM + name)
    return found.text


def json_feed(client, name):
    return client.get(f"/feeds/{name}.json").json()


def assert_valid_atom(feed):
    """What RFC 4287 asks of every feed."""
    assert feed.tag == f"{ATOM}feed"
    assert feed.find(f"{ATOM}author/{ATOM}name").text
    assert [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    entries = feed.findall(f"{ATOM}entry")
    for part in [feed, *entries]:
        assert text(part, "id").startswith("tag:")
        assert text(part, "title")
        assert datetime.fromisoformat(text(part, "updated")).tzinfo
    for entry in entries:
        (link,) = [link for link in entry.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert link.get("href").startswith(f"{HOST}/")
    ids = [text(entry, "id") for entry in entries]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", ["all", "people", "episodes"])
def test_atom_is_what_the_standard_asks_for(client, name):
    make_person("Jennifer Lynch", key="jennifer-lynch", description="Directs <two> & is quoted.")
    make_episode(make_season(), 1)

    feed = atom(client, name)

    assert_valid_atom(feed)
    entry, *_ = feed.findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}summary").get("type", "text") == "text"


def test_atom_is_valid_of_an_empty_list_too_and_never_changes(client):
    first, second = client.get("/feeds/news.atom"), client.get("/feeds/news.atom")

    assert_valid_atom(ET.fromstring(first.content))
    assert first["ETag"] == second["ETag"]


def test_json_feed_has_what_version_1_1_asks_for(client):
    person = make_person("Jennifer Lynch", key="jennifer-lynch", description="Directs <two> & is quoted.")

    response = client.get("/feeds/people.json")
    feed = response.json()

    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "People · Jessica Jones Casebook"
    assert feed["home_page_url"] == f"{HOST}/people/"
    assert feed["feed_url"] == f"{HOST}/feeds/people.json"
    (item,) = feed["items"]
    assert item["id"] == "tag:127.0.0.1,2026:person/jennifer-lynch"
    assert item["url"] == HOST + person.get_absolute_url()
    assert item["title"] == "Jennifer Lynch"
    assert item["content_text"] == "Directs <two> & is quoted."
    assert datetime.fromisoformat(item["date_modified"]) == person.publish_at


def test_every_list_has_both(client):
    for name in [*models_by_list(), "all"]:
        assert_valid_atom(atom(client, name))
        assert json_feed(client, name)["items"] == []


def test_there_is_no_other(client):
    assert client.get("/feeds/secrets.atom").status_code == 404


@pytest.mark.parametrize("hidden", HIDDEN)
def test_nothing_hidden_or_later_is_told(client, hidden):
    shown = make_person("Shown")
    make_person("Hidden", **HIDDEN[hidden]())
    make_character("Later", horizon=14)
    make_episode(make_season(episodes_before=13), 1, title="AKA Later")

    titles = [item["title"] for item in json_feed(client, "all")["items"]]

    assert sorted(titles) == sorted([shown.title, "Season-2", "Season 2, episode 1"])


def test_what_is_worked_on_moves_nothing(client):
    person = make_person(publish_at=timezone.now() - timedelta(days=3))
    before = client.get("/feeds/people.atom").content
    with hold(person) as held:
        save(held, held.current.with_values({("description",): "Not yet."}))

    assert client.get("/feeds/people.atom").content == before


def test_the_latest_come_first_and_no_more_than_fifty(client):
    now = timezone.now()
    for days in range(SHOWN + 2):
        make_person(f"{days} days", publish_at=now - timedelta(days=days))

    items = json_feed(client, "people")["items"]

    assert [item["title"] for item in items] == [f"{days} days" for days in range(SHOWN)]


def test_however_many_there_are_costs_the_same(client):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get("/feeds/all.atom")
        return len(queries)

    season = make_season()
    make_episode(season, 1)
    before = cost()
    for number in range(2, 6):
        make_episode(season, number)
        make_person(description="Somebody.")

    assert cost() == before


def test_it_is_sent_once(client):
    make_person()
    first = client.get("/feeds/people.atom")
    again = client.get("/feeds/people.atom", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    make_person()
    assert client.get("/feeds/people.atom", headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/feeds/all.json", "/feeds/releases.ics", "/sitemap.xml", "/robots.txt", "/cards/casebook.png"]
)
def test_programs_are_all_answered_alike(client, path):
    make_character("Later", horizon=14)
    anonymous = client.get(path)
    client.cookies["horizon"] = "all"
    client.force_login(make_chief_editor())
    editor = client.get(path, headers={"host": "localhost"})

    assert editor.content == anonymous.content
    assert "Vary" not in editor
    assert not editor.cookies
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405
