from django.db import models


class State(models.TextChoices):
    """What editors decided. Whether an entry is public follows from it and the clock."""

    DRAFT = "draft", "draft"
    IN_REVIEW = "in-review", "in review"
    PUBLISHED = "published", "published"
    ARCHIVED = "archived", "archived"


class Status(models.TextChoices):
    """What an entry is at a moment: its state, read against the clock."""

    DRAFT = "draft", "draft"
    IN_REVIEW = "in-review", "in review"
    SCHEDULED = "scheduled", "scheduled"
    PUBLISHED = "published", "published"
    EXPIRED = "expired", "expired"
    ARCHIVED = "archived", "archived"
