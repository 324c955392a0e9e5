"""A restart of one site after the other, with visitors at it all the time."""

import re
import signal
import subprocess
import time

import pytest

from .deployment import scaled
from .processes import program

pytestmark = pytest.mark.fault

SECONDS = 60
EVERY = 5  # seconds
LEAST = 10_000


@pytest.fixture(scope="module")
def deployment():
    with scaled(tls=False) as deployment:
        yield deployment


def load(address: str) -> subprocess.Popen:
    command = [program("wrk"), "--threads=2", "--connections=20", f"--duration={SECONDS}s", "--timeout=10s", address]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def failures(printed: str) -> tuple[int, list[str]]:
    """(how many were answered, what went wrong)"""
    return int(re.search(r"(\d+) requests in", printed)[1]), re.findall(r"(?:Socket errors|Non-2xx).*", printed)


def restart(site):
    """As a service manager does it: the next is told to end once this one is ready again."""
    site.stop()
    site.start()


def reload(site):
    site.server.send_signal(signal.SIGHUP)


@pytest.mark.parametrize("way", [restart, reload])
@pytest.mark.parametrize("address", ["/people/", "/livez"], ids=["kept", "asked each time"])
def test_nobody_notices(deployment, way, address):
    ends = time.monotonic() + SECONDS
    wrk = load(deployment.url + address)
    turns = 0
    while time.monotonic() + 2 * EVERY < ends:
        began = time.monotonic()
        way(deployment.sites[turns % 2])
        turns += 1
        time.sleep(max(0, EVERY - (time.monotonic() - began)))
    answered, wrong = failures(wrk.communicate()[0])
    print(way.__name__, address, turns, "turns", answered, "answered", wrong)

    assert wrong == []
    assert answered >= LEAST
    assert turns >= SECONDS / EVERY / 2
