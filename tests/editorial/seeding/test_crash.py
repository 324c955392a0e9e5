"""Killed in the middle, a load leaves all or nothing."""

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from editorial.seeding import batches

COUNT = 200
FIXTURE = "".join(
    f"- model: people.person\n  fields: {{key: p{i}, title: P {i}, sort_name: P {i}, aliases: [{{name: a}}]}}\n"
    for i in range(COUNT)
)
MANY = batches.SIZE + 100
LINES = "".join(
    json.dumps(
        {
            "model": "people.person",
            "fields": {"key": f"p{i}", "title": f"P {i}", "sort_name": f"P {i}", "aliases": [{"name": "a"}]},
        }
    )
    + "\n"
    for i in range(MANY)
)
TABLES = ["people_person", "people_personalias", "editorial_revision", "editorial_seed"]


def counts(database):
    with contextlib.closing(sqlite3.connect(database)) as opened:
        return [opened.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES]


def begin(folder, name="people.yaml"):
    """Start a load and return when it has found the fixture."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "jjsite.settings",
        "STATE_DIR": str(folder),
        "SECRET_KEY": "only for tests",
        "DATABASE_URL": "",
    }
    command = [sys.executable, "-u", "manage.py", "loaddata", folder / name]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline().startswith("Checking")
    return process


@pytest.fixture
def database(tmp_path):
    """An empty one in a file of its own."""
    path = tmp_path / "db.sqlite3"
    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
    return path


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)  # else there would be no end to copying the database
def test_a_load_that_is_killed_leaves_all_or_nothing(tmp_path, database):
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


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_json_lines_of_several_batches_are_killed_and_loaded_again(tmp_path, database):
    (tmp_path / "people.jsonl").write_text(LINES)
    empty = database.read_bytes()
    with begin(tmp_path, "people.jsonl") as process:
        begun = time.monotonic()
        process.communicate()
    whole = time.monotonic() - begun
    database.write_bytes(empty)

    with begin(tmp_path, "people.jsonl") as process:
        time.sleep(whole * 0.5)
        process.send_signal(signal.SIGKILL)
    assert counts(database) in ([0] * len(TABLES), [MANY] * len(TABLES))

    with begin(tmp_path, "people.jsonl") as process:
        process.communicate()

    assert process.returncode == 0
    assert counts(database) == [MANY] * len(TABLES)
