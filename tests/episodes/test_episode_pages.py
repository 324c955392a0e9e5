import pytest

from tests.factories.episodes import make_appearance, make_credit, make_episode, make_season
from tests.factories.people import make_character, make_person
from tests.factories.public import ANSWERS, HIDDEN
from tests.factories.sources import make_source

from .reading import count_queries, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return make_season(episodes_before=13)


def fill(season, numbers):
    """Episodes with all that a card shows, and all that a filter offers."""
    for number in numbers:
        episode = make_episode(season, number)
        for job in ("director", "writer", "cover"):
            make_credit(episode, job=job)
        make_appearance(episode)


class TestList:
    def test_shows_each_episode_with_its_credits_as_printed(self, client, season):
        episode = make_episode(season, 11, title="AKA Three Lives and Counting", teaser="An old voice.")
        make_credit(episode, make_person("Jennifer Lynch"), "director", label_as_printed="Directed by")
        make_credit(episode, make_person("Jack Kenny"), "writer", label_as_printed="Written by")
        make_credit(
            episode, make_person("Lisa Randolph"), "writer", label_as_printed="Written by", joiner_as_printed="&"
        )
        make_credit(episode, make_person("Emanuela Lupacchino"), "cover")

        page = read(client.get("/episodes/"))

        assert "/episodes/s02e11/" in page.links
        assert "Season 2, episode 11" in page.open
        assert "AKA Three Lives and Counting" in page.open
        assert "An old voice." in page.open
        assert "Directed by Jennifer Lynch" in page.open
        assert "Written by Jack Kenny & Lisa Randolph" in page.open
        assert "Cover by Emanuela Lupacchino" in page.open

    def test_goes_by_number(self, client, season):
        for number in (2, 10, 1):
            make_episode(season, number)

        links = [link for link in read(client.get("/episodes/")).links if link.startswith("/episodes/s")]

        assert links == ["/episodes/s02e01/", "/episodes/s02e02/", "/episodes/s02e10/"]

    @pytest.mark.parametrize("hidden", HIDDEN)
    def test_shows_nothing_hidden(self, client, season, hidden):
        shown = make_episode(season, 1)
        make_episode(season, 2, title="Unheard of", **HIDDEN[hidden]())
        make_credit(shown, make_person("Ghost Writer", **HIDDEN[hidden]()), "writer")
        make_credit(make_episode(season, 3, **HIDDEN[hidden]()), make_person("Elsewhere Busy"), "director")
        make_appearance(shown, make_character("Hidden Character", **HIDDEN[hidden]()))

        html = client.get("/episodes/").content.decode()

        assert shown.title in html
        assert not any(name in html for name in ("Unheard of", "Ghost Writer", "Elsewhere Busy", "Hidden Character"))

    def test_shows_nothing_of_a_hidden_season(self, client):
        make_episode(make_season(3, **HIDDEN["draft"]()), 1, title="Too early")

        assert "Too early" not in client.get("/episodes/").content.decode()

    def test_veils_what_gives_something_away(self, client, season):
        make_episode(season, 1, title="Harmless")
        make_episode(season, 2, title="She did it", teaser="All is told.", horizon=15)
        make_credit(make_episode(season, 3), make_person("Surprise Guest", horizon=15), "director")

        page = read(client.get("/episodes/"))

        assert "Harmless" in page.open
        assert "Spoiler: season 2, episode 2" in page.open
        assert "She did it" in page.veiled
        assert "She did it" not in page.open
        assert "Surprise Guest" not in page.open

    @pytest.mark.parametrize(
        ("job", "question"),
        [("director", "director"), ("writer", "writer"), ("story", "writer"), ("teleplay", "writer")],
    )
    def test_filters_by_who_made_it(self, client, season, job, question):
        maker = make_person("A Maker")
        make_credit(make_episode(season, 1, title="Made by them"), maker, job)
        make_credit(make_episode(season, 2, title="Made by others"), maker, "cover")

        html = client.get(f"/episodes/?{question}={maker.slug}").content.decode()

        assert "Made by them" in html
        assert "Made by others" not in html

    def test_lists_an_episode_once_however_often_it_credits_somebody(self, client, season):
        maker = make_person()
        episode = make_episode(season, 1)
        make_credit(episode, maker, "story")
        make_credit(episode, maker, "teleplay")

        assert read(client.get(f"/episodes/?writer={maker.slug}")).links.count("/episodes/s02e01/") == 1

    def test_filters_by_season(self, client, season):
        make_episode(season, 1, title="Of the second")
        make_episode(make_season(3, episodes_before=26), 1, title="Of the third")

        html = client.get("/episodes/?season=3").content.decode()

        assert "Of the third" in html
        assert "Of the second" not in html

    def test_veils_which_episodes_a_character_is_in(self, client, season):
        old_foe = make_character("Old Foe")
        make_appearance(make_episode(season, 11, title="His return"), old_foe, horizon=24)
        make_appearance(make_episode(season, 1, title="Without him"), make_character("Somebody"))

        page = read(client.get(f"/episodes/?character={old_foe.slug}"))

        assert "Spoiler: which episodes this character is in" in page.open
        assert "His return" in page.veiled
        assert "His return" not in page.open
        assert "/episodes/s02e11/" not in page.open
        assert "Without him" not in page.open + page.veiled

    def test_says_behind_the_veil_that_a_character_is_in_none(self, client, season):
        absentee = make_character()
        make_appearance(make_episode(season, 1), absentee)
        make_episode(make_season(3, episodes_before=26), 1)

        page = read(client.get(f"/episodes/?character={absentee.slug}&season=3"))

        assert "No episode fits" in page.veiled
        assert "No episode fits" not in page.open

    def test_filters_offer_nothing_that_gives_something_away(self, client, season):
        episode = make_episode(season, 1)
        make_credit(episode, make_person("Open Director"), "director")
        make_credit(episode, make_person("Veiled Director", horizon=14), "director")
        make_credit(episode, make_person("Surprise Director"), "director", horizon=14)
        make_credit(episode, make_person("Cover Artist"), "cover")
        make_appearance(episode, make_character("Open Character"))
        make_appearance(episode, make_character("Veiled Character", horizon=14))
        make_character("Absent Character")

        facets = client.get("/episodes/").context["filter"].facets

        assert {facet.name: [option.label for option in facet.options] for facet in facets} == {
            "season": ["Season-2"],
            "director": ["Open Director"],
            "writer": [],
            "artist": ["Cover Artist"],
            "character": ["Open Character"],
        }

    def test_pages_keep_the_filter(self, client, season):
        director = make_person()
        for number in range(1, 52):
            make_credit(make_episode(season, number), director)

        page = read(client.get(f"/episodes/?director={director.slug}"))

        assert f"?director={director.slug}&page=2" in page.links
        assert "/episodes/s02e50/" in page.links
        assert "/episodes/s02e51/" not in page.links
        assert "/episodes/s02e51/" in read(client.get(f"/episodes/?director={director.slug}&page=2")).links

    def test_costs_the_same_with_few_and_many(self, client, season):
        fill(season, range(1, 3))
        few = count_queries(client, "/episodes/")
        fill(season, range(3, 40))

        assert count_queries(client, "/episodes/") == few
        assert few <= 12

    def test_costs_no_more_with_every_filter_and_a_veil(self, client, season):
        fill(season, range(1, 3))
        make_episode(season, 3, horizon=15)

        assert count_queries(client, "/episodes/") <= 12
        assert count_queries(client, "/episodes/?season=2") <= 12


