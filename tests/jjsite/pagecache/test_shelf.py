import datetime
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from editorial.generation import Generation
from jjsite.pagecache.asking import question_in
from jjsite.pagecache.page import Page
from jjsite.pagecache.shelf import OVERHEAD, Shelf

from .visiting import environ_of

NOON = datetime.datetime(2026, 3, 4, 12, tzinfo=datetime.UTC)
FIRST, SECOND = (Generation(number, NOON, NOON) for number in (1, 2))


def ask_for(path):
    return question_in(environ_of(path))


def page(body=b"words", tag='"tag"'):
    return Page("200 OK", [], body, tag)


def shelf_with(*paths, most_bytes=10_000_000):
    shelf = Shelf(most_bytes)
    shelf.find(FIRST, ask_for("/"))
    for path in paths:
        shelf.fetch(FIRST, ask_for(path), page)
    return shelf


def test_keeps_what_was_made():
    shelf = shelf_with("/a/")

    assert shelf.find(FIRST, ask_for("/a/")) == page()
    assert shelf.find(FIRST, ask_for("/b/")) is None


def test_another_generation_has_nothing_of_the_one_before():
    shelf = shelf_with("/a/")

    assert shelf.find(SECOND, ask_for("/a/")) is None
    assert shelf.find(FIRST, ask_for("/a/")) is None
    assert shelf.size == 0


def test_what_was_made_for_a_generation_that_ended_meanwhile_is_given_once_and_not_kept():
    shelf = shelf_with()

    def make():
        shelf.find(SECOND, ask_for("/"))
        return page()

    assert shelf.fetch(FIRST, ask_for("/a/"), make) == page()
    assert shelf.find(SECOND, ask_for("/a/")) is None


def test_keeps_so_many_bytes_of_those_last_used():
    room = 3 * (OVERHEAD + len("/a/") + 5)
    shelf = shelf_with("/a/", "/b/", "/c/", most_bytes=room)
    shelf.find(FIRST, ask_for("/a/"))

    shelf.fetch(FIRST, ask_for("/d/"), page)

    kept = [path for path in ("/a/", "/b/", "/c/", "/d/") if shelf.find(FIRST, ask_for(path))]
    assert kept == ["/a/", "/c/", "/d/"]
    assert shelf.size == room


def test_many_addresses_take_no_more_room():
    shelf = shelf_with(*(f"/?{'x' * 60_000}{number}" for number in range(50)), most_bytes=1_000_000)

    assert 900_000 < shelf.size <= 1_000_000


def test_many_who_ask_at_once_wait_for_one():
    shelf, made = shelf_with(), []
    together = threading.Barrier(8)

    def make():
        made.append(1)
        time.sleep(0.2)
        return page()

    def ask(_):
        together.wait()
        return shelf.fetch(FIRST, ask_for("/a/"), make)

    with ThreadPoolExecutor(8) as many:
        found = list(many.map(ask, range(8)))

    assert found == [page()] * 8
    assert len(made) == 1
    assert shelf.awaited == {}


def test_who_asks_in_the_next_generation_waits_for_nobody_of_the_last():
    shelf = shelf_with()

    def make_slowly():
        shelf.find(SECOND, ask_for("/a/"))
        shelf.fetch(SECOND, ask_for("/a/"), lambda: page(b"new"))
        return page(b"old")

    assert shelf.fetch(FIRST, ask_for("/a/"), make_slowly).body == b"old"
    assert shelf.find(SECOND, ask_for("/a/")).body == b"new"


def test_what_is_for_one_alone_is_made_for_each():
    shelf, made = shelf_with(), []
    together = threading.Barrier(4)

    def make():
        made.append(1)
        time.sleep(0.1)
        return page(tag="")

    def ask(_):
        together.wait()
        return shelf.fetch(FIRST, ask_for("/a/"), make)

    with ThreadPoolExecutor(4) as many:
        list(many.map(ask, range(4)))

    assert len(made) == 4
    assert shelf.find(FIRST, ask_for("/a/")) is None


def test_an_error_is_told_and_the_next_tries_again():
    shelf = shelf_with()

    with pytest.raises(ZeroDivisionError):
        shelf.fetch(FIRST, ask_for("/a/"), lambda: 1 / 0)

    assert shelf.fetch(FIRST, ask_for("/a/"), page) == page()
