"""What the pages of people, seasons and sources show of the reception."""

from editorial.pages.boxes import Box

from .models import Nomination, Nominee, Review, Score


def reviews_by(person, horizon):
    reviews = list(Review.objects.public().told(horizon).filter(critic=person).for_listing())
    if not reviews:
        return None
    return Box("reviews/_reviews_box.html", {"heading": "Reviews", "reviews": reviews})


def nominations_of(person, horizon):
    nominees = list(Nominee.objects.public().told(horizon).filter(person=person).for_listing())
    if not nominees:
        return None
    return Box("reviews/_nominee_box.html", {"nominees": nominees}, nominees)


def reception_of(season, horizon):
    scores = list(Score.objects.public().told(horizon).filter(season=season).for_listing())
    reviews = list(Review.objects.public().told(horizon).filter(season=season).by_grade())
    nominations = list(
        Nomination.objects.public().told(horizon).filter(season=season).order_by("horizon", "-year", "title", "pk")
    )
    if not scores and not reviews and not nominations:
        return None
    shown = {"scores": scores, "reviews": reviews, "nominations": nominations}
    return Box("reviews/_reception_box.html", shown, scores)


def review_from(source, horizon):
    reviews = list(Review.objects.public().told(horizon).filter(source=source).for_listing())
    if not reviews:
        return None
    return Box("reviews/_reviews_box.html", {"heading": "The review told from it", "reviews": reviews})
