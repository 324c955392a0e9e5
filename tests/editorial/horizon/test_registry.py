import pytest

from editorial import horizon
from editorial.horizon import EpisodeCode, registry

FIRST = ("s02e01", 14, "season 2, episode 1")
SECOND = ("s02e02", 15, "season 2, episode 2")
SEASON_1 = ("s01", 13, "season 1")
SEASON_2 = ("s02", 15, "season 2")


@pytest.fixture(autouse=True)
def providers(monkeypatch):
    """No app has spoken yet."""
    monkeypatch.setattr(registry, "_providers", [])


def test_no_provider_leaves_only_nothing_seen():
    assert horizon.episodes() == []
    assert horizon.choices() == [(0, "nothing seen")]


def test_episodes_come_by_number_whoever_gave_them():
    horizon.register(lambda: [SECOND])
    horizon.register(lambda: [FIRST, SEASON_1])

    assert horizon.episodes() == [EpisodeCode(*SEASON_1), EpisodeCode(*FIRST), EpisodeCode(*SECOND)]


def test_a_provider_is_asked_each_time():
    known = [FIRST]
    horizon.register(lambda: known)
    assert horizon.number_of("s02e02") is None

    known.append(SECOND)

    assert horizon.number_of("s02e02") == 15


def test_a_provider_registered_twice_is_asked_once():
    def provider():
        return [FIRST]

    horizon.register(provider)
    horizon.register(provider)

    assert horizon.episodes() == [EpisodeCode(*FIRST)]


def test_number_of_an_episode_and_of_a_landmark():
    horizon.register(lambda: [SEASON_1, FIRST])

    assert horizon.number_of("s02e01") == 14
    assert horizon.number_of("s01") == 13
    assert horizon.number_of("s09e09") is None


@pytest.mark.parametrize(
    ("number", "label"),
    [
        (0, "nothing seen"),
        (13, "season 1"),
        (14, "season 2, episode 1"),
        (15, "season 2, episode 2"),
        (99, "episode 99 of the series"),
    ],
)
def test_label_of_prefers_the_episode_to_the_landmark(number, label):
    horizon.register(lambda: [SEASON_2, SEASON_1, FIRST, SECOND])

    assert horizon.label_of(number) == label


def test_choices_name_each_number_once():
    horizon.register(lambda: [SEASON_2, SEASON_1, FIRST, SECOND])

    assert horizon.choices() == [
        (0, "nothing seen"),
        (13, "season 1"),
        (14, "season 2, episode 1"),
        (15, "season 2, episode 2"),
    ]
