"""Entries that are public unless the test says otherwise, with just what they cannot be without."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from editorial.publishing import State

serial = count(1)

DRAFT = {"state": State.DRAFT, "publish_at": None}

# Ways of not being public, as fields of an entry.
HIDDEN = {
    "draft": lambda: {"state": State.DRAFT},
    "in review": lambda: {"state": State.IN_REVIEW},
    "scheduled": lambda: {"publish_at": timezone.now() + timedelta(hours=1)},
    "expired": lambda: {
        "publish_at": timezone.now() - timedelta(hours=2),
        "expire_at": timezone.now() - timedelta(hours=1),
    },
    "archived": lambda: {"state": State.ARCHIVED},
}

# What the address of an entry answers that is hidden in one of these ways.
ANSWERS = dict.fromkeys(HIDDEN, 404) | {"expired": 410}


def make_public(model, **fields):
    name = model._meta.model_name
    number = next(serial)
    public = {
        "key": f"{name}-{number}",
        "title": f"{name.capitalize()} number {number}",
        "state": State.PUBLISHED,
        "publish_at": timezone.now().replace(microsecond=0) - timedelta(minutes=1),  # as a form sends it back
    }
    return model.objects.create(**public | fields)
