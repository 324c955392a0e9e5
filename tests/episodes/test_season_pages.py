import pytest

from tests.factories.episodes import (
    make_casting,
    make_company,
    make_connection,
    make_crew_member,
    make_episode,
    make_release,
    make_season,
    make_section,
)
from tests.factories.news import make_article
from tests.factories.people import make_character, make_person
from tests.factories.public import ANSWERS, HIDDEN
from tests.factories.reviews import make_nomination, make_review, make_score
from tests.factories.sources import make_source

from .reading import count_queries, read

pytestmark = pytest.mark.django_db


class TestList:
    def test_leads_straight_to_the_only_season(self, client):
        make_season(2)
        make_season(3, **HIDDEN["scheduled"]())

        response = client.get("/season/")

        assert (response.status_code, response["Location"]) == (302, "/season/2/")

    def test_lists_several_by_number(self, client):
        make_season(10)
        make_season(2)
        make_season(3, title="Not yet", **HIDDEN["draft"]())

        response = client.get("/season/")

        assert [link for link in read(response).links if link.startswith("/season/")][1:] == [
            "/season/2/",
            "/season/10/",
        ]
        assert "Not yet" not in response.content.decode()

    def test_says_that_there_is_none(self, client):
        response = client.get("/season/")

        assert response.status_code == 200
        assert "No season yet" in response.content.decode()

    @pytest.mark.parametrize("hidden", HIDDEN)
    def test_the_only_season_being_hidden_leads_nowhere(self, client, hidden):
        make_season(2, **HIDDEN[hidden]())

        assert client.get("/season/").status_code == 200

    def test_veils_a_season_that_gives_something_away(self, client):
        make_season(3, title="The one after the end", horizon=26)

        page = read(client.get("/season/"))

        assert "The one after the end" in page.veiled
        assert "The one after the end" not in page.open

    def test_costs_the_same_with_few_and_many(self, client):
        make_season(1)
        make_season(2, horizon=13)
        few = count_queries(client, "/season/")
        for number in range(3, 40):
            make_season(number, horizon=number % 2)

        assert count_queries(client, "/season/") == few
        assert few <= 8


