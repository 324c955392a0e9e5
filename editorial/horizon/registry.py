"""The episodes and their numbers, as the app that has them says when it is asked."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from ..runs import once_a_run
from .codes import is_code

NOTHING_SEEN = "nothing seen"


class EpisodeCode(NamedTuple):
    """An episode, or a landmark such as a whole season, whose number is that of its last episode."""

    code: str
    number: int
    label: str
    is_public: bool = True


Provider = Callable[[], Iterable[tuple]]

_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Ask this for an `EpisodeCode`, as a tuple, of each episode and landmark; called when an app is ready."""
    if provider not in _providers:
        _providers.append(provider)


@once_a_run
def episodes() -> list[EpisodeCode]:
    """All there is now, by number, an episode before a landmark of the same number. Asks the providers."""
    found = [EpisodeCode(*row) for provider in _providers for row in provider()]
    return sorted(found, key=lambda episode: (episode.number, not is_code(episode.code), episode.code))


def number_of(code: str) -> int | None:
    return next((episode.number for episode in episodes() if episode.code == code), None)


def label_of(number: int) -> str:
    """What a horizon of that number is called: the episode, else the landmark that ends there."""
    if number == 0:
        return NOTHING_SEEN
    labels = (episode.label for episode in episodes() if episode.number == number)
    return next(labels, f"episode {number} of the series")


def choices(known: Iterable[EpisodeCode] | None = None) -> list[tuple[int, str]]:
    """The horizons to choose from in a form, nothing seen first; without asking again if the episodes are known."""
    labels = {0: NOTHING_SEEN}
    for episode in episodes() if known is None else known:
        labels.setdefault(episode.number, episode.label)
    return list(labels.items())
