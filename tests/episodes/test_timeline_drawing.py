"""The timeline as it is drawn, its table, and how long a season took."""

import pytest

from episodes.charts import way_to_screen
from tests.factories.episodes import make_milestone, make_season
from tests.factories.sources import make_source
from tests.reading import visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return make_season(2, released="2018-03-08")


def way(season):
    season.refresh_from_db()
    return way_to_screen(season, list(season.milestones.all()))


@pytest.mark.parametrize(
    ("happened", "drawn"),
    [
        ("2017-09-14", '<circle class="chart-dot" cx="70.28%"'),
        ("2017-09", '<rect class="chart-span" x="66.67%" y="0.45em" width="8.33%"'),
        ("2017", '<rect class="chart-span" x="0.0%" y="0.45em" width="100.0%"'),
        ("by 2017-07", '<line class="chart-open" x1="0.0%" x2="58.33%"'),
    ],
)
def test_an_event_is_drawn_as_exactly_as_it_is_known(client, season, happened, drawn):
    make_milestone(season, happened)

    html = client.get("/timeline/").content.decode()

    assert html.count('<svg class="chart-drawing track"') == 1
    assert drawn in html.partition('<svg class="chart-drawing track"')[2]


def test_what_has_no_date_is_drawn_nowhere(client, season):
    make_milestone(season, "undated")
    make_milestone(season)

    assert '<svg class="chart-drawing track"' not in client.get("/timeline/").content.decode()


def test_the_table_has_both_dates_as_read_and_as_printed_and_the_sources(client, season):
    make_source(key="report", title="The report")
    make_milestone(
        season,
        "by 2016-10",
        title="Scripts",
        happened_as_printed="by the end of October",
        reported="2016-10-22",
        text="All are written.[@report, ¶3]",
        cites="[@report, ¶4]",
    )

    page = visit(client, "/timeline/")

    row = page.text.partition("Each event with its date")[2]
    assert "by October 2016 (printed “by the end of October”) October 22, 2016 casting 1" in row
    assert "The report, ¶4" in page.text


def test_what_gives_something_away_stands_veiled_in_the_table_as_well(client, season):
    make_milestone(season, "2018", title="She dies", horizon=26)

    page = visit(client, "/timeline/")

    assert page.text.count("She dies") == 2
    assert "She dies" not in page.open_text
    client.cookies["horizon"] = "14"
    assert "She dies" not in visit(client, "/timeline/").text


class TestWayToScreen:
    def test_counts_from_the_order_to_the_release(self, client, season):
        make_milestone(season, "2016-01-17", kind="order", title="The order")
        make_milestone(season, "2017-09-14", kind="filming", title="It wraps")
        make_milestone(season, "2018-04-12", kind="order", title="The next order")
        make_milestone(season, "2018-05", kind="filming", title="After it")

        page = visit(client, "/timeline/")

        assert "781 days" in page.text
        assert "It wraps September 14, 2017 606 days" in page.text
        assert [event.title for event in way(season).events] == ["It wraps"]

    def test_says_a_range_where_a_date_is_no_day(self, season):
        make_milestone(season, "2016-01", kind="order")

        assert way(season).days.label == "767 to 797 days"

    @pytest.mark.parametrize("happened", ["undated", None, "2018-03", "2019", "by 2019"])
    def test_is_not_there_where_no_order_is_surely_earlier(self, season, happened):
        make_milestone(season, happened, kind="order")

        assert way(season) is None

    @pytest.mark.parametrize("released", ["undated", None, "by 2018"])
    def test_is_not_there_without_a_release(self, client, released):
        season = make_season(2, released=released)
        make_milestone(season, "2016-01-17", kind="order")

        assert way(season) is None
        assert "From order to release" not in visit(client, "/timeline/").text

    def test_leaves_out_what_gives_something_away(self, client, season):
        make_milestone(season, "2016-01-17", kind="order")
        make_milestone(season, "2017-09-14", kind="filming", title="Secret", horizon=26)

        client.cookies["horizon"] = "14"

        assert "781 days" in visit(client, "/timeline/").text
        assert "Secret" not in visit(client, "/timeline/").text
