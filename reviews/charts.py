"""What is drawn of the reception: records in, geometry out."""

from collections.abc import Iterable
from dataclasses import dataclass

from editorial.charts import Chart, Item, Tick, Trend, bars, trend

from .models import Review, Score

PERCENTS = [Tick(float(place), str(place)) for place in (0, 25, 50, 75, 100)]


def grades(reviews: Iterable[Review]) -> Chart:
    """The grades on one scale, the lowest first; those without one at the end."""
    ranked = sorted(reviews, key=lambda review: (review.grade is None, review.grade or 0, review.title))
    rows = [
        (
            Item(
                review.title,
                review.get_absolute_url(),
                kicker=review.grade_as_printed,
                says="no grade" if review.grade is None else str(review.grade),
            ),
            review.grade,
        )
        for review in ranked
    ]
    return bars(rows, 100, PERCENTS)


def on_scale(scores: Iterable[Score]) -> list[Score]:
    """What can be drawn: a value, and the scale that it is a part of."""
    return [score for score in scores if score.value is not None and score.scale]


def scores(found: Iterable[Score]) -> Chart:
    """Each score as its share of its own scale."""
    rows = [
        (Item(score.what, place_of(score), kicker=when(score), says=score.value_as_printed), share(score))
        for score in on_scale(found)
    ]
    return bars(rows, 100, PERCENTS)


@dataclass(frozen=True)
class Course:
    """One figure through time: at least two readings with a date."""

    what: str
    readings: list[Score]

    @property
    def chart(self) -> Trend:
        return trend(
            [(score.as_of, float(score.value), score.value_as_printed, place_of(score)) for score in self.readings],
            float(self.readings[0].scale),
        )


def courses(found: Iterable[Score]) -> list[Course]:
    """The figures that were read more than once, on dates that are known."""
    by_figure: dict[tuple, list[Score]] = {}
    for score in on_scale(found):
        if score.as_of and score.as_of.year is not None:
            by_figure.setdefault((score.what, score.scale), []).append(score)
    return [
        Course(what, sorted(readings, key=lambda score: score.as_of.stored))
        for (what, _), readings in by_figure.items()
        if len(readings) > 1
    ]


def share(score: Score) -> float:
    return float(100 * score.value / score.scale)


def when(score: Score) -> str:
    """As of when it was read, and of whom."""
    date = score.as_of.label if score.as_of else "no date"
    return date if score.votes is None else f"{date}, {score.votes:,} {score.voters or 'votes'}"


def place_of(score: Score) -> str:
    """Where on the page of the reception all of it stands."""
    return f"#{score.key}"
