from django.db import models
from django.utils import timezone

from .. import kinds


class FormerAddress(models.Model):
    """An address that an entry had in public and has no more, and the entry to which it leads.

    It leads to an entry by key, never to another address: so one step is all there ever is, and no circle.
    It was `from_key` that had the address, and mostly that entry has moved and is still where it leads.
    """

    from_kind = models.CharField(max_length=40)
    slug = models.CharField(max_length=80)
    from_key = models.CharField(max_length=80)
    to_kind = models.CharField(max_length=40)
    to_key = models.CharField(max_length=80)
    left_at = models.DateTimeField("left", default=timezone.now)

    class Meta:
        verbose_name_plural = "former addresses"
        ordering = ["from_kind", "slug"]
        constraints = [models.UniqueConstraint(fields=["from_kind", "slug"], name="editorial_former_address_once")]
        indexes = [models.Index(fields=["to_kind", "to_key"], name="former_address_to")]

    def __str__(self):
        return f"{self.from_kind}:{self.slug} leads to {self.to_kind}:{self.to_key}"

    @property
    def url(self):
        """The address itself, as visitors know it."""
        return kinds.model_of(self.from_kind).url_of(self.slug)
