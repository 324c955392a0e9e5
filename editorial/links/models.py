from django.db import models


class Relation(models.TextChoices):
    MENTIONS = "mentions", "mentions"
    CITES = "cites", "cites"
    CONCERNS = "concerns", "concerns"


class Link(models.Model):
    """One mark in a text that leads from an entry or plain record to an entry.

    Both ends are named by kind and key, since texts name them so and keys never change. `where` is the
    field in which the mark stands, "credits.cites" for one of a row. `known_from` is the horizon from which one may
    be told of the link, besides what its two ends give away: that of the veils it stands behind, of its row and field.
    """

    from_kind = models.CharField(max_length=40)
    from_key = models.CharField(max_length=80)
    where = models.CharField(max_length=80)
    relation = models.CharField(max_length=10, choices=Relation.choices)
    to_kind = models.CharField(max_length=40)
    to_key = models.CharField(max_length=80)
    locator = models.CharField(max_length=40, blank=True)
    known_from = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["from_kind", "from_key", "where", "pk"]
        indexes = [
            models.Index(fields=["to_kind", "to_key"], name="link_to"),
            models.Index(fields=["from_kind", "from_key"], name="link_from"),
        ]

    def __str__(self):
        return f"{self.from_kind}:{self.from_key} {self.relation} {self.to_kind}:{self.to_key}"
