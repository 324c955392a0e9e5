from django.db import models
from django.utils import timezone


class PublicChange(models.Model):
    """So many changes of what is public, the last of them at that moment; all of them together are the generation.

    Each adds a row of its own instead of raising a number, so that none waits for the end of another.
    """

    at = models.DateTimeField(default=timezone.now)
    steps = models.PositiveBigIntegerField(default=1)

    def __str__(self):
        return f"{self.steps} until {self.at}"
