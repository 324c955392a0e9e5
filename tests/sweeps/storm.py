"""Many editors who save at once.

`python -m tests.sweeps.storm 16 40` lets sixteen save forty drafts each, and prints how long they waited.
"""

import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from .kills import ADD_PERSON, database, prepare
from .serving import Browser, Site


@dataclass
class Storm:
    statuses: Counter
    seconds: list[float]  # from the sending of a form to its answer, in order
    stored: int

    def percentile(self, part: float) -> float:
        return self.seconds[min(len(self.seconds) - 1, int(len(self.seconds) * part))]


def storm(site: Site, clients: int, saves: int) -> Storm:
    statuses, seconds = Counter(), []

    def write(client: int, browser: Browser):
        for number in range(saves):
            word = f"storm-{client}-{number}"
            fields = browser.form(ADD_PERSON) | {"key": word, "title": word, "sort_name": word}
            began = time.monotonic()
            status, _, _ = browser.post(ADD_PERSON, fields)
            seconds.append(time.monotonic() - began)
            statuses[status] += 1

    browsers = [Browser(site.port) for _ in range(clients)]
    for browser in browsers:
        browser.log_in()  # one after the other: so many attempts at once are throttled
    writers = [threading.Thread(target=write, args=each, daemon=True) for each in enumerate(browsers)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with closing(database(site)) as rows:
        (stored,) = rows.execute("SELECT count(*) FROM people_person WHERE key LIKE 'storm-%'").fetchone()
    return Storm(statuses, sorted(seconds), stored)


def main():
    clients, saves = map(int, sys.argv[1:3]) if len(sys.argv) > 2 else (16, 40)
    with tempfile.TemporaryDirectory() as folder:
        site, _ = prepare(Path(folder))
        try:
            found = storm(site, clients, saves)
        finally:
            site.kill()
    print(
        f"{clients} editors × {saves} saves: {dict(found.statuses)}, {found.stored} stored, "
        f"p50 {found.percentile(0.5):.2f} s, p99 {found.percentile(0.99):.2f} s"
    )


if __name__ == "__main__":
    main()
