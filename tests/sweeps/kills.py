"""Writers at the desk, and power cuts: what was acknowledged is there afterwards.

`python -m tests.sweeps.kills 20` cuts the power twenty times and prints what was found.
"""

import json
import os
import random
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from io import BytesIO
from itertools import count
from pathlib import Path

from PIL import Image

from .serving import Browser, Site, errors_in

ADD_PERSON, ADD_PICTURE = "/admin/people/person/add/", "/admin/editorial/picture/add/"
AN_HOUR = 3_600


@dataclass
class Writer(threading.Thread):
    """Saves again and again until nobody answers; `acknowledged` are the words that were saved."""

    site: Site
    name_: str
    way: Callable
    acknowledged: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def __post_init__(self):
        super().__init__(daemon=True)

    __hash__ = threading.Thread.__hash__

    def run(self):
        browser = Browser(self.site.port, timeout=20)
        with suppress(OSError, HTTPException):
            browser.log_in()
            for number in count():
                word = f"{self.name_}-{number}"
                status, text, _ = self.way(browser, word)
                if status == 302:
                    self.acknowledged.append(word)
                else:
                    self.refused.append(f"{word}: {status} {errors_in(text)}")


def save_new_draft(browser, word):
    fields = browser.form(ADD_PERSON)
    return browser.post(ADD_PERSON, fields | {"key": word, "title": word, "sort_name": word})


def change_live(pk):
    """Save a new title into the working copy of a live person, which all such writers share."""

    def save(browser, word):
        address = f"/admin/people/person/{pk}/change/"
        return browser.post(address, browser.form(address) | {"title": word, "_continue": "1"})

    return save


def upload(browser, word):
    fields = browser.form(ADD_PICTURE)
    given = {"key": word, "title": word, "alt": "A door.", "credit": "Us", "licence": "Ours"}
    file = BytesIO()
    Image.new("RGB", (300, 200), f"#{random.randrange(0xFFFFFF):06x}").save(file, "PNG")
    return browser.post(ADD_PICTURE, fields | given, ("file", file.getvalue()))


def prepare(folder: Path) -> tuple[Site, list[int]]:
    """A site with two live people."""
    site = Site(folder)
    site.manage("prepare")
    site.start()
    chief = Browser(site.port)
    chief.log_in()
    for word in ("live-one", "live-two"):
        status, text, _ = save_new_draft(chief, word)
        assert status == 302, errors_in(text)
    site.kill()
    with closing(database(site)) as rows, rows:
        published = (
            "UPDATE people_person SET state='published', publish_at='2020-01-01 00:00:00' WHERE key LIKE 'live-%'"
        )
        rows.execute(published)
        live = [pk for (pk,) in rows.execute("SELECT id FROM people_person WHERE key LIKE 'live-%' ORDER BY id")]
    site.start()
    return site, live


def database(site: Site) -> sqlite3.Connection:
    (path,) = Path(site.environment["STATE_DIR"]).glob("*.sqlite3")
    return sqlite3.connect(path)


@dataclass
class Found:
    """What a power cut left behind."""

    acknowledged: int
    refused: list[str]
    lost: list[str]
    integrity: str
    missing_files: list[str]
    orphans: int
    orphans_after_sweep: list[str]
    ready_after: float


def cut_power(site: Site, live: list[int], turn: int) -> Found:
    """Let four write at a running site, cut the power at some moment, and look at what there is once it is up again."""
    ways = [save_new_draft, change_live(live[0]), change_live(live[1]), upload]
    writers = [Writer(site, f"cut-{turn}-writer-{number}", way) for number, way in enumerate(ways)]
    for writer in writers:
        writer.start()
    end = time.monotonic() + 30
    while not any(writer.acknowledged for writer in writers) and time.monotonic() < end:
        time.sleep(0.01)
    time.sleep(random.uniform(0.2, 3))
    site.kill()
    for writer in writers:
        writer.join()
    ready_after = site.start()
    with closing(database(site)) as rows:
        saved = rows.execute(
            "SELECT data FROM editorial_revision WHERE model IN ('people.person', 'editorial.picture')"
        )
        said = {word for (data,) in saved for word in words_of(data)}
        stored = {
            key
            for table in ("people_person", "editorial_picture")
            for (key,) in rows.execute(f"SELECT key FROM {table}")
        }
        (integrity,) = rows.execute("PRAGMA integrity_check").fetchone()
        named = named_files(rows)
    acknowledged = [word for writer in writers for word in writer.acknowledged]
    orphans = stored_files(site) - named
    age_files(site)
    site.manage("sweepfiles")
    return Found(
        len(acknowledged),
        [problem for writer in writers for problem in writer.refused],
        [word for word in acknowledged if word not in said or (is_new(word) and word not in stored)],
        integrity,
        sorted(named - stored_files(site)),
        len(orphans),
        sorted(stored_files(site) - named),
        ready_after,
    )


def is_new(word: str) -> bool:
    return "writer-0" in word or "writer-3" in word


def words_of(data: str) -> set[str]:
    fields = json.loads(data)["fields"]
    return {fields["key"], fields["title"]}


def media(site: Site) -> Path:
    return Path(site.environment["STATE_DIR"]) / "media"


def stored_files(site: Site) -> set[str]:
    return {str(path.relative_to(media(site))) for path in media(site).rglob("*") if path.is_file()}


def named_files(rows: sqlite3.Connection) -> set[str]:
    """What the pictures name of files, read without the site's own code."""
    names = set()
    for file, token, made in rows.execute("SELECT file, token, renditions FROM editorial_picture"):
        made = json.loads(made)
        names.add(file)
        names |= {
            f"renditions/{token}-{width}.{kind}" for width, _ in made["sizes"] for kind in ("avif", "webp", "jpeg")
        }
        names |= {f"renditions/{token}-thumb-{made['thumb']}.{kind}" for kind in ("webp", "jpeg")}
    return names


def age_files(site: Site):
    """A sweep leaves young files to the uploads that may be under way."""
    then = time.time() - 2 * AN_HOUR
    for path in media(site).rglob("*"):
        os.utime(path, (then, then))


def main():
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as folder:
        site, live = prepare(Path(folder))
        found = []
        try:
            for turn in range(turns):
                found.append(cut_power(site, live, turn))
                print(turn + 1, found[-1], flush=True)
        finally:
            site.kill()
    print(
        f"{turns} cuts, {sum(each.acknowledged for each in found)} saves acknowledged, "
        f"{sum(len(each.lost) for each in found)} lost, "
        f"{sum(len(each.missing_files) for each in found)} files missing, "
        f"{sum(each.orphans for each in found)} orphans, {sum(len(each.orphans_after_sweep) for each in found)} after "
        f"the sweep, ready after {max(each.ready_after for each in found):.1f} s at the latest."
    )


if __name__ == "__main__":
    main()
