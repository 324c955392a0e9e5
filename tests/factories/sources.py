from itertools import count

from sources.models import Discrepancy, Publication, Reading, Source

from .public import make_public

serial = count(1)


def make_publication(**fields):
    number = next(serial)
    return Publication.objects.create(**{"key": f"publication-{number}", "name": f"Publication {number}"} | fields)


def make_source(**fields):
    return make_public(Source, **fields)


def make_discrepancy(**fields):
    texts = {"kind": Discrepancy.Kind.SPELLING, "explanation": "One of them cannot be right."}
    return make_public(Discrepancy, **texts | fields)


def make_reading(discrepancy, value, **fields):
    return Reading.objects.create(discrepancy=discrepancy, value=value, **fields)
