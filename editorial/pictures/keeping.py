"""Who else names originals, so that no sweep removes them: revisions, the trash."""

from collections.abc import Callable, Iterable

_keepers: list[Callable[[], Iterable[str]]] = []


def register(names: Callable[[], Iterable[str]]) -> None:
    """Let a sweep ask for further names to keep, as the database has them: “originals/….webp”."""
    _keepers.append(names)


def kept_names() -> set[str]:
    return {name for names in _keepers for name in names()}
