"""How far somebody has watched: the numbers of the episodes, and the codes by which prose names them."""

from .choice import ALL, NEVER, NEWCOMER, NOT_CHOSEN, Horizon, Standing, parse_horizon, up_to
from .codes import code_label, is_code
from .registry import EpisodeCode, choices, episodes, label_of, number_of, register

KIND = "episode"  # the kind of entry whose keys are the codes

__all__ = [
    "ALL",
    "KIND",
    "NEVER",
    "NEWCOMER",
    "NOT_CHOSEN",
    "EpisodeCode",
    "Horizon",
    "Standing",
    "choices",
    "code_label",
    "episodes",
    "is_code",
    "label_of",
    "number_of",
    "parse_horizon",
    "register",
    "up_to",
]
