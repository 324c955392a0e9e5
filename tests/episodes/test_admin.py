"""A season and its episodes, made in the admin alone."""

import pytest

from editorial.models import Link
from episodes.models import Album, Episode, Season
from tests.editorial.admin.posting import add_row, admin_url, errors_of, fields_of, publish, save_form
from tests.factories.episodes import make_album, make_credit, make_episode, make_season
from tests.factories.people import make_character, make_person
from tests.factories.public import DRAFT
from tests.factories.users import make_chief_editor

NEW = {"title": "AKA The Perfect Burger", "key": "s03e01", "number_in_season": "1", "number_in_series": "27"}


@pytest.fixture
def desk(client, db):
    client.force_login(make_chief_editor())
    return client


@pytest.fixture
def season(db):
    return make_season(3, episodes_before=26)


def test_a_season_with_an_episode_is_added_and_public(desk):
    season = {"title": "Jessica Jones, season 3", "key": "season-3", "number": "3", "episodes_before": "26"}
    save_form(desk, admin_url(Season, "add"), **season)
    season = Season.objects.get()
    publish(desk, season)

    save_form(desk, admin_url(Episode, "add"), **NEW, season=str(season.pk))
    episode = Episode.objects.get()
    assert not Episode.objects.public().exists()
    publish(desk, episode)

    assert (str(episode), episode.season, episode.slug) == ("AKA The Perfect Burger", season, "s03e01")
    assert Episode.objects.public().get() == episode
    assert desk.get(episode.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        (
            {"number_in_series": "28"},
            {"number_in_series": ["Season-3 begins after 26 episodes, so number 1 in it is 27 in the series."]},
        ),
        (
            {"key": "s3e1"},
            {"key": ["The key of this episode is s03e01: its season and its number there, two digits each."]},
        ),
        (
            {"key": "s03e02"},
            {"key": ["The key of this episode is s03e01: its season and its number there, two digits each."]},
        ),
        ({"season": ""}, {"season": ["This field is required."]}),
        ({"number_in_season": ""}, {"number_in_season": ["This field is required."]}),
    ],
)
def test_what_does_not_fit_is_an_error(desk, season, changes, errors):
    season.title = "Season-3"
    season.save()

    response = save_form(desk, admin_url(Episode, "add"), **NEW | {"season": str(season.pk)} | changes)

    assert errors_of(response) == errors


def test_a_number_that_is_taken_is_an_error(desk, season):
    make_episode(season, 1, key="special-s03e01")

    response = save_form(desk, admin_url(Episode, "add"), **NEW, season=str(season.pk))

    assert errors_of(response) == {
        "__all__": [
            "This season has an episode of that number already.",
            "This season has an episode of that number in series already.",
        ]
    }


def test_an_episode_of_another_series_has_its_code_at_the_end_of_its_key(desk, season):
    save_form(desk, admin_url(Episode, "add"), **NEW | {"key": "defenders-s03e01"}, season=str(season.pk))

    assert Episode.objects.get().key == "defenders-s03e01"


def test_who_made_it_and_who_is_in_it_are_rows(desk, season):
    episode, director, jessica = make_episode(season, **DRAFT), make_person(), make_character()
    url = admin_url(episode, "change")
    row = {"order": "", "horizon": "0"}
    fields = add_row(fields_of(desk.get(url)), "credits", person=str(director.pk), job="director", **row)
    fields = add_row(fields, "appearances", character=str(jessica.pk), manner="on-screen", dies="on", **row)

    desk.post(url, fields)

    assert list(episode.credits.values_list("person", "job", "order")) == [(director.pk, "director", 0)]
    assert list(episode.appearances.values_list("character", "manner", "dies")) == [(jessica.pk, "on-screen", True)]


def test_a_credit_that_is_there_already_is_an_error(desk, season):
    credit = make_credit(make_episode(season))
    url = admin_url(credit.episode, "change")
    again = {"order": "", "horizon": "0", "person": str(credit.person_id), "job": credit.job}

    response = desk.post(url, add_row(fields_of(desk.get(url)), "credits", **again))

    assert "credits" in errors_of(response)
    assert credit.episode.credits.count() == 1


def test_a_row_can_be_taken_out(desk, season):
    credit = make_credit(make_episode(season, **DRAFT), cites="")
    Link.objects.create(
        from_kind="episode",
        from_key=credit.episode.key,
        where="credits.cites",
        relation="cites",
        to_kind="source",
        to_key="gone",
    )

    save_form(desk, admin_url(credit.episode, "change"), **{"credits-0-DELETE": "on"})

    assert not credit.episode.credits.exists()
    assert not Link.objects.exists()


def test_tracks_name_their_performers(desk, season):
    album, singers = make_album(season, **DRAFT), [make_person(), make_person()]
    url = admin_url(album, "change")
    track = {"order": "", "number": "1", "title": "One", "horizon": "0", "performers": [one.pk for one in singers]}

    desk.post(url, add_row(fields_of(desk.get(url)), "tracks", **track))

    assert list(Album.objects.get().tracks.get().performers.order_by("pk")) == singers


@pytest.mark.parametrize("performers", [["9" * 30], ["x"], ["\0"], ["0"]])
def test_performers_that_do_not_exist_are_an_error(desk, season, performers):
    album = make_album(season)
    url = admin_url(album, "change")
    track = {"order": "", "number": "1", "title": "One", "horizon": "0", "performers": performers}

    response = desk.post(url, add_row(fields_of(desk.get(url)), "tracks", **track))

    assert list(errors_of(response)) == ["tracks-0-performers"]
