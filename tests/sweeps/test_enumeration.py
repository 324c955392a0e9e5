"""Whether the time that a refused login takes tells what accounts there are.

Measured as how often a refusal of one kind takes longer than one of another: half of the time where nothing is told.
"""

import random
import time

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client

from editorial.entrance.models import Attempts
from tests.editorial.entrance.coming import give_device
from tests.factories.users import make_editor

pytestmark = [pytest.mark.sweep, pytest.mark.django_db]

PASSWORD = "alias investigations"
ROUNDS = 300
MOST = 0.6


class QuickHasher(PBKDF2PasswordHasher):
    """As in production, and a fiftieth of its work: what else differs shows the more."""

    iterations = 20_000


@pytest.fixture(autouse=True)
def accounts(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.QuickHasher"]
    for name in ("known", "throttled"):
        make_editor(username=name, password=PASSWORD)
    make_editor(username="disabled", password=PASSWORD, is_active=False)
    make_editor(username="no-password")
    give_device(make_editor(username="with-device", password=PASSWORD))


def seconds(name: str, password: str) -> float:
    fields = {"username": name, "password": password}
    began = time.perf_counter()
    Client().post("/admin/login/", fields)
    return time.perf_counter() - began


def measured(kinds: dict[str, tuple[str, str]], is_throttled: bool = False) -> dict[str, list[float]]:
    """Of each kind, a name and a password, how long each refusal took."""
    found = {kind: [] for kind in kinds}
    order = [kind for kind in kinds for _ in range(ROUNDS)]
    random.Random(7).shuffle(order)
    for kind in order:
        if not is_throttled:
            Attempts.objects.all().delete()
        found[kind].append(seconds(*kinds[kind]))
    return found


def longer(some: list[float], others: list[float]) -> float:
    """How often one of some is longer than one of the others."""
    return sum(one > other for one in some for other in others) / (len(some) * len(others))


def told(found: dict[str, list[float]]) -> dict[str, float]:
    """What tells a kind from an account that there is not."""
    rates = {kind: longer(times, found["unknown"]) for kind, times in found.items()}
    print({kind: round(rate, 3) for kind, rate in rates.items()})
    return {kind: rate for kind, rate in rates.items() if max(rate, 1 - rate) > MOST}


def test_the_time_of_a_refusal_tells_nothing():
    kinds = {
        "known": ("known", "wrong"),
        "unknown": ("nobody", "wrong"),
        "disabled": ("disabled", "wrong"),
        "disabled, right password": ("disabled", PASSWORD),
        "no password": ("no-password", "wrong"),
        "with a second factor": ("with-device", "wrong"),
    }

    assert told(measured(kinds)) == {}


def test_the_time_of_a_throttled_refusal_tells_nothing():
    kinds = {"known": ("known", "wrong"), "unknown": ("nobody", "wrong")}
    for name, _ in kinds.values():
        for _ in range(5):
            seconds(name, "wrong")

    assert told(measured(kinds, is_throttled=True)) == {}
