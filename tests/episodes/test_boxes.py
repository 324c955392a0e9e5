import pytest

from tests.factories.episodes import (
    make_album,
    make_appearance,
    make_casting,
    make_credit,
    make_crew_member,
    make_episode,
    make_season,
    make_track,
)
from tests.factories.people import make_character, make_person
from tests.factories.public import HIDDEN
from tests.factories.sources import make_source

from .reading import count_queries, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return make_season(2, episodes_before=13)


@pytest.fixture
def person():
    return make_person("Somebody", key="somebody")


@pytest.fixture
def character():
    return make_character("The Neighbor", key="neighbor")


class TestPerson:
    def test_shows_credits_by_role_in_the_order_of_the_episodes(self, client, season, person):
        for number in (11, 3):
            make_credit(make_episode(season, number), person, "writer", label_as_printed="Written by")
        make_credit(make_episode(season, 12, title="Directed"), person, "director")

        page = read(client.get("/people/somebody/"))

        assert [link for link in page.links if link.startswith("/episodes/s")] == [
            "/episodes/s02e12/",
            "/episodes/s02e03/",
            "/episodes/s02e11/",
        ]
        assert page.open.index("As director") < page.open.index("Directed") < page.open.index("As writer")
        assert "season 2, episode 3" in page.open
        assert "printed “Written by”" in page.open

    @pytest.mark.parametrize(
        ("job", "role"),
        [
            ("director", "As director"),
            ("writer", "As writer"),
            ("story", "As author of the story"),
            ("teleplay", "As author of the teleplay"),
            ("cover", "As cover artist"),
        ],
    )
    def test_names_each_role(self, client, season, person, job, role):
        make_credit(make_episode(season, 1), person, job)

        assert role in read(client.get("/people/somebody/")).open

    def test_shows_parts_behind_veils(self, client, season, person, character):
        open_part = make_character("The Lead")
        make_casting(season, person, open_part, billing="main", note="The title role.")
        make_casting(season, person, character, horizon=19, note="Her mother.")

        page = read(client.get("/people/somebody/"))

        assert "The title role." in page.open
        assert "billing: main" in page.open
        assert {open_part.get_absolute_url(), "/season/2/"} <= set(page.links)
        for text in ("The Neighbor", "Her mother."):
            assert text in page.veiled
            assert text not in page.open

    def test_shows_work_on_seasons_and_music(self, client, season, person):
        make_crew_member(season, person, role="Composer", note="Wrote the score.")
        album = make_album(season, key="score", title="The Score", composer=person)
        make_track(album, 7, [person], title="The Song")
        make_track(album, 8, [person], title="Her Last Song", horizon=26)

        page = read(client.get("/people/somebody/"))

        assert "Wrote the score." in page.open
        assert "“The Song”, track 7 of" in page.open
        assert "/soundtrack/score/" in page.links
        assert "Her Last Song" in page.veiled
        assert "Her Last Song" not in page.open

    def test_sets_sources_of_what_it_shows(self, client, season, person):
        source = make_source(key="report")
        make_credit(make_episode(season, 1), person, cites="[@report, ¶5]")

        page = read(client.get("/people/somebody/"))

        assert source.get_absolute_url() in page.links
        assert ", ¶5" in page.open

    @pytest.mark.parametrize("hidden", HIDDEN)
    def test_shows_nothing_hidden(self, client, season, person, hidden):
        make_credit(make_episode(season, 1, title="Unheard of", **HIDDEN[hidden]()), person)
        make_casting(season, person, make_character("Ghost", **HIDDEN[hidden]()))
        make_crew_member(make_season(3, title="Not yet", **HIDDEN[hidden]()), person)
        album = make_album(season, title="Unreleased", composer=person, **HIDDEN[hidden]())
        make_track(album, 1, [person], title="Unsung")

        html = client.get("/people/somebody/").content.decode()

        names = ("Unheard of", "Ghost", "Not yet", "Unreleased", "Unsung", "Credits", "Music", "camera")
        assert [name for name in names if name in html] == []

    def test_costs_the_same_with_few_and_many(self, client, season, person):
        make_source(key="report")

        def fill(numbers):
            for number in numbers:
                make_credit(make_episode(season, number), person, cites="[@report]")
                make_casting(
                    season, person, make_character(f"Part {number}"), horizon=number, note="[[person:somebody]]"
                )
                make_crew_member(season, person, role=f"Role {number}")
                album = make_album(season, composer=person)
                make_track(album, number, [person], horizon=number)

        fill([1, 2])
        few = count_queries(client, "/people/somebody/")
        fill(range(3, 30))

        assert count_queries(client, "/people/somebody/") == few
        assert few <= 16


class TestCharacter:
    def test_shows_who_plays_them(self, client, season, character):
        player, successor = make_person("The Player"), make_person("The Successor")
        make_casting(season, player, character, billing="guest", announced="2017-08", returning=True)
        make_casting(season, successor, character, horizon=19)

        page = read(client.get("/characters/neighbor/"))

        assert "billing: guest" in page.open
        assert "played the part before" in page.open
        assert "announced: 2017-08 August 2017" in page.open
        assert player.get_absolute_url() in page.links
        assert "The Successor" in page.veiled
        assert "The Successor" not in page.open

    def test_gives_away_no_episode_that_they_are_in(self, client, season, character):
        """Not even by the number on a veil: that veil stands inside one that has no number."""
        for number, manner in ((11, "imagined"), (1, "mentioned")):
            make_appearance(make_episode(season, number), character, manner=manner, note=f"Note {number}.", dies=True)

        page = read(client.get("/characters/neighbor/"))

        assert "Spoiler: in which episodes" in page.open
        for text in ("season 2, episode 1", "season 2, episode 11", "in somebody’s mind", "Note 11.", "dies"):
            assert text in page.veiled
            assert text not in page.open
        assert page.veiled.index("Note 1.") < page.veiled.index("Note 11.")

    @pytest.mark.parametrize("hidden", HIDDEN)
    def test_shows_nothing_hidden(self, client, season, character, hidden):
        make_casting(season, make_person("Ghost Player", **HIDDEN[hidden]()), character)
        make_appearance(make_episode(season, 1, title="Unheard of", **HIDDEN[hidden]()), character)

        html = client.get("/characters/neighbor/").content.decode()

        assert "The Neighbor" in html
        names = ("Ghost Player", "Unheard of", "Played by", "In the episodes")
        assert [name for name in names if name in html] == []

    def test_costs_the_same_with_few_and_many(self, client, season, character):
        make_source(key="report")

        def fill(numbers):
            for number in numbers:
                make_casting(season, make_person(f"Player {number}"), character, horizon=number, cites="[@report]")
                make_appearance(make_episode(season, number), character, cites="[@report]")

        fill([1, 2])
        few = count_queries(client, "/characters/neighbor/")
        fill(range(3, 30))

        assert count_queries(client, "/characters/neighbor/") == few
        assert few <= 16
