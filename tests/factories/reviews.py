from itertools import count

from episodes.models import Season
from people.models import Person, Quote
from reviews.models import Nomination, Nominee, Review, Score
from sources.models import Source

from .public import make_public

serial = count(1)


def make_season(**fields):
    number = 100 + next(serial) % 800  # beyond those that tests name
    return make_public(Season, **{"number": number, "episodes_before": 13} | fields)


def make_review(**fields):
    needed = {"season": make_season, "critic": make_critic, "source": make_source}
    needed = {name: make() for name, make in needed.items() if name not in fields}
    texts = {"verdict": Review.Verdict.POSITIVE, "summary": "It was seen and it was weighed."}
    return make_public(Review, **texts | needed | fields)


def make_critic(**fields):
    return make_public(Person, **{"sort_name": "Critic, A."} | fields)


def make_source(**fields):
    return make_public(Source, **{"kind": Source.Kind.REVIEW} | fields)


def make_quote(review, text, **fields):
    return Quote.objects.create(speaker=review.critic, source=review.source, text=text, **fields)


def make_score(**fields):
    if "season" not in fields:
        fields["season"] = make_season()
    measured = {"key": f"score-{next(serial)}", "body": "A Body", "measure": Score.Measure.APPROVAL}
    return Score.objects.create(**measured | fields)


def make_nomination(*people, **fields):
    if "season" not in fields:
        fields["season"] = make_season()
    texts = {"award": "An Award", "year": 2018, "category": "Outstanding Something"}
    nomination = make_public(Nomination, **texts | fields)
    for person in people:
        Nominee.objects.create(nomination=nomination, person=person)
    return nomination
