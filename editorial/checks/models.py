"""How much the checks found when all records were last counted."""

from django.db import models


class Tally(models.Model):
    """The findings in records of one kind, by level and code.

    `counts` are {"error:dead-link": [all, of these in what is not yet approved or about that]}. A count that is under
    way goes on `after` a primary key and has come to `begun`.
    """

    model = models.CharField(max_length=60, unique=True, editable=False)
    counts = models.JSONField(default=dict, editable=False)
    counted_at = models.DateTimeField(null=True, editable=False)
    begun = models.JSONField(default=dict, editable=False)
    after = models.BigIntegerField(null=True, editable=False)

    class Meta:
        verbose_name_plural = "tallies"

    def __str__(self):
        return f"findings in {self.model}"
