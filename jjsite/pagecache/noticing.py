"""Noticing that the generation has ended: by another process as well, and soon."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from urllib.parse import quote

from django.db import OperationalError, close_old_connections, connections

from editorial.generation import Generation, current

from ..replica import visitors_database

# For so long a change may go unnoticed: the file tells of it for next to nothing, the other database has to be asked.
REST_OF_FILE, REST_OF_SERVER = 0.05, 1.0  # seconds
PATIENCE = 1.0  # seconds that one waits for another who looks

Ask = Callable[[], object]


class Noticing:
    """The generation that holds now. Whether it may have ended is looked at again after a rest, and at its end.

    `sign` says something else after each change; what it says is as old as the generation that is read after it.
    """

    def __init__(self, sign: Ask, read: Callable[[], Generation], rest: float):
        self.sign = sign
        self.read = read
        self.rest = rest
        self.lock = Lock()
        self.seen: object = None
        self.generation: Generation | None = None
        self.ends = self.rests_until = 0.0

    def __call__(self) -> Generation:
        generation = self.generation
        if generation and time.monotonic() < self.rests_until and time.time() < self.ends:
            return generation
        if not self.lock.acquire(timeout=PATIENCE):
            raise OperationalError("Somebody else waits for the database already.")
        try:
            return self.look()
        finally:
            self.lock.release()

    def look(self) -> Generation:
        began = time.monotonic()
        seen = self.sign()
        if self.generation is None or seen != self.seen or time.time() >= self.ends:
            generation = self.read()
            self.ends = generation.until.timestamp()
            self.generation, self.seen = generation, seen
        self.rests_until = began + self.rest
        return self.generation


def read() -> Generation:
    """Outside of Django's requests, so that nobody else gives the connection back."""
    try:
        return current(using=visitors_database())
    finally:
        close_old_connections()


def file_changes(path: str) -> Ask:
    """The sign of an SQLite file: that anybody wrote to it."""
    connection = sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True, check_same_thread=False, isolation_level=None)
    return lambda: connection.execute("PRAGMA data_version").fetchone()


def noticing() -> Noticing:
    database = connections[visitors_database()]
    file = Path(database.settings_dict["NAME"])
    if database.vendor == "sqlite" and file.is_file():
        return Noticing(file_changes(str(file)), read, REST_OF_FILE)
    return Noticing(time.monotonic, read, REST_OF_SERVER)
