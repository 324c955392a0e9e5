"""How often logins may be tried: by account and network, by account, by network.

An attempt is counted before the password is looked at, in one transaction, so that several at once are not more; one
that succeeds is taken back. Names that no account has are counted like any other. Who logged in from a network before
is counted there alone: others, elsewhere or for other accounts, do not stand in the way.
"""

import datetime
import unicodedata
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ..clients import network_of
from .models import Attempts, KnownNetwork


@dataclass(frozen=True)
class Limit:
    most: int
    within: datetime.timedelta


OF_ACCOUNT_HERE = Limit(5, datetime.timedelta(minutes=5))
OF_ACCOUNT_ELSEWHERE = Limit(20, datetime.timedelta(minutes=15))  # from all networks where nobody logged in to it
OF_NETWORK = Limit(9, datetime.timedelta(minutes=5))

MOST_NETWORKS = 50  # that are remembered for an account
KEPT_FOR = datetime.timedelta(days=1)  # that an old count is there yet
MOST_SWEPT = 100  # old counts that one attempt takes away


class Throttled(Exception):
    """Too many attempts: nothing was counted, and none is heard until the moment `until`."""

    def __init__(self, until: datetime.datetime):
        super().__init__()
        self.until = until

    @property
    def seconds(self) -> int:
        return max(1, round((self.until - timezone.now()).total_seconds()))


@dataclass(frozen=True)
class Attempt:
    """One that was counted."""

    keys: tuple[str, ...]
    network: str

    def succeed(self, user) -> None:
        """Take it back, with those before it of the same account here, and know the network from now on."""
        here, *others = self.keys
        Attempts.objects.filter(key=here).delete()
        for key in others:
            Attempts.objects.filter(key=key, count__gt=0).update(count=F("count") - 1)
        remember(user, self.network)


def attempt(name: str, address: str, at: datetime.datetime | None = None) -> Attempt:
    """Count an attempt for the account of that name from that address; raises Throttled if there were too many."""
    account = unicodedata.normalize("NFKC", name).casefold()
    network = digest("network", network_of(address))
    limits = {digest("account here", account, network): OF_ACCOUNT_HERE}
    if not KnownNetwork.objects.filter(user__username=name, network=network).exists():
        limits |= {digest("account", account): OF_ACCOUNT_ELSEWHERE, digest("network", network): OF_NETWORK}
    count(limits, at or timezone.now())
    return Attempt(tuple(limits), network)


@transaction.atomic
def count(limits: dict[str, Limit], now: datetime.datetime) -> None:
    """Count one more under each key, or none if one is at its limit.

    Whoever counts locks its rows, always in the order of the kinds of limits.
    """
    Attempts.objects.bulk_create(
        [Attempts(key=key, ends_at=now) for key in limits],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["key"],
    )
    rows = {row.key: row for row in Attempts.objects.filter(key__in=limits)}
    for key, limit in limits.items():
        if rows[key].ends_at <= now:
            rows[key].count, rows[key].ends_at = 0, now + limit.within
    if full := [rows[key].ends_at for key, limit in limits.items() if rows[key].count >= limit.most]:
        raise Throttled(max(full))
    for row in rows.values():
        row.count += 1
    Attempts.objects.bulk_update(rows.values(), ["count", "ends_at"])
    sweep(now)


def sweep(now: datetime.datetime) -> None:
    """Take away what is counted no more, without waiting for anybody who counts."""
    old = Attempts.objects.select_for_update(skip_locked=True).filter(ends_at__lt=now - KEPT_FOR)
    Attempts.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:MOST_SWEPT])).delete()


def remember(user, network: str) -> None:
    KnownNetwork.objects.update_or_create(user=user, network=network, defaults={"used_at": timezone.now()})
    latest = KnownNetwork.objects.filter(user=user).order_by("-used_at", "-pk")
    KnownNetwork.objects.filter(pk__in=list(latest.values_list("pk", flat=True)[MOST_NETWORKS:])).delete()


def digest(*parts: str) -> str:
    return salted_hmac("editorial.entrance", "\0".join(parts), algorithm="sha256").hexdigest()
