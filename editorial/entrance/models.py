from django.conf import settings
from django.db import models


class Attempts(models.Model):
    """How many logins were tried of one kind until a moment, from which on they are counted anew.

    `key` is a digest of what is counted: what was typed as a name may be a password.
    """

    key = models.CharField(max_length=64, unique=True, editable=False)
    count = models.PositiveIntegerField(default=0, editable=False)
    ends_at = models.DateTimeField(db_index=True, editable=False)

    class Meta:
        verbose_name_plural = "attempts"

    def __str__(self):
        return f"{self.count} until {self.ends_at:%Y-%m-%d %H:%M:%S}"


class KnownNetwork(models.Model):
    """Where somebody logged in: others who try from elsewhere do not stand in the way there.

    `network` is a digest.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", editable=False)
    network = models.CharField(max_length=64, editable=False)
    used_at = models.DateTimeField(editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "network"], name="editorial_knownnetwork_once")]

    def __str__(self):
        return f"a network of {self.user}"
