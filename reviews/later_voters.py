"""What two readings of one figure say of those who voted in between."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from .models import Score

# What is the plain mean over all voters. A weighted average is not, nor is a rank.
MEANS = {Score.Measure.APPROVAL, Score.Measure.AVERAGE, Score.Measure.USER_RATING}


@dataclass(frozen=True)
class LaterVoters:
    """What the `votes` between two readings must have given on average, and what rounding leaves of that."""

    earlier: Score
    later: Score
    votes: int
    value: Decimal
    least: Decimal
    most: Decimal


def later_voters(earlier: Score, later: Score) -> LaterVoters | None:
    """(v2·n2 − v1·n1) / (n2 − n1), since each mean times its voters is all that they gave; None if it cannot be told.

    Both values are printed rounded, so each may be off by half of its last digit, and the result by many times that.
    """
    if not are_readings_of_one_mean(earlier, later):
        return None
    votes = later.votes - earlier.votes

    def mean_of_later(first: Decimal, second: Decimal) -> Decimal:
        return (second * later.votes - first * earlier.votes) / votes

    before, after = half_of_last_digit(earlier), half_of_last_digit(later)
    least = mean_of_later(earlier.value + before, later.value - after)
    most = mean_of_later(earlier.value - before, later.value + after)
    if most < 0 or least > later.scale:  # These are not of the same votes, and more.
        return None
    value = mean_of_later(earlier.value, later.value)
    return LaterVoters(earlier, later, votes, *(on_scale(number, later.scale) for number in (value, least, most)))


def are_readings_of_one_mean(earlier: Score, later: Score) -> bool:
    complete = all(None not in (score.value, score.scale, score.votes) for score in (earlier, later))
    return (
        complete
        and earlier.measure in MEANS
        and (earlier.season_id, earlier.what, earlier.scale) == (later.season_id, later.what, later.scale)
        and later.votes > earlier.votes
        and not (earlier.as_of and later.as_of and later.as_of.is_surely_before(earlier.as_of))
    )


def half_of_last_digit(score: Score) -> Decimal:
    """By how much the value may have been rounded, from how it is printed: “82%” by 0.5, “4.07/5” by 0.005."""
    printed = re.search(r"\d+(?:\.(\d+))?", score.value_as_printed, re.ASCII)
    decimals = len(printed[1] or "") if printed else max(-score.value.as_tuple().exponent, 0)
    return Decimal("0.5").scaleb(-decimals)


def on_scale(number: Decimal, scale: Decimal) -> Decimal:
    return round(min(max(number, Decimal(0)), scale), 2)


def all_later_voters(scores: Iterable[Score]) -> list[LaterVoters]:
    """Of each figure, between every two readings that follow each other as its votes grew."""
    by_figure: dict[tuple, list[Score]] = {}
    for score in scores:
        if score.votes is not None:
            by_figure.setdefault((score.what, score.scale), []).append(score)
    pairs = (
        later_voters(*pair)
        for readings in by_figure.values()
        for pair in pairwise(sorted(readings, key=lambda score: score.votes))
    )
    return [found for found in pairs if found]
