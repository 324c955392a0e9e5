"""Sixteen editors who save without a pause, while visitors read."""

import threading
import time
from collections import Counter
from secrets import token_hex

import pytest

from tests.faults.crowd import lost, visitors
from tests.rounds import rounds
from tests.sweeps.kills import ADD_PERSON

from .desk import largest

pytestmark = pytest.mark.fault

EDITORS = 16
READING = 5  # seconds, before the storm


def test_a_storm_of_editors_breaks_nothing(deployment, session):
    saves, run = rounds(10), token_hex(3)
    statuses: Counter[int] = Counter()
    seconds: list[float] = []
    acknowledged: list[str] = []
    browsers = [deployment.browser() for _ in range(EDITORS)]
    for browser in browsers:
        browser.cookies = dict(session)  # more logins than so many in a minute are throttled

    def write(client, browser):
        for number in range(saves):
            word = f"storm-{run}-{client}-{number}"
            status, text, _ = browser.get(ADD_PERSON)
            if status != 200:
                statuses[status] += 1
                continue
            form = largest(text).filled() | {"key": word, "title": word, "sort_name": word}
            began = time.monotonic()
            status, _, _ = browser.post(ADD_PERSON, form)
            seconds.append(time.monotonic() - began)
            statuses[status] += 1
            acknowledged.extend([word] * (status == 302))

    with visitors(deployment, people=2) as idle:
        time.sleep(READING)
    writers = [threading.Thread(target=write, args=each, daemon=True) for each in enumerate(browsers)]
    with visitors(deployment, people=2) as reading:
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
    seconds.sort()
    print(
        f"{EDITORS} × {saves} saves: {dict(statuses)}, p50 {seconds[len(seconds) // 2]:.2f} s, "
        f"p99 {seconds[int(len(seconds) * 0.99)]:.2f} s; readers {dict(reading.statuses())}, "
        f"p50 {reading.slowest(0.5):.3f} s, p99 {reading.slowest():.3f} s, before it {idle.slowest(0.5):.3f} s "
        f"and {idle.slowest():.3f} s"
    )

    assert statuses == {302: EDITORS * saves}
    assert lost(deployment, acknowledged) == []
    assert set(reading.statuses()) == {200}
