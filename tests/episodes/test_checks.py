"""What is checked about episodes and their music."""

import pytest

from tests.editorial.checks.finding import found
from tests.factories.episodes import make_album, make_episode, make_season, make_track
from tests.factories.public import HIDDEN
from tests.factories.sources import make_discrepancy

pytestmark = pytest.mark.django_db


def test_an_episode_has_a_teaser_and_a_summary_or_says_why_not():
    season = make_season(2)
    bare = make_episode(season, 1, title="AKA One")
    told = make_episode(season, 2, teaser="She drinks.", summary="She drinks.")
    marked = make_episode(season, 3, absent={"teaser": "none", "summary": "not stated"})

    assert found(bare, "missing-teaser") == [
        ("warning", "teaser", "“AKA One” has no word for whoever has seen nothing.")
    ]
    assert found(bare, "missing-summary") == [("warning", "summary", "The story of “AKA One” is not told.")]
    assert [found(told, code) + found(marked, code) for code in ("missing-teaser", "missing-summary")] == [[], []]


def test_numbers_that_came_apart_when_the_season_changed_are_an_error():
    season = make_season(2, episodes_before=13, title="Season 2")
    episode = make_episode(season, 1)
    assert found(episode, "numbers-disagree") == []

    season.episodes_before = 12
    season.save()

    assert found(episode, "numbers-disagree") == [
        (
            "error",
            "number in series",
            "Season 2 begins after 12 episodes, so number 1 in it is 13 in the series.",
        )
    ]


@pytest.fixture
def album():
    return make_album(make_season(2), key="music", title="Music")


def test_track_numbers_run_from_one_without_gaps_and_doubles(album):
    for number in (2, 2, 5):
        make_track(album, number, title="A")

    assert found(album, "track-numbers") == [
        ("warning", "track “2. A”, number as printed", "Two tracks of “Music” have the number 2."),
        ("warning", "tracks", "“Music” lists no track number 1 and 2 more."),
    ]


def test_a_whole_track_list_is_right_in_any_order(album):
    assert found(album, "track-numbers") == []
    for number in (2, 1, 3):
        make_track(album, number)

    assert found(album, "track-numbers") == []


def test_a_minute_has_sixty_seconds(album):
    album.total_as_printed, album.total_seconds = "51:75", 3135
    album.save()
    make_track(album, 1, title="A", length_as_printed="2:60", seconds=180)

    assert found(album, "impossible-length") == [
        ("warning", "total length as printed", "“51:75” is no length: a minute has 60 seconds."),
        ("warning", "track “1. A”, length as printed", "“2:60” is no length: a minute has 60 seconds."),
    ]
    assert found(album, "length-misread") == []


def test_a_printed_length_is_read_as_what_it_says(album):
    make_track(album, 1, title="A", length_as_printed="2:12", seconds=123)
    make_track(album, 2, length_as_printed="2:12", seconds=132)
    make_track(album, 3, length_as_printed="1:00:01", seconds=3601)
    make_track(album, 4, length_as_printed="2 minutes", seconds=1)
    make_track(album, 5, length_as_printed="2:12")

    assert found(album, "length-misread") == [
        ("warning", "track “1. A”, length, read as seconds", "“2:12” is 132 seconds, but is read as 123.")
    ]


@pytest.mark.parametrize(
    ("total", "lengths", "count"),
    [(300, [100, 200], 0), (301, [100, 200], 1), (301, [100, None], 0), (None, [100], 0), (301, [], 0)],
)
def test_tracks_add_up_to_the_total(album, total, lengths, count):
    album.total_seconds = total
    album.save()
    for number, seconds in enumerate(lengths, start=1):
        make_track(album, number, seconds=seconds)

    assert len(found(album, "wrong-total")) == count


def test_a_wrong_total_is_told_with_both_figures(album):
    album.total_seconds = 301
    album.save()
    make_track(album, 1, seconds=100)

    assert found(album, "wrong-total") == [
        (
            "warning",
            "total, read as seconds",
            "The 1 tracks of “Music” come to 100 seconds, but its total is read as 301.",
        )
    ]


def test_what_a_published_disagreement_is_about_is_no_fault(album):
    album.total_as_printed, album.total_seconds = "51:75", 3135
    album.save()
    make_track(album, 2, length_as_printed="2:60", seconds=1)
    codes = ["track-numbers", "impossible-length", "length-misread", "wrong-total"]
    make_discrepancy(about="album:music", about_field="tracks", **HIDDEN["draft"]())
    assert [len(found(album, code)) for code in codes] == [1, 2, 1, 1]

    make_discrepancy(about="album:music", about_field="total_as_printed")
    assert [len(found(album, code)) for code in codes] == [1, 1, 1, 0]

    make_discrepancy(about="album:music", about_field="tracks")
    assert [len(found(album, code)) for code in codes] == [0, 0, 0, 0]
