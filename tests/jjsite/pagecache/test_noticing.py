import datetime
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Event

import pytest
from django.db import OperationalError
from django.utils import timezone

from editorial.generation import Generation
from jjsite.pagecache.noticing import Noticing, file_changes

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def read():
    """Generations one after the other, each until in an hour."""
    numbers = count(1)
    return lambda: Generation(next(numbers), timezone.now(), timezone.now() + HOUR)


def test_asks_again_only_when_the_sign_changes(read):
    signs = iter("aaabb")
    noticing = Noticing(lambda: next(signs), read, rest=0)

    assert [noticing().number for _ in range(5)] == [1, 1, 1, 2, 2]


def test_asks_again_when_the_moment_comes_until_which_it_lasts():
    numbers = count(1)
    noticing = Noticing(
        lambda: "same", lambda: Generation(next(numbers), timezone.now(), timezone.now()), rest=HOUR.seconds
    )

    assert [noticing().number for _ in range(3)] == [1, 2, 3]


def test_what_could_not_be_read_is_asked_for_again(read):
    answers = iter([OSError(), OSError(), None])

    def read_or_fail():
        if error := next(answers):
            raise error
        return read()

    noticing = Noticing(lambda: "same", read_or_fail, rest=0)

    for _ in range(2):
        with pytest.raises(OSError):  # noqa: PT011
            noticing()
    assert noticing().number == 1


def test_where_the_database_does_not_answer_one_waits_for_it_and_not_all(read, monkeypatch):
    monkeypatch.setattr("jjsite.pagecache.noticing.PATIENCE", 0.05)
    asked, answered = Event(), Event()

    def read_slowly():
        asked.set()
        answered.wait(10)
        return read()

    noticing = Noticing(lambda: "same", read_slowly, rest=0)
    with ThreadPoolExecutor(1) as other:
        first = other.submit(noticing)
        asked.wait(10)
        with pytest.raises(OperationalError):
            noticing()
        answered.set()
        assert first.result().number == 1


def test_a_file_tells_of_each_change_by_somebody_else(tmp_path):
    path = tmp_path / "a ?#%.sqlite3"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("CREATE TABLE words (word)")
    sign = file_changes(str(path))
    first = sign()

    assert sign() == first
    other.execute("SELECT * FROM words").fetchall()
    assert sign() == first
    other.execute("BEGIN")
    other.execute("INSERT INTO words VALUES ('a')")
    assert sign() == first
    other.execute("COMMIT")
    assert sign() != first


def test_looks_again_after_a_rest(read, monkeypatch):
    now = [100.0]
    monkeypatch.setattr("jjsite.pagecache.noticing.time.monotonic", lambda: now[0])
    noticing = Noticing(count().__next__, read, rest=1)
    found = []
    for now[0] in (100.0, 100.9, 101.0, 101.9, 103.0):
        found.append(noticing().number)

    assert found == [1, 1, 2, 2, 3]
