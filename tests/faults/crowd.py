"""Visitors and editors at a deployment while something happens to it."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import count
from secrets import token_hex

from tests.sweeps.forms import forms_in
from tests.sweeps.kills import ADD_PERSON
from tests.sweeps.serving import Browser

from .deployment import Deployment

PAGES = ["/", "/people/", "/episodes/", "/episodes/s02e01/", "/people/krysten-ritter/", "/sources/", "/reviews/"]
GONE = 0  # the status of what was not answered at all


@dataclass
class Seen:
    """What they were answered, each with its moment and how long it took, in seconds."""

    answers: list[tuple[float, int, float]] = field(default_factory=list)

    def statuses(self, since: float = 0.0) -> Counter:
        return Counter(status for moment, status, _ in self.answers if moment >= since)

    def slowest(self, part: float = 0.99) -> float:
        taken = sorted(seconds for *_, seconds in self.answers)
        return taken[min(len(taken) - 1, int(len(taken) * part))]

    def add(self, began: float, status: int) -> None:
        self.answers.append((began, status, time.monotonic() - began))


@contextmanager
def many(people: int, do: Callable[[threading.Event], None]) -> Iterator[None]:
    """So many who do this until the block ends."""
    over = threading.Event()
    threads = [threading.Thread(target=do, args=[over], daemon=True) for _ in range(people)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


@contextmanager
def visitors(deployment: Deployment, people: int = 10, pages: list[str] | None = None) -> Iterator[Seen]:
    """They read on and on. A page with a number in its query was never seen before."""
    seen, numbers = Seen(), count()

    def read(over: threading.Event) -> None:
        browser = deployment.browser(timeout=30)
        while not over.is_set():
            address = random.choice(pages or PAGES)
            if next(numbers) % 3 == 0:
                address += f"?seen={next(numbers)}"
            began = time.monotonic()
            try:
                seen.add(began, browser.get(address)[0])
            except (OSError, HTTPException):
                seen.add(began, GONE)
                browser = deployment.browser(timeout=30)
                time.sleep(0.05)

    with many(people, read):
        yield seen


@dataclass
class Work:
    """What editors saved: the words that were acknowledged, and what else they were answered."""

    acknowledged: list[str] = field(default_factory=list)
    refused: Seen = field(default_factory=Seen)
    refusals: list[str] = field(default_factory=list)


@contextmanager
def editors(deployment: Deployment, people: int = 3) -> Iterator[Work]:
    """They make one draft after another, and wait a moment where they are told to come again."""
    work, numbers, run = Work(), count(), f"work-{token_hex(3)}"

    def save(over: threading.Event) -> None:
        browser = entered(deployment)
        while not over.is_set():
            word = f"{run}-{next(numbers)}"
            began = time.monotonic()
            try:
                status, text, _ = browser.get(ADD_PERSON)
                if status == 200:
                    form = max(forms_in(text), key=lambda form: len(form.fields)).filled()
                    status, text, _ = browser.post(ADD_PERSON, form | {"key": word, "title": word, "sort_name": word})
            except (OSError, HTTPException):
                work.refused.add(began, GONE)
                browser = entered(deployment)
                continue
            if status == 302:
                work.acknowledged.append(word)
            else:
                work.refused.add(began, status)
                work.refusals.append(text)
                time.sleep(0.2)

    with many(people, save):
        yield work


def entered(deployment: Deployment) -> Browser:
    """An editor who has logged in, as soon as that can be done."""
    while True:
        browser = deployment.browser(timeout=30)
        with suppress(OSError, HTTPException, AssertionError):
            browser.log_in()
            return browser
        time.sleep(0.1)


def lost(deployment: Deployment, words: list[str]) -> list[str]:
    """Those of which there is no record."""
    printed = deployment.manage("shell", "--command", KEYS)
    return sorted(set(words) - set(printed.split()))


KEYS = """
from people.models import Person
print(*Person.objects.values_list("key", flat=True))
"""
