import pytest

from tests.factories.episodes import make_season, make_section
from tests.factories.public import ANSWERS, HIDDEN
from tests.factories.sources import make_source

from .reading import count_queries, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return make_season(2)


def chapters_linked(page):
    return [link for link in page.links if link.startswith("/chapters/") and link != "/chapters/"]


class TestList:
    def test_lists_the_chapters_of_each_season_by_number(self, client, season):
        make_section(make_season(3), key="casting-3", number=1)
        make_section(season, key="music", number=10)
        make_section(season, key="writing", number=2)

        page = read(client.get("/chapters/"))

        assert chapters_linked(page) == ["/chapters/writing/", "/chapters/music/", "/chapters/casting-3/"]
        assert page.open.rindex("Season-2") < page.open.rindex("Music") < page.open.rindex("Season-3")

    @pytest.mark.parametrize("hidden", HIDDEN)
    def test_shows_nothing_hidden(self, client, season, hidden):
        make_section(season, title="Written")
        make_section(season, title="Forgotten", **HIDDEN[hidden]())
        make_section(make_season(3, **HIDDEN[hidden]()), title="Of no season")

        html = client.get("/chapters/").content.decode()

        assert "Written" in html
        assert "Forgotten" not in html
        assert "Of no season" not in html

    def test_veils_a_heading_that_gives_something_away(self, client, season):
        make_section(season, title="How she died", horizon=26)

        page = read(client.get("/chapters/"))

        assert "How she died" in page.veiled
        assert "How she died" not in page.open

    def test_says_that_there_is_none(self, client):
        assert "No chapter yet" in client.get("/chapters/").content.decode()

    def test_costs_the_same_with_few_and_many(self, client, season):
        make_section(season)
        make_section(season, horizon=14)
        few = count_queries(client, "/chapters/")
        for number in range(30):
            make_section(season, horizon=number)

        assert count_queries(client, "/chapters/") == few
        assert few <= 8


class TestDetail:
    def test_tells_its_story_with_links_and_sources(self, client, season):
        source = make_source(key="report", title="A report")
        make_section(season, key="music", title="Music")
        make_section(season, key="writing", title="Writing", body="See [[section:music|the music]].[@report, ¶7]")

        page = read(client.get("/chapters/writing/"))

        assert "See /chapters/music/ the music" in page.open
        assert {"/season/2/", "/chapters/music/", source.get_absolute_url()} <= set(page.links)
        assert ", ¶7" in page.open

    def test_its_address_is_that_of_the_entry(self, season):
        assert make_section(season, key="writing").get_absolute_url() == "/chapters/writing/"

    def test_leads_to_the_chapters_before_and_after(self, client, season):
        for number in (1, 2, 10):
            make_section(season, key=f"chapter-{number}", number=number)
        make_section(make_season(3), key="foreign", number=3)

        page = client.get("/chapters/chapter-2/")

        assert (page.context["previous"].key, page.context["following"].key) == ("chapter-1", "chapter-10")
        assert client.get("/chapters/chapter-10/").context["following"] is None
        assert "/chapters/foreign/" not in read(page).links

    def test_chapters_of_the_same_number_go_by_title(self, client, season):
        for title in ("Beta", "Alpha", "Gamma"):
            make_section(season, key=title.lower(), title=title, number=1)

        context = client.get("/chapters/beta/").context

        assert (context["previous"].title, context["following"].title) == ("Alpha", "Gamma")

    def test_marks_itself_among_all(self, client, season):
        make_section(season, key="one", number=1)
        make_section(season, key="two", number=2)

        html = client.get("/chapters/two/").content.decode()

        assert '<a href="/chapters/two/" aria-current="page">' in html
        assert html.count('aria-current="page"') == 2  # there, and in the breadcrumbs

    @pytest.mark.parametrize("hidden", HIDDEN)
    def test_hidden_chapters_are_no_neighbours(self, client, season, hidden):
        make_section(season, key="one", number=1, **HIDDEN[hidden]())
        make_section(season, key="two", number=2)
        make_section(season, key="three", number=3, **HIDDEN[hidden]())

        page = client.get("/chapters/two/")

        assert (page.context["previous"], page.context["following"]) == (None, None)
        assert chapters_linked(read(page)) == []

    @pytest.mark.parametrize("hidden", HIDDEN)
    def test_is_not_found_while_hidden(self, client, season, hidden):
        make_section(season, key="writing", **HIDDEN[hidden]())

        assert client.get("/chapters/writing/").status_code == ANSWERS[hidden]

    def test_stands_behind_a_veil_if_it_gives_something_away(self, client, season):
        make_section(season, key="ending", body="She dies.", horizon=26)

        page = read(client.get("/chapters/ending/"))

        assert "She dies." in page.veiled
        assert "She dies." not in page.open

    def test_costs_the_same_with_few_and_many(self, client, season):
        make_source(key="report")
        make_section(season, key="first", number=1, body="[[section:second]] ||it ends||{s02e13}[@report]")
        make_section(season, key="second", number=2, horizon=14)
        few = count_queries(client, "/chapters/first/")
        for number in range(30):
            make_section(season, number=number, horizon=number)

        assert count_queries(client, "/chapters/first/") == few
        assert few <= 9
