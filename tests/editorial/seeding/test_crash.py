"""Killed in the middle, a load leaves all or nothing."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

COUNT = 200
FIXTURE = "".join(
    f"- model: people.person\n  fields: {{key: p{i}, title: P {i}, sort_name: P {i}, aliases: [{{name: a}}]}}\n"
    for i in range(COUNT)
)
TABLES = ["people_person", "people_personalias", "editorial_revision", "editorial_seed"]


def counts(database):
    with contextlib.closing(sqlite3.connect(database)) as opened:
        return [opened.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES]


def begin(folder):
    """Start a load and return when it has read the fixture."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "jjsite.settings",
        "STATE_DIR": str(folder),
        "SECRET_KEY": "only for tests",
        "DATABASE_URL": "",
    }
    command = [sys.executable, "-u", "manage.py", "loaddata", folder / "people.yaml"]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline().startswith("Checking")
    return process


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)  # else there would be no end to copying the database
def test_a_load_that_is_killed_leaves_all_or_nothing(tmp_path):
    database = tmp_path / "db.sqlite3"
    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(database)) as copy:
        connection.connection.backup(copy)
    empty = database.read_bytes()
    (tmp_path / "people.yaml").write_text(FIXTURE)
    with begin(tmp_path) as process:
        begun = time.monotonic()
        process.communicate()
    whole = time.monotonic() - begun
    assert counts(database) == [COUNT] * len(TABLES)

    left = []
    for moment in (0.4, 0.6, 0.8):
        database.write_bytes(empty)
        for leftover in tmp_path.glob("db.sqlite3-*"):
            leftover.unlink()
        with begin(tmp_path) as process:
            time.sleep(whole * moment)
            process.send_signal(signal.SIGKILL)
        left.append(counts(database))

    assert all(each in ([0] * len(TABLES), [COUNT] * len(TABLES)) for each in left), left
