import pytest

from editorial import horizon
from tests.factories.episodes import make_episode, make_season
from tests.factories.public import HIDDEN

pytestmark = pytest.mark.django_db


def test_every_episode_makes_its_code_known_and_whether_it_is_public():
    season = make_season(2, episodes_before=13)
    make_episode(season, 1)
    make_episode(season, 2, **HIDDEN["draft"]())
    make_episode(make_season(3, episodes_before=26), 1)

    assert horizon.episodes() == [
        ("s01e13", 13, "season 1", True),
        ("s02e01", 14, "season 2, episode 1", True),
        ("s02e02", 15, "season 2, episode 2", False),
        ("s03e01", 27, "season 3, episode 1", True),
    ]


def test_a_season_without_episodes_makes_the_one_before_it_known():
    make_season(2, episodes_before=13)

    assert horizon.episodes() == [("s01e13", 13, "season 1", True)]


def test_all_codes_are_found_in_one_query(django_assert_num_queries):
    season = make_season(2, episodes_before=13)
    for number in range(1, 14):
        make_episode(season, number)

    with django_assert_num_queries(1):
        assert len(horizon.choices()) == 15
