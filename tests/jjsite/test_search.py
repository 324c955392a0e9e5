"""The page of search results, and what is suggested while one types."""

import re

import pytest
from django.conf import settings

from editorial.horizon import ALL
from editorial.search.asking import LONGEST
from jjsite.overviews import OVERVIEWS, overviews_asked_by
from tests.editorial.search.looking import shelve
from tests.factories.episodes import make_episode, make_season
from tests.factories.people import make_alias, make_character, make_person
from tests.reading import Page, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    ritter = make_person("Krysten Ritter", biography="Plays the <lead> & more.")
    darville = make_person("Eka Darville", biography="Plays a neighbour.")
    make_alias(darville, "Eka Danville", kind="misspelling")
    shelve(ritter, darville, make_character("Old Foe", horizon=16, description="Plays chess."))


def search(client, text, **data):
    return visit(client, "/search/", q=text, **data)


def test_says_how_to_ask_before_anything_is_asked(client):
    page = visit(client, "/search/")

    assert page.status == 200
    assert "How to ask" in page.text
    assert "result" not in page.text.lower()


def test_all_results_are_one_page_to_a_search_engine(client, people):
    html = client.get("/search/?q=ritter&kind=person").content.decode()

    assert f'<link rel="canonical" href="{settings.PUBLIC_URL}/search/">' in html
    assert "noindex" not in html


def test_shows_what_was_found_with_its_kind_and_marks(client, people):
    response = client.get("/search/?q=ritter+lead")
    html, page = response.content.decode(), Page(response.content.decode())

    assert "1 result" in page.text
    assert "/people/krysten-ritter" in " ".join(page.links) or "Krysten Ritter" in page.text
    assert "<bdi>Krysten <mark>Ritter</mark></bdi>" in html
    assert "Plays the &lt;<mark>lead</mark>&gt; &amp; more." in html
    assert 'value="ritter lead"' in html


def test_says_by_which_other_name_somebody_was_found(client, people):
    page = search(client, "Danville")

    assert "Also printed as Eka Danville" in page.text


def test_says_for_what_it_searched_instead(client, people):
    page = search(client, "Kristen Riter")

    assert ("h2", "Searched for “Krysten Ritter” instead") in page.headings
    assert "Nothing here says “Kristen Riter”" in page.text


def test_shows_an_episode_with_its_place(client):
    shelve(make_episode(make_season(), 5, title="The Octopus"))

    assert "Episodes · Season 2, episode 5" in search(client, "octopus").text


def test_narrows_by_kinds_and_keeps_their_counts(client, people):
    client.cookies["horizon"] = "all"
    page = search(client, "plays", kind=["character"])
    html = client.get("/search/?q=plays&kind=character&kind=person").content.decode()

    assert "1 result" in page.text
    assert "Old Foe" in page.text
    assert "People (2)" in page.text
    assert "Characters (1)" in page.text
    assert len(re.findall(r"<input[^>]* checked", html)) == 2
    assert "3 results" in html


def test_turns_pages_and_keeps_the_question(client):
    shelve(*[make_person(f"Extra {number}") for number in range(45)])

    page = search(client, "extra", kind="person", page=2)

    assert page.text.count("People Extra") == 20
    assert "/?" not in page.links[0]
    assert "?q=extra&kind=person&page=3" in page.links
    assert "Page 3 of 3" in search(client, "extra", page=99).text


@pytest.mark.parametrize(
    ("cookie", "said"),
    [
        ("", "Only what gives nothing away was searched."),
        ("15", "Only what you may know by now was searched."),
        ("all", None),
    ],
)
def test_says_how_far_it_searched(client, people, cookie, said):
    if cookie:
        client.cookies["horizon"] = cookie
    page = search(client, "plays")

    assert ("Only what" in page.text) == bool(said)
    assert said is None or said in page.text


