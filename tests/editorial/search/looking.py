"""Searches, short enough to be read in a row."""

from django.utils import timezone

from editorial.horizon import ALL
from editorial.search import refresh
from editorial.search.finding import documents, find


def found(text, horizon=ALL, at=None, kinds=()) -> list[str]:
    """The titles of what is found, the best first."""
    return [each.title for each in documents(find(text, horizon, at or timezone.now(), kinds).matches)]


def near(text, horizon=ALL, at=None) -> list[str]:
    """The titles of what is found by names that are near."""
    return [each.title for each in documents(find(text, horizon, at or timezone.now()).near)]


def in_part(text, horizon=ALL, at=None) -> list[str]:
    """The titles of what says a part of the question alone."""
    return [each.title for each in documents(find(text, horizon, at or timezone.now()).in_part)]


def shelve(*records):
    """Bring the index up to date with what a test has made without the desk."""
    refresh(records)
    return records[0]
