"""Reviews, scores and awards in the words of schema.org."""

import re

from editorial.horizon import NEWCOMER
from editorial.pages import schema
from episodes.models import Season
from sources.schema import organization

from .models import Nomination, Review, Score

OUT_OF = re.compile(r"(\d+(?:\.\d+)?) out of (\d+(?:\.\d+)?)\b.*", re.ASCII)


def review(review):
    return {
        "itemReviewed": schema.reference(review.season),
        "author": schema.reference(review.critic),
        "publisher": organization(review.source.publication),
        "isBasedOn": schema.reference(review.source),
        "datePublished": schema.date_of(review.source.published),
        "reviewAspect": review.scope,
        "reviewRating": rating(review),
    }


def rating(review):
    """On the scale that is printed; a letter has none, and stands beside what it was read as."""
    if review.grade is None:
        return None
    rating = {"@type": "Rating", "ratingExplanation": f"Printed as {review.grade_as_printed}"}
    if printed := OUT_OF.fullmatch(review.grade_as_printed):
        value, best = printed.groups()
        return rating | {"ratingValue": value, "bestRating": best}
    return rating | {"ratingValue": review.grade, "bestRating": 100, "worstRating": 0}


def scores_of(season):
    """The latest of each figure that says its scale and how many were asked."""
    scores = Score.objects.public().told(NEWCOMER).filter(season=season).exclude(measure=Score.Measure.RANK)
    measured = scores.filter(value__isnull=False, scale__isnull=False, votes__isnull=False)
    latest = {score.what: score for score in measured.order_by("as_of", "key")}
    return {"aggregateRating": [aggregate(score) for score in latest.values()]}


def aggregate(score):
    when = f", {score.as_of.label}" if score.as_of else ""
    return {
        "@type": "AggregateRating",
        "author": {"@type": "Organization", "name": score.body},
        "ratingValue": plain(score.value),
        "bestRating": plain(score.scale),
        "ratingCount": score.votes,
        "ratingExplanation": f"{score.label_as_printed or score.get_measure_display()}{when}",
    }


def plain(number):
    """83 and not 83.00, as a number of JSON."""
    return int(number) if number == int(number) else float(number)


def nomination(nomination):
    return {"headline": nomination.title, "about": schema.reference(nomination.season)}


def register():
    schema.register(Review, "Review", review)
    schema.register(Nomination, "Article", nomination)
    schema.add(Season, scores_of)
