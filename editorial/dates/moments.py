"""Moments as editors read them."""

import datetime

from django.utils import timezone


def in_zone(moment: datetime.datetime) -> str:
    """The moment with the name of its zone, which Django's own formats leave out in the hour that comes twice."""
    moment = timezone.localtime(moment)
    return f"{moment:%Y-%m-%d %H:%M:%S %Z}" if moment.second else f"{moment:%Y-%m-%d %H:%M %Z}"
