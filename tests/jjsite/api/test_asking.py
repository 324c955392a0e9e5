"""How the API is asked, and what it says of what cannot be asked."""

import pytest

from tests.episodes.reading import count_queries
from tests.factories.episodes import make_credit, make_episode, make_season
from tests.factories.people import make_alias, make_character, make_person, make_quote
from tests.factories.public import HIDDEN
from tests.jjsite.api.asking import ask, refused

pytestmark = pytest.mark.django_db


class TestLists:
    def test_come_in_pages_that_lead_to_each_other(self, client, season):
        for number in range(1, 6):
            make_episode(season, number)

        first = ask(client, "/api/episodes/?page_size=2&horizon=20")
        last = ask(client, "/api/episodes/?page_size=2&page=3")

        assert (first["count"], first["pages"], first["previous"], first["horizon"]) == (5, 3, None, 20)
        assert first["next"] == "http://127.0.0.1:8000/api/episodes/?page_size=2&horizon=20&page=2"
        assert [entry["key"] for entry in last["results"]] == ["s02e05"]
        assert last["next"] is None

    def test_may_be_empty(self, client):
        assert ask(client, "/api/episodes/")["results"] == []

    def test_count_nothing_that_is_later_or_hidden(self, client):
        make_character()
        make_character(horizon=20)
        make_character(**HIDDEN["draft"]())

        assert ask(client, "/api/characters/?horizon=19")["count"] == 1

    def test_are_narrowed_by_the_filters_of_the_site(self, client, season):
        director = make_person(slug="a-director")
        make_credit(make_episode(season, 1), director)
        make_episode(season, 2)

        answer = ask(client, "/api/episodes/?director=a-director&season=2")

        assert [entry["key"] for entry in answer["results"]] == ["s02e01"]

    def test_cost_the_same_with_few_and_many(self, client, season):
        def fill(numbers):
            for number in numbers:
                episode = make_episode(season, number, summary="[[person:a-person]]")
                for _ in range(number):
                    make_credit(episode)
                person = make_person(biography="[[episode:s02e01]]")
                make_alias(person, "Another name")
                make_quote(person)

        make_person(key="a-person")
        fill([1])
        few = [count_queries(client, f"/api/{word}/?horizon=all") for word in ("episodes", "people", "season")]
        fill(range(2, 8))

        assert [count_queries(client, f"/api/{word}/?horizon=all") for word in ("episodes", "people", "season")] == few
        assert max(few) <= 15


class TestRefusals:
    def test_name_the_parameter_and_the_known_ones(self, client):
        problem = refused(client, "/api/episodes/?season=2&directer=x", 400)

        assert (problem["title"], problem["status"]) == ("Bad Request", 400)
        assert list(problem["errors"]) == ["directer"]
        assert "director, " in problem["errors"]["directer"][0]
        assert problem["errors"]["directer"][0].endswith(", horizon, page, page_size.")

    @pytest.mark.parametrize(
        ("query", "name"),
        [
            ("horizon=-1", "horizon"),
            ("horizon=10000", "horizon"),
            ("horizon=1&horizon=2", "horizon"),
            ("page=0", "page"),
            ("page=x", "page"),
            ("page=%00", "page"),
            ("page_size=101", "page_size"),
            ("page_size=" + "9" * 5000, "page_size"),
            ("director=nobody", "director"),
            ("director=" + "x" * 5000, "director"),
        ],
    )
    def test_say_what_is_wrong_with_a_value(self, client, query, name):
        errors = refused(client, f"/api/episodes/?{query}", 400)["errors"]

        assert list(errors) == [name]
        assert 0 < len(errors[name][0]) <= 200

    @pytest.mark.parametrize("number", ["2", "9" * 5000])
    def test_there_is_no_page_after_the_last(self, client, number):
        assert refused(client, f"/api/episodes/?page={number}", 404)["status"] == 404

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
    @pytest.mark.parametrize("address", ["/api/", "/api/episodes/", "/api/episodes/s02e01/", "/api/nothing/"])
    def test_nothing_is_written(self, client, method, address):
        response = getattr(client, method)(address)

        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["status"] == 405

    @pytest.mark.parametrize("address", ["nothing/", "episodes", "episodes/a/b/", "%00", "episodes/%ff/", "a b"])
    def test_below_its_address_everything_is_answered_in_json(self, client, address):
        response = client.get(f"/api/{address}")

        assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
        assert response["Access-Control-Allow-Origin"] == "*"

    def test_too_many_parameters_are_refused(self, client, settings):
        settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3

        assert refused(client, "/api/episodes/?a&b&c&d", 400)["status"] == 400


class TestAskingAgain:
    def test_is_answered_shortly_while_nothing_has_changed(self, client):
        first = client.get("/api/people/")
        again = client.get("/api/people/", headers={"If-None-Match": first["ETag"]})
        make_person()
        changed = client.get("/api/people/", headers={"If-None-Match": first["ETag"]})

        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        assert again["Cache-Control"] == first["Cache-Control"] == "public, max-age=60"
        assert again["Access-Control-Allow-Origin"] == "*"
        assert (changed.status_code, changed.json()["count"]) == (200, 1)

    def test_what_is_hidden_changes_no_etag(self, client):
        first = client.get("/api/characters/")
        make_character(horizon=20)
        make_character(**HIDDEN["draft"]())

        assert client.get("/api/characters/")["ETag"] == first["ETag"]


class TestFromOtherSites:
    def test_everybody_may_ask(self, client):
        answer = client.get("/api/", headers={"Origin": "https://elsewhere.example"})
        preflight = client.options("/api/", headers={"Origin": "https://elsewhere.example"})

        for response in (answer, preflight):
            assert response["Access-Control-Allow-Origin"] == "*"
            assert "Access-Control-Allow-Credentials" not in response
        assert (preflight.status_code, preflight.content) == (204, b"")
        assert preflight["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"

    def test_nobody_may_read_the_pages(self, client):
        assert "Access-Control-Allow-Origin" not in client.get("/about/")

    def test_head_tells_all_but_the_answer(self, client):
        answer, head = client.get("/api/people/"), client.head("/api/people/")

        assert (head.status_code, head.content, head["ETag"]) == (200, b"", answer["ETag"])


def test_the_index_leads_to_every_list_and_names_the_public_horizons(client, season):
    make_episode(season, 1)
    make_episode(make_season(3, episodes_before=26, **HIDDEN["draft"]()), 1, title="Secret")

    index = ask(client, "/api/")

    for kind in index["kinds"]:
        ask(client, kind["api_url"].removeprefix("http://127.0.0.1:8000"))
    assert index["horizons"] == [
        {"horizon": 0, "title": "nothing seen"},
        {"horizon": 13, "title": "season 1"},
        {"horizon": 14, "title": "season 2, episode 1"},
    ]
