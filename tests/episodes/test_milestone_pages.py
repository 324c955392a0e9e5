import pytest

from tests.factories.episodes import make_milestone, make_season
from tests.factories.public import ANSWERS, HIDDEN
from tests.factories.sources import make_source
from tests.reading import offered

from .reading import count_queries, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return make_season(2)


def listed(page):
    """The events in their order; each stands in the table as well."""
    found = [
        link.removeprefix("/timeline/").strip("/")
        for link in page.links
        if link.startswith("/timeline/") and link != "/timeline/"
    ]
    return list(dict.fromkeys(found))


class TestList:
    def test_goes_by_the_date_of_the_event_the_undated_last(self, client, season):
        for key, happened in (
            ("undated", "undated"),
            ("day", "2017-09-14"),
            ("year", "2017"),
            ("month", "2017-09"),
            ("before", "by 2016-10"),
        ):
            make_milestone(season, happened, key=key)

        assert listed(read(client.get("/timeline/"))) == ["before", "year", "month", "day", "undated"]

    def test_of_the_same_date_it_goes_by_report_and_title(self, client, season):
        make_milestone(season, "2017-04", reported="2017-06", title="A", key="late")
        make_milestone(season, "2017-04", reported="2017-05", title="C", key="c")
        make_milestone(season, "2017-04", reported="2017-05", title="B", key="b")

        assert listed(read(client.get("/timeline/"))) == ["b", "c", "late"]

    def test_groups_by_year(self, client, season):
        make_milestone(season, "2016-01-17", title="The order")
        make_milestone(season, "by 2017-07", title="A secret")
        make_milestone(season, "undated", title="A still")

        html = client.get("/timeline/").content.decode().partition("<main")[2]

        parts = ["2016</h2>", "The order", "2017</h2>", "A secret", "Undated</h2>", "A still"]
        places = [html.index(part) for part in parts]
        assert places == sorted(places)
        assert html.count('<ol class="timeline">') == 3

    def test_tells_dates_as_exactly_as_they_are_known(self, client, season):
        make_milestone(season, "week of 2017-04-03", reported="2017-04-06", title="It begins")
        make_milestone(season, "2016-01-17", reported="2016-01-17", title="The order")

        page = read(client.get("/timeline/"))

        assert "2017-W14 week of April 3, 2017" in page.open
        assert "reported: 2017-04-06 April 6, 2017" in page.open
        assert page.open.count("reported:") == 1

    def test_says_how_a_date_is_missing(self, client, season):
        make_milestone(season, absent={"happened": "not stated"})

        assert "absent not stated" in read(client.get("/timeline/")).open

    def test_veils_a_title_that_gives_something_away(self, client, season):
        make_milestone(season, "2018-04", title="Her death is filmed", horizon=26)

        page = read(client.get("/timeline/"))

        assert "April 2018" in page.open
        assert "Her death is filmed" in page.veiled
        assert "Her death is filmed" not in page.open

    @pytest.mark.parametrize("hidden", HIDDEN)
    def test_shows_nothing_hidden(self, client, season, hidden):
        make_milestone(season, "2016", title="Happened")
        make_milestone(season, "1999", title="Did not", kind="award", **HIDDEN[hidden]())
        make_milestone(make_season(3, **HIDDEN[hidden]()), "1998", title="Elsewhere", kind="filming")

        response = client.get("/timeline/")

        assert "Happened" in response.content.decode()
        assert "Did not" not in response.content.decode()
        assert "Elsewhere" not in response.content.decode()
        assert offered(response) == {
            "kind": {"casting": 1},
            "year": {"2016": 1},
            "precision": {"year": 1},
            "season": {"2": 1},
        }

    def test_filters_by_kind_and_year(self, client, season):
        make_milestone(season, "2016-05", key="wanted", kind="writing")
        make_milestone(season, "2016-05", key="other-kind", kind="filming")
        make_milestone(season, "2017-05", key="other-year", kind="writing")

        assert listed(read(client.get("/timeline/?kind=writing&year=2016"))) == ["wanted"]

    def test_filters_those_without_a_date(self, client, season):
        make_milestone(season, "undated", key="undated")
        make_milestone(season, key="no-date")
        make_milestone(season, "2016", key="dated")

        page = client.get("/timeline/?year=undated")

        assert sorted(listed(read(page))) == ["no-date", "undated"]
        assert offered(page)["year"] == {"2016": 1, "undated": 2}

    def test_says_that_nothing_fits(self, client, season):
        make_milestone(season, "2016", kind="writing")
        make_milestone(season, "2017", kind="filming")

        response = client.get("/timeline/?kind=writing&year=2017")

        assert response.status_code == 200
        assert "Nothing fits" in response.content.decode()

    def test_costs_the_same_with_few_and_many(self, client, season):
        make_milestone(season, "2016", horizon=14)
        make_milestone(season, "2017")
        few = count_queries(client, "/timeline/")
        for number in range(45):
            make_milestone(season, str(2000 + number), horizon=number)

        assert count_queries(client, "/timeline/") == few
        assert few <= 11


