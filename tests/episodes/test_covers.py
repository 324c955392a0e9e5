import gzip
import re

import pytest

from editorial.horizon import ALL, NOT_CHOSEN, up_to
from episodes.covers import SCENES, beats, cover_of, draw, shut_window
from tests.factories.news import make_episode

pytestmark = pytest.mark.django_db

TITLES = ["AKA A Title", "One", "", "מקף עברית", "Word " * 40]
# Moves, lines, curves and arcs in whole numbers: nothing of a title can stand in one.
PATH = re.compile(r"[MLHVQAlhvaqz0-9 -]+")


def test_the_same_episode_has_the_same_cover_and_another_another():
    assert draw(14, "AKA A Title") == draw(14, "AKA A Title")
    assert len({str(draw(number, "AKA A Title")) for number in range(1, len(SCENES) + 1)}) == len(SCENES)
    assert draw(16, "AKA A Title") != draw(16, "AKA Quite Another")


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("number", [1, 14, 26, 9999])
def test_any_title_and_number_can_be_drawn(number, title):
    shapes = draw(number, title)

    assert {shape.ink for shape in shapes} <= {"light", "glow", "dusk", "night"}
    assert all(PATH.fullmatch(shape.path) for shape in shapes)


def test_a_rhythm_is_as_long_whatever_the_title():
    assert beats("AKA Start") == [3, 5] * 6
    assert {len(beats(title)) for title in TITLES} == {12}


def test_a_title_that_comes_too_early_leaves_no_trace_on_the_cover():
    episode = make_episode(3, title="AKA A Title", number_in_series=16)

    assert cover_of(episode, up_to(15)) == list(shut_window())
    assert cover_of(episode, up_to(16)) == cover_of(episode, ALL) == cover_of(episode, NOT_CHOSEN)
    assert cover_of(episode, ALL) == draw(16, "AKA A Title")


def test_a_list_shows_a_cover_for_each_and_none_is_heard(client):
    season = make_episode(1).season
    for number in (2, 3):
        make_episode(number, season=season)

    html = client.get("/episodes/").content.decode()

    assert html.count('<svg class="cover"') == 3
    assert html.count('<div class="card-cover" aria-hidden="true">') == 3
    assert "style=" not in html


def test_thirteen_covers_weigh_little():
    paths = "".join(shape.path for number in range(14, 27) for shape in draw(number, "AKA A Title of Five Words"))

    assert len(gzip.compress(paths.encode())) < 13 * 512
