"""How far somebody has watched: the numbers of the episodes, and the codes by which prose names them."""

from .codes import code_label, is_code
from .registry import EpisodeCode, choices, episodes, label_of, number_of, register

KIND = "episode"  # the kind of entry whose keys are the codes

__all__ = [
    "KIND",
    "EpisodeCode",
    "choices",
    "code_label",
    "episodes",
    "is_code",
    "label_of",
    "number_of",
    "register",
]