@pytest.mark.parametrize("cookie", ["", "0", "15"])
def test_what_is_later_is_told_apart_from_nothing_by_nothing(client, people, cookie):
    if cookie:
        client.cookies["horizon"] = cookie

    later = client.get("/search/?q=foe").content.decode()
    nothing = client.get("/search/?q=fox").content.decode()

    assert "No results" in later
    assert later.replace("foe", "fox") == nothing


def test_helps_on_when_nothing_is_found(client):
    page = search(client, "xylophone")

    assert "No page says all of “xylophone”" in page.text
    assert "/people/" in page.links
    assert "no letter and no figure" in search(client, "?!").text


def test_shows_what_says_a_part_when_nothing_says_all(client, people):
    page = search(client, "ritter plays xylophone")

    assert ("h2", "No page says all of it") in page.headings
    assert "People Krysten Ritter Plays the <lead> & more." in page.text


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("timeline", "/timeline/"),
        ("Where can I watch it?", "/where-to-watch/"),
        ("critical response", "/reception/"),
        ("list of episodes", "/episodes/"),
    ],
)
def test_leads_straight_to_a_page_that_is_called_so(client, text, link):
    page = search(client, text)

    assert "Straight to" in page.text
    assert link in page.links
    assert "No results" not in page.text
    assert "Straight to" not in search(client, f"{text} xylophone").text


@pytest.mark.parametrize("overview", OVERVIEWS, ids=lambda each: each.title)
def test_each_overview_is_found_by_its_title(client, overview):
    assert overview in overviews_asked_by(overview.title)
    assert client.get(overview.url).status_code == 200


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q=%00", 200),
        ("q=a%00b", 200),
        ("q=%ff%fe", 200),
        ("q=%22&q=%27", 200),
        ("q=a&page=0", 200),
        ("q=a&page=-1", 200),
        ("q=a&page=" + "9" * 400, 200),
        ("q=a&page=%00", 200),
        ("q=" + "a" * 5_000, 400),
        ("q=a&kind=nonsense", 400),
        ("q=a&kind=%00", 400),
        ("kind=person", 200),
    ],
)
def test_answers_any_query_string(client, people, query, status):
    response = client.get(f"/search/?{query}")

    assert response.status_code == status
    assert ("errorlist" in response.content.decode()) == (status == 400)


def test_a_question_too_long_is_said_to_be_so(client):
    page = search(client, "a" * (LONGEST + 1))

    assert f"That is more than {LONGEST} letters." in page.text


def test_costs_as_many_queries_for_many_as_for_few(client):
    def cost(text):
        return search(client, text).queries

    shelve(make_person("Rare Bird"), *[make_person(f"Common Bird {number}") for number in range(30)])
    assert cost("common") == cost("bird") <= 5
    assert cost("rare brid") <= 7


def test_is_on_every_page_but_its_own(client, people):
    assert 'role="search" aria-label="Whole site"' in client.get("/about/").content.decode()
    assert client.get("/search/").content.decode().count('role="search"') == 1


class TestSuggestions:
    def suggest(self, client, text):
        return client.get("/search/suggestions/", {"q": text})

    def test_are_titles_with_their_addresses(self, client, people):
        answer = self.suggest(client, "krys")

        (only,) = answer.json()["suggestions"]
        assert (only["title"], only["note"]) == ("Krysten Ritter", "People")
        assert client.get(only["url"]).status_code == 200

    def test_are_eight_at_most(self, client):
        shelve(*[make_person(f"Extra {number}") for number in range(12)])

        assert len(self.suggest(client, "ext").json()["suggestions"]) == 8

    def test_are_for_the_reader_alone(self, client, people):
        assert self.suggest(client, "foe").json() == {"suggestions": []}
        client.cookies["horizon"] = str(ALL)
        answer = self.suggest(client, "foe")

        assert len(answer.json()["suggestions"]) == 1
        assert answer["Cache-Control"] == "no-store"
        assert "Cookie" in answer["Vary"]

    @pytest.mark.parametrize("text", ["", "\0", '"', "a" * 7_000, "*", "😀"])
    def test_come_to_nothing_for_nonsense(self, client, people, text):
        assert self.suggest(client, text).json() == {"suggestions": []}
