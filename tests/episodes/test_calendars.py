import pytest

from tests.factories.episodes import make_episode, make_milestone, make_release, make_season
from tests.factories.public import HIDDEN
from tests.machines import events_in

pytestmark = pytest.mark.django_db

HOST = "http://127.0.0.1:8000"


def events(client, name):
    response = client.get(f"/feeds/{name}.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return events_in(response.content.decode())


def test_releases_of_season_and_episodes_by_number(client):
    season = make_season(title="Season two", released="2018-03-08", episodes_before=13)
    make_episode(season, 1, title="AKA Not Yet", released="2018-03-08")
    make_episode(season, 2, released="2018-03")

    assert [(event["SUMMARY"], event["DTSTART;VALUE=DATE"]) for event in events(client, "releases")] == [
        ("Season 2, episode 1", "20180308"),
        ("Season two", "20180308"),
    ]


def test_a_window_is_the_day_it_opens_and_the_day_it_closes(client):
    season = make_season(title="Season two")
    make_release(season, platform="Netflix", starts="2018-03-08", ends="2022-03-01", regions="Worldwide")
    make_release(season, platform="Elsewhere", starts="by 2022")

    first, last = events(client, "releases")

    assert (first["SUMMARY"], first["DTSTART;VALUE=DATE"]) == ("Season two: Netflix, from this day", "20180308")
    assert (last["SUMMARY"], last["DTSTART;VALUE=DATE"]) == ("Season two: Netflix, until this day", "20220301")
    assert first["DESCRIPTION"] == "Worldwide"
    assert first["URL"] == f"{HOST}/season/2/"
    assert first["UID"] != last["UID"]


def test_the_timeline_keeps_to_the_days_that_are_known(client):
    season = make_season()
    known = make_milestone(season, "2017-04-03", key="filming-begins", title="Filming begins", text="It began.")
    make_milestone(season, "2017-04", title="Sometime in April")
    make_milestone(season, None, title="Undated")

    (event,) = events(client, "timeline")

    assert event["SUMMARY"] == "Filming begins"
    assert event["DESCRIPTION"] == "It began."
    assert event["URL"] == HOST + known.get_absolute_url()
    assert event["UID"] == "tag:127.0.0.1,2026:milestone/filming-begins"


@pytest.mark.parametrize("hidden", HIDDEN)
def test_nothing_hidden_or_later_is_told(client, hidden):
    season = make_season()
    make_milestone(season, "2017-04-03", title="Hidden", **HIDDEN[hidden]())
    make_milestone(season, "2017-04-04", title="Later", horizon=14)
    make_release(make_season(3, **HIDDEN[hidden]()), starts="2019-06-14")

    assert events(client, "timeline") == events(client, "releases") == []