class TestDetail:
    def test_tells_both_dates_as_read_and_as_printed(self, client, season):
        source = make_source(key="report")
        make_milestone(
            season,
            "by 2016-10",
            key="scripts-done",
            title="All scripts are written",
            happened_as_printed="by the end of October 2016",
            reported="2016-10-22",
            kind="writing",
            text="The room is done.[@report]",
        )

        page = read(client.get("/timeline/scripts-done/"))

        assert "by October 2016 quiet (printed “by the end of October 2016”)" in page.open
        assert "2016-10-22 October 22, 2016" in page.open
        assert "The room is done." in page.open
        assert {"/timeline/?kind=writing", "/season/2/", source.get_absolute_url()} <= set(page.links)

    def test_leads_to_the_events_before_and_after(self, client, season):
        for key, happened, reported in (
            ("first", "2016", None),
            ("second", "2017-04", "2017-05"),
            ("third", "2017-04", "2017-06"),
            ("last", "undated", None),
        ):
            make_milestone(season, happened, reported=reported, key=key)

        def neighbours(key):
            context = client.get(f"/timeline/{key}/").context
            return tuple(entry and entry.key for entry in (context["previous"], context["following"]))

        assert neighbours("first") == (None, "second")
        assert neighbours("second") == ("first", "third")
        assert neighbours("third") == ("second", "last")
        assert neighbours("last") == ("third", None)

    def test_what_has_no_date_comes_first(self, client, season):
        make_milestone(season, key="no-date")
        make_milestone(season, "2016", key="dated")

        assert client.get("/timeline/no-date/").context["following"].key == "dated"
        assert client.get("/timeline/dated/").context["previous"].key == "no-date"

    @pytest.mark.parametrize("hidden", HIDDEN)
    def test_hidden_events_are_no_neighbours(self, client, season, hidden):
        make_milestone(season, "2016", **HIDDEN[hidden]())
        make_milestone(season, "2017", key="shown")
        make_milestone(season, "2018", **HIDDEN[hidden]())

        page = client.get("/timeline/shown/")

        assert (page.context["previous"], page.context["following"]) == (None, None)

    @pytest.mark.parametrize("hidden", HIDDEN)
    def test_is_not_found_while_hidden(self, client, season, hidden):
        make_milestone(season, key="event", **HIDDEN[hidden]())

        assert client.get("/timeline/event/").status_code == ANSWERS[hidden]

    def test_stands_behind_a_veil_if_it_gives_something_away(self, client, season):
        make_milestone(season, "2018", key="event", text="She dies.", horizon=26)
        make_milestone(season, "2017", key="before")

        page = read(client.get("/timeline/event/"))

        assert "She dies." in page.veiled
        assert "She dies." not in page.open
        assert "Event" not in read(client.get("/timeline/before/")).open.split("An event")[1].split("Sources")[0]

    def test_costs_the_same_with_few_and_many(self, client, season):
        make_source(key="report")
        make_milestone(season, "2017", key="event", text="[[season:season-2]].[@report]")
        make_milestone(season, "2016")
        make_milestone(season, "2018")
        few = count_queries(client, "/timeline/event/")
        for number in range(30):
            make_milestone(season, str(2000 + number))

        assert count_queries(client, "/timeline/event/") == few
        assert few <= 7
