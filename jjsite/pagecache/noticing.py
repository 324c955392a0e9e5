"""Noticing that the generation has ended: by another process as well, and soon."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from urllib.parse import quote

from django.db import DEFAULT_DB_ALIAS, close_old_connections, connections

from editorial.generation import Generation, current

LONGEST = 1.0  # second that a change by somebody else may go unnoticed where the database does not tell of it

Ask = Callable[[], object]


class Noticing:
    """The generation that holds now. The database is asked for it only where something tells that it may have ended.

    `sign` says something else after each change; what it says is as old as the generation that is read after it.
    """

    def __init__(self, sign: Ask, read: Callable[[], Generation]):
        self.sign = sign
        self.read = read
        self.lock = Lock()
        self.seen: object = None
        self.generation: Generation | None = None
        self.ends = 0.0

    def __call__(self) -> Generation:
        with self.lock:
            seen = self.sign()
            if self.generation is None or seen != self.seen or time.time() >= self.ends:
                self.generation = self.read()
                self.ends = self.generation.until.timestamp()
                self.seen = seen
            return self.generation


def read() -> Generation:
    """Outside of Django's requests, so that nobody else gives the connection back."""
    try:
        return current()
    finally:
        close_old_connections()


def every_so_often(seconds: float = LONGEST) -> Ask:
    """A sign where there is no other: time goes by."""
    return lambda: time.monotonic() // seconds


def file_changes(path: str) -> Ask:
    """The sign of an SQLite file: that anybody wrote to it."""
    connection = sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True, check_same_thread=False, isolation_level=None)
    return lambda: connection.execute("PRAGMA data_version").fetchone()


def noticing() -> Noticing:
    database = connections[DEFAULT_DB_ALIAS]
    file = Path(database.settings_dict["NAME"])
    if database.vendor == "sqlite" and file.is_file():
        return Noticing(file_changes(str(file)), read)
    return Noticing(every_so_often(), read)
