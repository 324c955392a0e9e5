import pytest
from django.utils import timezone

from tests.factories.episodes import make_release, make_season
from tests.factories.public import HIDDEN
from tests.factories.sources import make_source
from tests.reading import visit

pytestmark = pytest.mark.django_db

ADDRESS = "/where-to-watch/"


@pytest.fixture
def season():
    return make_season(2)


def test_without_a_day_it_asks_and_guesses_nothing(client, season):
    make_release(season, platform="Netflix", starts="2018-03-08")

    page = visit(client, ADDRESS)

    assert page.status == 200
    assert f"?on={timezone.localdate():%Y-%m-%d}" in page.links
    assert "From March 8, 2018, and no end is recorded." not in page.text


def test_answers_with_yes_no_or_that_it_cannot_be_said_each_with_its_sources(client, season):
    make_source(key="report", title="The report")
    make_release(season, platform="A", starts="2018-03-08", ends="2022-03-01", cites="[@report, ¶7]")
    make_release(season, platform="B", starts="2022", cites="[@report, ¶8]")
    make_release(season, platform="C", starts="2019", regions="Somewhere", cites="[@report, ¶9]")

    page = visit(client, ADDRESS, on="2022-03-10")

    answers = [
        "yes C From 2019, and no end is recorded.1 Somewhere",
        "cannot be said B For the beginning the source gives only “2022”.2",
        "no A It had ended by then: March 1, 2022.3",
    ]
    places = [page.text.index(answer) for answer in answers]
    assert places == sorted(places)
    assert "The report, ¶7" in page.text


def test_the_drawing_and_the_table_tell_of_the_same_releases(client, season):
    make_release(season, key="first", platform="A", starts="2018-03-08", ends="2022-03-01")
    make_release(season, key="second", platform="B", absent={"starts": "not stated"})

    page = visit(client, ADDRESS)

    assert {"first", "second"} <= set(page.ids)
    assert {"#first", "#second"} <= set(page.links)
    assert "March 8, 2018 – March 1, 2022 A" in page.text
    assert "no date given, no end recorded B" in page.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Name a day first."),
        ("2018", "This is no day of the calendar"),
        ("2018-02-30", "This is no day of the calendar"),
        ("08/03/2018", "This is no day of the calendar"),
        ("\x00", "This is no day of the calendar"),
        ("２０１８-\ud7ff", "This is no day of the calendar"),
        ("9" * 7_000, "This is no day of the calendar"),
        ("-1", "This is no day of the calendar"),
        ("0001-01-01", "Name a day from 1900 on."),
        ("9999-12-31", "That day is still to come"),
    ],
    ids=lambda text: text[:12].encode("unicode_escape").decode(),
)
def test_what_is_no_day_gets_the_form_with_its_error(client, season, typed, said):
    make_release(season, platform="Netflix", starts="2018-03-08")

    page = visit(client, ADDRESS, on=typed)

    assert page.status == 400
    assert said in page.text
    assert "Netflix" in page.text


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("2018-06-01", "date"), ("2018-6-1", "text"), ("20180601", "text"), ("2018-02-30", "text"), ("never", "text")],
)
def test_what_was_typed_stays_in_a_field_that_can_hold_it(client, season, typed, kind):
    make_release(season)

    html = client.get(ADDRESS, {"on": typed}).content.decode()

    assert f'<input type="{kind}" name="on" value="{typed}"' in html


def test_of_several_days_the_last_one_is_meant(client, season):
    make_release(season, starts="2018")

    assert visit(client, ADDRESS, on=["x", "2018-06-01"]).status == 200


def test_with_no_release_it_says_so(client, season):
    assert "No release has been recorded so far." in visit(client, ADDRESS, on="2018-06-01").text


@pytest.mark.parametrize("hidden", HIDDEN)
def test_releases_of_a_hidden_season_are_not_told_of(client, hidden):
    make_release(make_season(3, **HIDDEN[hidden]()), platform="Secret")

    assert "Secret" not in visit(client, ADDRESS, on="2022-06-01").text


def test_a_season_that_gives_something_away_stands_behind_a_veil_or_not_at_all(client):
    make_release(make_season(3, horizon=26), platform="Secret", starts="2019")

    assert "Secret" not in visit(client, ADDRESS, on="2022-06-01").open_text
    assert "Secret" in visit(client, ADDRESS, on="2022-06-01").text
    client.cookies["horizon"] = "13"
    assert "Secret" not in visit(client, ADDRESS, on="2022-06-01").text


def test_costs_the_same_with_few_and_many(client, season):
    make_source(key="report")
    make_release(season, starts="2018", cites="[@report]")
    few = visit(client, ADDRESS, on="2020-01-01").queries
    for number in range(3, 9):
        for _ in range(5):
            make_release(make_season(number * 100 + _), starts="2018", note="[[season:season-2]][@report]")

    assert visit(client, ADDRESS, on="2020-01-01").queries <= few + 1  # the links of the notes
    assert few <= 5
