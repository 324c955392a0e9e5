"""What a reader chose to be told: nothing said, so far and no further, or everything."""

import re
from dataclasses import dataclass
from enum import Enum
from math import inf

LAST = 9_999  # the greatest number in series that any episode may have
NEVER = inf  # the number of what only those may know who want to be told everything


class Standing(Enum):
    """How something stands on a page that an episode gives away."""

    OPEN = "open"
    VEILED = "veiled"
    WITHHELD = "withheld"


@dataclass(frozen=True)
class Horizon:
    """How far a reader has watched: one of `NOT_CHOSEN`, `ALL` and `up_to(number)`.

    As text it is what `parse_horizon` reads: "", "all" or the number.
    """

    last: float
    beyond: Standing

    def standing(self, number: float) -> Standing:
        """How something stands that is given away by the episode of that number in series."""
        return Standing.OPEN if number <= self.last else self.beyond

    @property
    def is_chosen(self) -> bool:
        return self != NOT_CHOSEN

    @property
    def withholds(self) -> bool:
        """Whether what is later is not to leave the server at all."""
        return self.beyond is Standing.WITHHELD

    def __str__(self) -> str:
        if self == NOT_CHOSEN:
            return ""
        return f"{self.last:.0f}" if self.withholds else "all"


NOT_CHOSEN = Horizon(0, Standing.VEILED)
ALL = Horizon(NEVER, Standing.OPEN)


def up_to(number: int) -> Horizon:
    """The horizon of somebody who has seen that many episodes of the series."""
    return Horizon(number, Standing.WITHHELD)


NEWCOMER = up_to(0)  # who has seen nothing: what machines are told is told to them


def parse_horizon(text: str) -> Horizon:
    """Read a horizon as a form or an address gives it."""
    if text == "":
        return NOT_CHOSEN
    if text == "all":
        return ALL
    if re.fullmatch("0|[1-9][0-9]{0,3}", text):
        return up_to(int(text))
    raise ValueError(f"{text[:20]!r} is no horizon: give a number from 0 to {LAST}, “all”, or nothing at all.")
