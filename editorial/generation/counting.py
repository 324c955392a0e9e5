"""Saying that something else is public now, in the transaction that changes it."""

import time

from django.db import transaction

from ..snapshot import is_on_stage
from .models import PublicChange

MOST_ROWS = 200


def move() -> None:
    """End the generation when the transaction ends. To be called by whatever changes what visitors are told."""
    if is_on_stage():  # It is taken back, and nobody is told anything.
        return
    change = PublicChange.objects.create()
    if change.pk % MOST_ROWS == 0:
        add_up()


def leap() -> None:
    """Go beyond every number that there was, also where an old database came back that knows of fewer."""
    PublicChange.objects.create(steps=int(time.time()))


def add_up() -> None:
    """Make one row of many. The sum stays, also for those who read or add at the same moment."""
    with transaction.atomic():
        rows = PublicChange.objects.select_for_update(skip_locked=True).order_by("pk")
        found = list(rows)
        steps, at = sum(row.steps for row in found), max((row.at for row in found), default=None)
        if len(found) > 1:
            PublicChange.objects.filter(pk__in=[row.pk for row in found]).delete()
            PublicChange.objects.create(steps=steps, at=at)