class TestDetail:
    def test_tells_what_is_printed_and_what_is_not_stated(self, client, season):
        source = make_source(key="the-article", title="An article")
        episode = make_episode(
            season,
            13,
            title="AKA Playland",
            teaser="The season leaves the city.",
            released="2018-03-08",
            released_as_printed="8 March",
            absent={"runtime_minutes": "not stated", "viewers_millions": "unknown"},
            production_code="X13",
            cites="[@the-article, ¶44]",
        )
        make_credit(episode, make_person("Uta Briesewitz"), "director", label_as_printed="Directed by")
        make_credit(episode, make_person("Jesse Harris"), "story", label_as_printed="Story by", cites="[@the-article]")
        make_credit(episode, make_person("Melissa Rosenberg"), "teleplay", label_as_printed="Teleplay by")

        page = read(client.get("/episodes/s02e13/"))

        for text in (
            "Season 2, episode 13",
            "AKA Playland",
            "The season leaves the city.",
            "13 in the season",
            "26 in the series",
            "Directed by",
            "Story by",
            "Teleplay by",
            "March 8, 2018",
            "(printed “8 March”)",
            "X13",
        ):
            assert text in page.open
        assert "not stated" in page.open.split("Running time")[1].split("Production code")[0]
        assert "unknown" in page.open.split("Viewers")[1].split("Sources")[0]
        assert source.get_absolute_url() in page.links
        assert ", ¶44" in page.open
        assert "/season/2/" in page.links

    def test_links_the_credited_with_the_printed_joiner_between_them(self, client, season):
        episode = make_episode(season, 11)
        for name, joiner in (("Jack Kenny", ""), ("Lisa Randolph", "&"), ("Third Hand", "")):
            make_credit(episode, make_person(name), "writer", label_as_printed="Written by", joiner_as_printed=joiner)

        html = client.get("/episodes/s02e11/").content.decode()

        assert ">Jack Kenny</a> &amp; <a " in html
        assert ">Lisa Randolph</a>, <a " in html
        assert html.count("Written by") == 1

    def test_stands_its_story_behind_a_veil(self, client, season):
        episode = make_episode(season, 11, summary="[[character:old-foe|The foe]] returns.[@a-source]")
        make_source(key="a-source")
        old_foe = make_character("Old Foe", key="old-foe")
        make_appearance(episode, old_foe, manner="imagined", horizon=24, note="Haunts her.")
        make_appearance(episode, make_character("The Doctor"), dies=True, horizon=24)

        page = read(client.get("/episodes/s02e11/"))

        for text in ("returns.", "Old Foe", "In somebody’s mind", "Haunts her.", "The Doctor", "dies"):
            assert text in page.veiled
            assert text not in page.open
        assert old_foe.get_absolute_url() in page.links
        assert page.open.count("Spoiler: season 2, episode 11") == 2

    def test_a_later_veil_stands_inside(self, client, season):
        make_episode(season, 7)
        episode = make_episode(season, 2)
        make_appearance(episode, make_character("Who She Is", horizon=20))

        page = read(client.get("/episodes/s02e02/"))

        assert "Spoiler: season 2, episode 7" in page.veiled
        assert "Spoiler: season 2, episode 7" not in page.open

    def test_groups_appearances_by_manner_in_the_order_of_the_choices(self, client, season):
        episode = make_episode(season, 1)
        make_appearance(episode, make_character("Last Year's Victim"), manner="dead", order=1)
        make_appearance(episode, make_character("Heroine"), manner="on-screen", order=2)

        veiled = read(client.get("/episodes/s02e01/")).veiled

        assert veiled.index("On screen") < veiled.index("Heroine") < veiled.index("Dead already")
        assert veiled.index("Dead already") < veiled.index("Last Year's Victim")

    def test_leads_to_the_episodes_before_and_after(self, client, season):
        for number in (1, 2, 3, 4):
            make_episode(season, number)

        page = client.get("/episodes/s02e03/")

        assert page.context["previous"].slug == "s02e02"
        assert page.context["following"].slug == "s02e04"
        assert {"/episodes/s02e02/", "/episodes/s02e04/"} <= set(read(page).links)

    def test_leads_on_into_the_next_season(self, client, season):
        make_episode(season, 13)
        make_episode(make_season(3, episodes_before=26), 1, title="A new case")
        make_episode(make_season(1, key="other-1", series="Another Show", slug="other"), 12, key="other-e12")

        page = client.get("/episodes/s02e13/")

        assert page.context["previous"] is None
        assert page.context["following"].title == "A new case"

    def test_neighbours_give_nothing_away(self, client, season):
        make_episode(season, 1)
        make_episode(season, 2, title="She did it", horizon=15)

        page = read(client.get("/episodes/s02e01/"))

        assert "/episodes/s02e02/" in page.links
        assert "She did it" not in page.open

    @pytest.mark.parametrize("hidden", HIDDEN)
    def test_shows_nothing_hidden(self, client, season, hidden):
        episode = make_episode(season, 2)
        make_episode(season, 1, title="Before", **HIDDEN[hidden]())
        make_episode(season, 3, title="After", **HIDDEN[hidden]())
        make_credit(episode, make_person("Ghost Writer", **HIDDEN[hidden]()), "writer")
        make_appearance(episode, make_character("Hidden Character", **HIDDEN[hidden]()))

        response = client.get("/episodes/s02e02/")
        html = response.content.decode()

        assert (response.context["previous"], response.context["following"]) == (None, None)
        assert episode.title in html
        assert not any(name in html for name in ("Before", "After", "Ghost Writer", "Written by", "Hidden Character"))

    @pytest.mark.parametrize("hidden", HIDDEN)
    def test_is_not_found_while_hidden(self, client, season, hidden):
        make_episode(season, 1, **HIDDEN[hidden]())

        assert client.get("/episodes/s02e01/").status_code == ANSWERS[hidden]

    def test_is_not_found_while_its_season_is_hidden(self, client):
        make_episode(make_season(3, **HIDDEN["draft"]()), 1)

        assert client.get("/episodes/s03e01/").status_code == 404

    @pytest.mark.parametrize("address", ["/episodes/unknown/", "/episodes/a%00b/", f"/episodes/{'9' * 5000}/"])
    def test_an_unknown_address_is_not_found(self, client, address):
        assert client.get(address).status_code == 404

    def test_says_openly_nothing_of_an_episode_that_gives_itself_away(self, client, season):
        episode = make_episode(season, 1, teaser="She did it.", horizon=14)
        make_credit(episode, make_person("A Director"))

        page = read(client.get("/episodes/s02e01/"))

        assert "She did it." not in page.open
        assert "A Director" not in page.open
        assert "A Director" in page.veiled

    def test_costs_the_same_with_few_and_many(self, client, season):
        episode = make_episode(season, 2, summary="[[character:heroine]].[@a-source]")
        make_source(key="a-source")
        make_character(key="heroine")
        make_credit(episode)
        make_appearance(episode, horizon=15)
        make_episode(season, 1)
        make_episode(season, 3)
        few = count_queries(client, "/episodes/s02e02/")
        for job in ("writer", "story", "teleplay", "cover") * 5:
            make_credit(episode, job=job, cites="[@a-source]")
        for number in range(40):
            make_appearance(episode, note="Is there.", cites="[@a-source, ¶1]", horizon=number)

        assert count_queries(client, "/episodes/s02e02/") == few
        assert few <= 9
