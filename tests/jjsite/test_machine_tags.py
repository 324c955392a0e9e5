"""What the head of a page tells machines: the same to every reader."""

import json
import re

import pytest
from django.conf import settings

from tests.factories.episodes import make_casting, make_episode, make_season
from tests.factories.people import make_character, make_identity, make_person
from tests.factories.reviews import make_review, make_score
from tests.machines import json_ld, thing_of

pytestmark = pytest.mark.django_db

HOST = "http://127.0.0.1:8000"


def html_of(client, address, **headers):
    return client.get(address, headers=headers).content.decode()


def head_of(client, address):
    """The head without what changes with the reader: the title."""
    head = html_of(client, address).partition("</head>")[0]
    return re.sub(r"<title>.*?</title>", "", head, flags=re.DOTALL)


def meta(html, name):
    return re.findall(rf'<meta [^>]*?(?:name|property)="{name}"[^>]*? content="(.*?)">', html)


def canonical(html):
    (found,) = re.findall(r'<link rel="canonical" href="(.*?)">', html)
    return found


class TestAddress:
    @pytest.mark.parametrize("query", ["", "?only=quoted", "?page=1", "?x=%00"])
    def test_a_list_has_one_without_filters(self, client, query):
        assert canonical(html_of(client, f"/people/{query}", host="localhost")) == f"{HOST}/people/"

    def test_each_page_of_a_list_has_its_own(self, client):
        for number in range(101):
            make_person(f"Person {number}")

        html = html_of(client, "/people/?page=2")

        assert canonical(html) == f"{HOST}/people/?page=2"
        (item,) = thing_of(html, "ItemList")["itemListElement"]
        assert item["position"] == 101

    def test_a_list_that_is_narrowed_is_not_told_of(self, client):
        make_person("Somebody")
        make_person("Another")

        html = html_of(client, "/people/?page=1&initial=A")

        assert "Somebody" not in html
        assert [thing["@type"] for thing in json_ld(html)] == ["BreadcrumbList"]

    def test_the_front_page_says_how_to_search(self, client):
        html = html_of(client, "/")

        assert canonical(html) == f"{HOST}/"
        action = thing_of(html, "WebSite")["potentialAction"]
        assert action["target"]["urlTemplate"] == f"{HOST}/search/?q={{search_term_string}}"

    def test_a_list_and_the_front_page_lead_to_their_feeds(self, client):
        links = '<link rel="alternate" type="application/atom+xml" title="{}" href="{}">'

        assert links.format("People", "/feeds/people.atom") in html_of(client, "/people/")
        assert links.format(settings.SITE_NAME, "/feeds/all.atom") in html_of(client, "/")
        assert '<a href="/feeds/people.atom" type="application/atom+xml">Feed' in html_of(client, "/people/")
        assert "/feeds/" not in html_of(client, "/about/")


class TestDescription:
    def test_is_the_gist(self, client):
        person = make_person("Krysten Ritter", description="Plays “the” <detective>.")

        html = html_of(client, person.get_absolute_url())

        assert meta(html, "description") == ["Plays “the” &lt;detective&gt;."]
        assert meta(html, "og:title") == ["Krysten Ritter"]
        assert meta(html, "og:image") == [f"{HOST}/cards/person/{person.slug}.png"]

    def test_is_that_of_the_kind_without_one(self, client):
        html = html_of(client, make_person().get_absolute_url())

        assert meta(html, "description") == ["Somebody whom the casebook names, with a source for every fact."]

    def test_of_what_is_later_there_is_none(self, client):
        later = make_character("Late Arrival", horizon=14, description="Arrives late.")

        head = head_of(client, later.get_absolute_url())

        assert "Late Arrival" not in head
        assert "Arrives late" not in head
        assert "noindex" in head
        assert meta(head, "og:image") == [f"{HOST}/cards/casebook.png"]


