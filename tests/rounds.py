"""How often a test does the same, where once may be luck: a few times, or as many as ROUNDS in the environment says."""

import os

# Whether to try all that there is to try, where otherwise some of it has to do: `WAYS=all` in the environment says so.
EVERY_WAY = os.environ.get("WAYS") == "all"


def horizons(*usual: int) -> list[int]:
    """The horizons that a test tries: the usual ones, or each that a reader can choose."""
    return [0, *range(13, 27)] if EVERY_WAY else list(usual)


def rounds(usual: int = 5) -> int:
    return int(os.environ.get("ROUNDS", usual))
