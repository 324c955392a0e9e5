"""How often a test does the same, where once may be luck: a few times, or as many as ROUNDS in the environment says."""

import os


def rounds(usual: int = 5) -> int:
    return int(os.environ.get("ROUNDS", usual))
