import pytest

from tests.factories.episodes import make_album, make_episode, make_season, make_track
from tests.factories.people import make_person
from tests.factories.public import ANSWERS, HIDDEN
from tests.factories.sources import make_source

from .reading import count_queries, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return make_season(2, episodes_before=13)


class TestList:
    def test_leads_straight_to_the_only_album(self, client, season):
        make_album(season, key="score")
        make_album(season, **HIDDEN["draft"]())

        response = client.get("/soundtrack/")

        assert (response.status_code, response["Location"]) == (302, "/soundtrack/score/")

    def test_lists_several(self, client, season):
        make_album(season, key="score", labels="A Label")
        make_album(season, key="songs", title="Songs")
        make_album(season, title="Unreleased", **HIDDEN["expired"]())
        make_album(season, title="Her last song", horizon=26)

        page = read(client.get("/soundtrack/"))

        assert {"/soundtrack/score/", "/soundtrack/songs/"} <= set(page.links)
        assert "A Label" in page.open
        assert "Unreleased" not in page.open + page.veiled
        assert "Her last song" in page.veiled
        assert "Her last song" not in page.open

    def test_says_that_there_is_none(self, client):
        assert "No album yet" in client.get("/soundtrack/").content.decode()

    def test_costs_the_same_with_few_and_many(self, client, season):
        make_album(season, composer=make_person())
        make_album(season, horizon=14)
        few = count_queries(client, "/soundtrack/")
        for number in range(30):
            make_album(season, composer=make_person(), horizon=number)

        assert count_queries(client, "/soundtrack/") == few
        assert few <= 8


class TestDetail:
    def test_tells_the_facts(self, client, season):
        composer = make_person("Sean Callery")
        make_album(
            season,
            key="score",
            title="The Score",
            labels="Label One; Label Two",
            released="2018-03-16",
            composer=composer,
            absent={"format": "not stated"},
            note="A riddle: *51:75*.",
        )

        page = read(client.get("/soundtrack/score/"))

        for text in ("The Score", "Label One; Label Two", "March 16, 2018", "Sean Callery", "A riddle: 51:75 ."):
            assert text in page.open
        assert "not stated" in page.open.split("Format")[1].split("Released")[0]
        assert {composer.get_absolute_url(), "/season/2/"} <= set(page.links)

    def test_prints_the_tracks_as_printed_and_adds_them_up(self, client, season):
        singer = make_person("Kandi Mark")
        source = make_source(key="the-list")
        album = make_album(season, key="score", total_as_printed="51:75", total_seconds=3135)
        make_track(album, 9, order=1, title="Nine", length_as_printed="59:59", seconds=3599, cites="[@the-list, ¶69]")
        make_track(album, 11, [singer], order=2, title="Eleven", length_as_printed="1:20", seconds=80, note="No ten.")
        make_track(album, 12, order=3, title="Twelve", length_as_printed="?")

        page = read(client.get("/soundtrack/score/"))

        tracks = page.open.split("The tracks")[1].split("Sources")[0]
        place = 0
        for text in ("9", "Nine", "59:59", "3599", "11", "Eleven", "1:20", "12", "Twelve"):
            assert text in tracks[place:]
            place = tracks.index(text, place) + len(text)
        assert "performed by" in tracks
        assert "No ten." in tracks
        assert "added up by us Length numeric 1:01:19 In seconds numeric 3679" in tracks
        assert "The total as printed Length numeric 51:75 In seconds numeric 3135" in tracks
        assert {singer.get_absolute_url(), source.get_absolute_url()} <= set(page.links)
        assert "Tracks listed 3" in page.open

    def test_veils_titles_that_give_something_away(self, client, season):
        make_episode(season, 6)
        album = make_album(season, key="score")
        make_track(album, 5, title="Her Theme", length_as_printed="2:32", seconds=152, horizon=19)

        page = read(client.get("/soundtrack/score/"))

        assert "Spoiler: season 2, episode 6" in page.open
        assert "2:32" in page.open
        assert "Her Theme" in page.veiled
        assert "Her Theme" not in page.open

    @pytest.mark.parametrize("hidden", HIDDEN)
    def test_names_nobody_hidden(self, client, season, hidden):
        album = make_album(season, key="score", composer=make_person("Ghost Composer", **HIDDEN[hidden]()))
        make_track(album, 1, [make_person("Ghost Singer", **HIDDEN[hidden]())], title="Whose Song")

        html = client.get("/soundtrack/score/").content.decode()

        assert "Whose Song" in html
        assert not any(text in html for text in ("Ghost Composer", "Music by", "Ghost Singer", "performed by"))

    @pytest.mark.parametrize("hidden", HIDDEN)
    def test_is_not_found_while_hidden(self, client, season, hidden):
        make_album(season, key="score", **HIDDEN[hidden]())

        assert client.get("/soundtrack/score/").status_code == ANSWERS[hidden]

    def test_stands_behind_a_veil_if_it_gives_something_away(self, client, season):
        album = make_album(season, key="score", note="The last song.", horizon=26)
        make_track(album, title="Farewell")

        page = read(client.get("/soundtrack/score/"))

        for text in ("The last song.", "Farewell"):
            assert text in page.veiled
            assert text not in page.open

    def test_costs_the_same_with_few_and_many(self, client, season):
        make_source(key="the-list")
        album = make_album(season, key="score", composer=make_person(), note="[[season:season-2]].[@the-list]")
        make_track(album, 1, [make_person()], horizon=14)
        few = count_queries(client, "/soundtrack/score/")
        for number in range(2, 30):
            make_track(album, number, [make_person(), make_person()], horizon=number, cites="[@the-list]")

        assert count_queries(client, "/soundtrack/score/") == few
        assert few <= 7
