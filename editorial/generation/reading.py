"""What generation it is: its number, and between which moments it lasts."""

import datetime
from typing import NamedTuple

from django.db.models import Max, Min, Q, Sum
from django.utils import timezone

from .. import kinds
from ..publishing import State
from .models import PublicChange

MOMENTS = ("publish_at", "expire_at")
A_DAY = datetime.timedelta(days=1)


class Generation(NamedTuple):
    """The public is told the same from `since` until `until`, unless somebody changes it, which changes the number."""

    number: int
    since: datetime.datetime
    until: datetime.datetime


def current(now: datetime.datetime | None = None, using: str | None = None) -> Generation:
    """The one that this database knows of: two queries. What is read of the database after this is at least as new.

    Some pages name the day, so that none lasts longer.
    """
    now = now or timezone.now()
    counted = PublicChange.objects.using(using).aggregate(number=Sum("steps", default=0), at=Max("at"))
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    day, next_day = midnight.astimezone(datetime.UTC), (midnight + A_DAY).astimezone(datetime.UTC)
    before, after = scheduled(now, using)
    return Generation(
        counted["number"],
        since=max(filter(None, [counted["at"], day, *before])),
        until=min([next_day, *after]),
    )


def scheduled(now: datetime.datetime, using: str | None) -> tuple[list, list]:
    """The last moments before now, and the next, at which entries of each kind come and go by themselves."""
    first, *others = [
        kinds.model_of(word)
        .objects.using(using)
        .filter(state=State.PUBLISHED)
        .order_by()
        .values("state")
        .annotate(
            before=Max(name, filter=Q(**{f"{name}__lte": now})), after=Min(name, filter=Q(**{f"{name}__gt": now}))
        )
        .values_list("before", "after")
        for word in kinds.words()
        for name in MOMENTS
    ]
    found = list(first.union(*others))
    return [before for before, _ in found if before], [after for _, after in found if after]
