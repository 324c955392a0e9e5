from django.db import models
from django.utils import timezone


class State(models.TextChoices):
    """What editors decided. Whether an entry is public follows from it and the clock."""

    DRAFT = "draft", "draft"
    IN_REVIEW = "in-review", "in review"
    PUBLISHED = "published", "published"
    ARCHIVED = "archived", "archived"


UNFINISHED = (State.DRAFT, State.IN_REVIEW)  # not yet approved by an editor


class Status(models.TextChoices):
    """What an entry is at a moment: its state, read against the clock."""

    DRAFT = "draft", "draft"
    IN_REVIEW = "in-review", "in review"
    SCHEDULED = "scheduled", "scheduled"
    PUBLISHED = "published", "published"
    EXPIRED = "expired", "expired"
    ARCHIVED = "archived", "archived"


def public_since(state, publish_at, now=None):
    """From when on an entry in that state is public: what is published without a moment, from now on.

    A whole second, as a form shows it and sends it back.
    """
    if publish_at is None and state == State.PUBLISHED:
        return (now or timezone.now()).replace(microsecond=0)
    return publish_at