class TestDetail:
    def test_tells_the_facts(self, client):
        make_season(
            2,
            title="Jessica Jones, season 2",
            episodes_before=13,
            episode_count=13,
            released="2018-03-08",
            released_as_printed="March 8, 2018",
            network="Netflix",
            absent={"country": "not stated"},
            premise="A private eye opens a *new* case.",
            synopsis="She has to face herself.",
        )

        page = read(client.get("/season/2/"))

        for text in ("Jessica Jones, season 2", "the first of them is number 14 of the series", "March 8, 2018"):
            assert text in page.open
        for text in ("Netflix", "not stated", "private eye opens a new case", "She has to face herself."):
            assert text in page.open
        assert "printed" not in page.open

    def test_lists_episodes_and_chapters_in_order(self, client):
        season = make_season(2)
        for number in (2, 10, 1):
            make_episode(season, number, teaser=f"Teaser {number}.")
            make_section(season, number=number, key=f"chapter-{number}", title=f"Aspect {10 - number}")

        page = read(client.get("/season/2/"))

        assert [link for link in page.links if link.startswith("/episodes/s")] == [
            "/episodes/s02e01/",
            "/episodes/s02e02/",
            "/episodes/s02e10/",
        ]
        assert [link for link in page.links if link.startswith("/chapters/")] == [
            "/chapters/chapter-1/",
            "/chapters/chapter-2/",
            "/chapters/chapter-10/",
        ]
        assert "Teaser 10." in page.open

    def test_groups_the_cast_by_billing(self, client):
        season = make_season(2)
        lead, friend, visitor = make_person("The Lead"), make_person("The Friend"), make_person("The Visitor")
        heroine = make_character("The Heroine")
        make_casting(season, visitor, billing="guest", order=1)
        make_casting(
            season,
            lead,
            heroine,
            billing="main",
            order=2,
            announced="by 2016-01",
            returning=True,
            note="The title role.",
        )
        make_casting(season, friend, order=3)

        page = read(client.get("/season/2/"))

        cast = page.open.split("The cast")[-1]
        assert cast.index("Main") < cast.index("The Lead") < cast.index("Guest") < cast.index("The Visitor")
        assert cast.index("The Visitor") < cast.index("Billing not stated") < cast.index("The Friend")
        assert {lead.get_absolute_url(), heroine.get_absolute_url()} <= set(page.links)
        assert "played the part before" in page.open
        assert "announced: by January 2016" in page.open
        assert "The title role." in page.open

    def test_says_once_that_a_billing_is_read_from_the_context(self, client):
        season = make_season(2)
        for number in range(3):
            make_casting(season, billing="main", billing_inferred=True, order=number)

        assert client.get("/season/2/").content.decode().count("read from the context") == 1

    def test_says_it_of_single_castings_where_others_are_printed(self, client):
        season = make_season(2)
        make_casting(season, make_person("Printed"), billing="main", order=1)
        make_casting(season, make_person("Inferred"), billing="main", billing_inferred=True, order=2)

        html = client.get("/season/2/").content.decode()

        assert html.count("read from the context") == 1
        assert html.index("Inferred") < html.index("read from the context")

    def test_veils_castings_by_what_they_give_away(self, client):
        season = make_season(2, episodes_before=13)
        for number in (2, 6):
            make_episode(season, number)
        star = make_person("A Star")
        make_casting(season, star, make_character("A Stranger", horizon=15), billing="main")
        make_casting(
            season, star, make_character("A Relative"), billing="main", horizon=19, note="Who would have thought."
        )
        make_casting(season, make_person("Another Star"), make_character("A Neighbor"), billing="main", horizon=19)

        page = read(client.get("/season/2/"))

        for text in ("A Star", "A Stranger", "A Relative", "Who would have thought.", "Another Star", "A Neighbor"):
            assert text in page.veiled
            assert text not in page.open
        assert page.open.count("Spoiler: season 2, episode 2") == 1
        assert page.open.count("Spoiler: season 2, episode 6") == 1

    def test_names_makers_companies_releases_and_ties(self, client):
        season = make_season(2)
        maker = make_person("The Maker")
        make_crew_member(season, maker, role="Showrunner", note="Runs it.")
        make_company(season, name="The Studio", role="production", note="Makes it.")
        make_release(season, platform="Netflix", regions="Worldwide", starts="2018-03-08", ends="2022-03-01")
        make_release(
            season,
            platform="Disney+",
            starts="2022-03-16",
            starts_as_printed="March 16",
            format="Ultra HD 4K",
            absent={"regions": "not stated"},
        )
        make_connection(season, work="Alias", medium="comic", relation="based-on", note="Much of it.")

        page = read(client.get("/season/2/"))
        makers, ties = (read(client.get(f"/season/2/{part}/")) for part in ("makers", "ties"))

        for text in ("The Maker", "Showrunner", "Runs it.", "The Studio", "Production", "Makes it."):
            assert text in makers.open
        for text in ("Netflix", "Worldwide", "March 8, 2018", "March 1, 2022", "Disney+", "Ultra HD 4K"):
            assert text in page.open
        for text in ("March 16, 2022", "(printed “March 16”)", "Countries: absent not stated"):
            assert text in page.open
        for text in ("Based on", "Alias , comic", "Much of it."):
            assert text in ties.open
        assert maker.get_absolute_url() in makers.links
        assert {"/season/2/makers/", "/season/2/ties/"} <= set(page.links)

    def test_veils_ties_companies_and_makers_that_give_something_away(self, client):
        season = make_season(2)
        make_connection(season, work="The Sequel", horizon=26)
        make_company(season, name="The Rescuer", horizon=26)
        make_crew_member(season, make_person("The Successor"), horizon=26)

        for name, part in [("The Sequel", "ties"), ("The Rescuer", "makers"), ("The Successor", "makers")]:
            page = read(client.get(f"/season/2/{part}/"))
            assert name in page.veiled
            assert name not in page.open

    def test_sets_a_mark_once_where_the_note_sets_it_too(self, client):
        season = make_season(2)
        make_source(key="report")
        make_source(key="interview")
        make_casting(season, note="So it says.[@report]", cites="[@report] [@interview, ¶3]")

        html = client.get("/season/2/").content.decode()

        assert html.count('href="#cite-') == html.count('class="cite"') == 2

    @pytest.mark.parametrize("hidden", HIDDEN)
    def test_shows_nothing_hidden(self, client, hidden):
        season = make_season(2)
        make_episode(season, 1, title="Unheard of", **HIDDEN[hidden]())
        make_section(season, title="Unwritten", **HIDDEN[hidden]())
        make_casting(season, make_person("Ghost Player", **HIDDEN[hidden]()))
        make_casting(season, make_person("Real Player"), make_character("Ghost", **HIDDEN[hidden]()))
        make_crew_member(season, make_person("Ghost Maker", **HIDDEN[hidden]()))
        make_season(1, title="Yesteryear", **HIDDEN[hidden]())
        make_season(3, title="Next year", **HIDDEN[hidden]())

        html = client.get("/season/2/").content.decode()

        assert season.title in html
        names = ("Unheard of", "Unwritten", "Ghost Player", "Real Player", "Ghost Maker", "Yesteryear", "Next year")
        assert [name for name in names if name in html] == []

    def test_shows_nothing_of_another_season(self, client):
        make_season(2)
        other = make_season(3)
        make_episode(other, 1, title="Elsewhere")
        make_section(other, title="Another story")
        make_release(other, platform="Another screen")
        make_connection(other, work="Unrelated")

        html = "".join(client.get(f"/season/2/{part}").content.decode() for part in ("", "makers/", "ties/"))

        assert not any(text in html for text in ("Elsewhere", "Another story", "Another screen", "Unrelated"))

    def test_leads_to_the_seasons_before_and_after(self, client):
        for number in (1, 2, 3, 4):
            make_season(number)
        make_season(5, key="foreign", series="Another Show", slug="foreign")

        context = client.get("/season/3/").context

        assert (context["previous"].number, context["following"].number) == (2, 4)
        assert client.get("/season/4/").context["following"] is None

    @pytest.mark.parametrize("hidden", HIDDEN)
    @pytest.mark.parametrize("part", ["", "makers/", "ties/"])
    def test_is_not_found_while_hidden(self, client, hidden, part):
        make_season(2, **HIDDEN[hidden]())

        assert client.get(f"/season/2/{part}").status_code == ANSWERS[hidden]

    def test_costs_the_same_with_few_and_many(self, client):
        season = make_season(2, premise="By [[person:maker]].[@report]")
        make_source(key="report")
        make_person(key="maker")
        make_season(1)
        make_season(3)

        def fill(numbers):
            for number in numbers:
                make_episode(season, number)
                make_section(season, number=number, horizon=number)
                make_casting(season, billing="main", horizon=number, note="Is in it.[@report]", cites="[@report]")
                make_crew_member(season, horizon=number)
                make_company(season)
                make_release(season)
                make_connection(season, horizon=number)

        make_review(season=season)
        make_score(season=season)
        make_nomination(make_person(), season=season)
        make_article(seasons=[season])
        fill(range(1, 3))
        few = count_queries(client, "/season/2/")
        fill(range(3, 30))

        assert count_queries(client, "/season/2/") == few
        assert few <= 19
