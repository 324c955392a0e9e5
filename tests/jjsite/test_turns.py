"""A crowd at one process."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from jjsite import turns
from jjsite.turns import AT_ONCE, Turns
from tests.jjsite.pagecache.visiting import ask

CROWD = 12


class Slow:
    """An application that answers when it is let, and knows how many it works for."""

    def __init__(self):
        self.let = threading.Event()
        self.lock = threading.Lock()
        self.now = self.most = 0
        self.begun = threading.Semaphore(0)

    def __call__(self, environ, start_response):
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        self.begun.release()
        self.let.wait(10)
        with self.lock:
            self.now -= 1
        start_response("200 OK", [])
        return [b"done"]


@pytest.fixture
def slow():
    return Slow()


def crowd(slow, begun, **asked):
    """Let so many ask at once, and answer when so many were begun."""
    site = Turns(slow)
    with ThreadPoolExecutor(CROWD) as threads:
        answers = [threads.submit(ask, site, **asked) for _ in range(CROWD)]
        for _ in range(begun):
            assert slow.begun.acquire(timeout=10)
        slow.let.set()
        return [answer.result().body for answer in answers]


def test_some_are_worked_for_at_once_and_in_the_end_all(slow):
    assert crowd(slow, AT_ONCE) == [b"done"] * CROWD
    assert slow.most == AT_ONCE


def test_who_sends_something_waits_for_nobody_who_reads(slow):
    assert crowd(slow, CROWD, method="POST") == [b"done"] * CROWD
    assert slow.most == CROWD


def test_one_that_hangs_does_not_hold_up_all_for_ever(slow, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 0.05)

    assert crowd(slow, CROWD) == [b"done"] * CROWD
    assert slow.most == CROWD


def test_a_turn_ends_with_a_fault():
    def breaks(environ, start_response):
        raise ValueError("a fault")

    site = Turns(breaks)
    for _ in range(AT_ONCE + 1):
        with pytest.raises(ValueError, match="a fault"):
            ask(site)
    assert site.turns.acquire(blocking=False)