def test_every_reader_is_told_the_same(client):
    season = make_season(episodes_before=13)
    episode = make_episode(season, 1, title="AKA Later", teaser="See [it].")
    make_episode(season, 2, title="AKA Even Later")
    pages = ["/episodes/", "/season/2/", episode.get_absolute_url(), "/"]
    said = {}
    for horizon in ["", "0", "14", "all"]:
        client.cookies["horizon"] = horizon
        said[horizon] = [
            (json_ld(html), meta(html, "description")) for html in (html_of(client, page) for page in pages)
        ]

    assert said[""] == said["0"] == said["14"] == said["all"]
    assert "AKA" not in json.dumps(said)


class TestJSONLD:
    def test_crumbs_are_those_that_are_seen(self, client):
        html = html_of(client, make_episode(make_season(title="Season two"), 1, title="AKA").get_absolute_url())

        crumbs = thing_of(html, "BreadcrumbList")["itemListElement"]
        names = ["Home", "Season two", "Episodes", "Season 2, episode 1"]
        assert [crumb["name"] for crumb in crumbs] == names
        assert [crumb["position"] for crumb in crumbs] == [1, 2, 3, 4]
        trail = html.partition('<nav class="breadcrumbs"')[2].partition("</nav>")[0]
        assert re.findall(r"<(?:a|bdi)[^>]*>([^<]+)<", trail) == [*names[:3], "AKA"]

    def test_no_text_ends_the_element(self, client):
        person = make_person("</script><script>alert(1)</script>", description="A & B <!--")

        html = html_of(client, person.get_absolute_url())

        assert "<script>alert" not in html
        assert thing_of(html, "Person")["name"] == person.title
        assert thing_of(html, "Person")["description"] == "A & B <!--"

    def test_a_season_names_the_parts_that_may_be_told(self, client):
        season = make_season()
        make_casting(season, make_person("Krysten Ritter"), make_character("Jessica Jones"))
        make_casting(season, make_person("Janet McTeer"), make_character("A Late Arrival", horizon=14))
        make_casting(season, make_person("Somebody"), make_character("Somebody else"), horizon=14)

        (role,) = thing_of(html_of(client, season.get_absolute_url()), "TVSeason")["actor"]

        assert role["@type"] == "PerformanceRole"
        assert role["characterName"] == "Jessica Jones"
        assert role["actor"]["name"] == "Krysten Ritter"

    def test_an_identity_is_not_told(self, client):
        face, truth = make_character("The Face"), make_character("The Truth")
        make_identity(face, truth, revealed=14)
        client.cookies["horizon"] = "all"

        assert "The Face" not in json.dumps(json_ld(html_of(client, truth.get_absolute_url())))

    @pytest.mark.parametrize(
        ("printed", "grade", "rating"),
        [
            ("4 out of 5 stars", 80, {"ratingValue": "4", "bestRating": "5"}),
            ("B", 75, {"ratingValue": 75, "bestRating": 100, "worstRating": 0}),
        ],
    )
    def test_a_review_is_rated_on_the_printed_scale(self, client, printed, grade, rating):
        review = make_review(grade_as_printed=printed, grade=grade)

        said = thing_of(html_of(client, review.get_absolute_url()), "Review")["reviewRating"]

        assert said == {"@type": "Rating", "ratingExplanation": f"Printed as {printed}"} | rating

    def test_a_review_without_grade_has_no_rating(self, client):
        review = make_review()

        assert "reviewRating" not in thing_of(html_of(client, review.get_absolute_url()), "Review")

    def test_a_season_has_the_latest_score_of_each_measure(self, client):
        season = make_season()
        for as_of, value in (("2018-03-08", 90), ("2019-01-01", 83)):
            make_score(season=season, body="Critics", value=value, scale=100, votes=60, as_of=as_of)
        make_score(season=season, body="Nobody", value=7, measure="rank")

        (score,) = thing_of(html_of(client, season.get_absolute_url()), "TVSeason")["aggregateRating"]

        assert (score["ratingValue"], score["bestRating"], score["ratingCount"]) == (83, 100, 60)
        assert score["author"]["name"] == "Critics"
