"""Pages that processes share, with a Redis that comes and goes."""

import datetime
import time
from typing import NamedTuple

import pytest
from django.utils import timezone
from redis import Redis as Client

from editorial.generation import Generation
from jjsite.pagecache import shared
from jjsite.pagecache.asking import question_in
from jjsite.pagecache.layer import PageCache
from jjsite.pagecache.page import Page
from jjsite.pagecache.shared import SharedShelf, key_of, pack, unpack
from tests.faults import processes

from .visiting import ask, environ_of

AN_HOUR = datetime.timedelta(hours=1)
PAGE = Page("200 OK", [("Content-Type", "text/html"), ("X-Word", "één")], b"A line.\nAnd \xff another.", '"tag"')


def generation(number=1, lasts=AN_HOUR):
    return Generation(number, timezone.now() - AN_HOUR, timezone.now() + lasts)


FIRST = generation()
QUESTION = question_in(environ_of("/people/"))


class Redis(NamedTuple):
    process: processes.Process
    url: str

    @property
    def client(self):
        return Client.from_url(self.url)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Redis(*processes.redis(tmp_path_factory.mktemp("redis")))
    yield server
    server.process.kill()


@pytest.fixture
def redis(server):
    server.client.flushall()
    return server


@pytest.fixture
def shelf(redis):
    return SharedShelf(redis.url)


def test_a_page_comes_back_as_it_was(shelf, redis):
    shelf.keep(FIRST, QUESTION, PAGE)

    assert SharedShelf(redis.url).find(FIRST, QUESTION) == PAGE


@pytest.mark.parametrize(
    "question",
    [
        environ_of("/people/?page=2"),
        environ_of("/characters/"),
        environ_of("/people/", cookie="horizon=13"),
        environ_of("/people/", accept_encoding="gzip"),
        environ_of("/people/", host="other"),
    ],
)
def test_another_question_has_another_answer(shelf, question):
    shelf.keep(FIRST, QUESTION, PAGE)

    assert shelf.find(FIRST, question_in(question)) is None


def test_another_generation_or_edition_has_none(shelf, monkeypatch):
    shelf.keep(FIRST, QUESTION, PAGE)

    assert shelf.find(FIRST._replace(number=2), QUESTION) is None
    assert shelf.find(FIRST._replace(since=FIRST.since + AN_HOUR), QUESTION) is None
    monkeypatch.setattr(shared, "edition", lambda: "of tomorrow")
    assert shelf.find(FIRST, QUESTION) is None


def test_it_is_kept_no_longer_than_the_generation_lasts(shelf, redis):
    shelf.keep(generation(lasts=datetime.timedelta(seconds=90)), QUESTION, PAGE)
    shelf.keep(generation(2, lasts=datetime.timedelta(0)), QUESTION, PAGE)

    (key,) = redis.client.keys()
    assert 80 <= redis.client.ttl(key) <= 90


@pytest.mark.parametrize("damaged", [b"", b"x", pack(PAGE)[:-1], pack(PAGE)[:32], b"0" * 32 + pack(PAGE)[32:]])
def test_what_is_damaged_was_never_there(shelf, redis, damaged):
    redis.client.set(key_of(FIRST, QUESTION), damaged)

    assert shelf.find(FIRST, QUESTION) is None
    assert unpack(pack(PAGE)) == PAGE


class Site:
    """A site that counts how often it is asked."""

    def __init__(self):
        self.asked = 0

    def __call__(self, environ, start_response):
        self.asked += 1
        private = environ["PATH_INFO"] == "/private/"
        start_response("200 OK", [("Cache-Control", "private" if private else "public")])
        return [b"A page."]


@pytest.fixture
def process(redis):
    """Makes another process of the site."""

    def make(site):
        cache = PageCache(site, 1_000_000, redis.url)
        cache.noticing = lambda: FIRST
        return cache

    return make


def test_a_page_is_made_by_one_process_for_all(process):
    site = Site()
    first, second = process(site), process(site)

    assert ask(first, "/people/") == ask(second, "/people/") == ask(second, "/people/")
    assert site.asked == 1


def test_what_is_for_one_visitor_is_never_shared(process, redis):
    site = Site()
    ask(process(site), "/private/")
    ask(process(site), "/private/")

    assert site.asked == 2
    assert redis.client.keys() == []


def test_without_redis_the_site_answers_and_redis_is_left_alone_for_a_while(process, redis, caplog):
    site = process(Site())
    redis.process.kill()
    try:
        assert ask(site, "/people/").body == ask(site, "/").body == b"A page."
    finally:
        redis.process.start()
    assert len(caplog.messages) == 1
    assert ask(site, "/episodes/").status == 200
    assert redis.client.keys() == []

    site.shared.rests_until = 0
    ask(site, "/characters/")
    assert len(redis.client.keys()) == 1


def test_a_frozen_redis_holds_up_one_visitor_for_a_moment(process, redis):
    site = process(Site())
    redis.process.freeze()
    try:
        began = time.monotonic()
        ask(site, "/people/")
        first = time.monotonic() - began
        for number in range(100):
            ask(site, f"/people/?page={number}")
    finally:
        redis.process.thaw()

    assert site.application.asked == 101
    assert first < 10 * shared.PATIENCE
    assert time.monotonic() - began < first + 2


def test_a_redis_that_was_started_anew_is_used_at_once(process, redis):
    site = process(Site())
    ask(site, "/people/")
    redis.process.kill()
    redis.process.start()
    ask(site, "/characters/")

    assert len(redis.client.keys()) == 1


def test_a_full_redis_keeps_nothing_more(process, redis, caplog):
    redis.client.config_set("maxmemory", 1)
    try:
        assert ask(process(Site()), "/people/").body == b"A page."
    finally:
        redis.client.config_set("maxmemory", 0)

    assert "Redis keeps no pages" in caplog.text
