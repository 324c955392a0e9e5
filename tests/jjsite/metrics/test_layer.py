"""The numbers tell what was answered, to whoever knows the token."""

import re

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, connection

from editorial.generation import move
from jjsite.metrics.counts import Counts
from jjsite.metrics.layer import Measured
from jjsite.pagecache.layer import PageCache
from tests.factories.people import make_person
from tests.factories.public import DRAFT
from tests.jjsite.pagecache.visiting import ask

pytestmark = pytest.mark.django_db(transaction=True)

LINE = re.compile(r'# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[^"]+"(,[a-z]+="[^"]+")*\})? [0-9.e+-]+')


@pytest.fixture
def site(tmp_path):
    return Measured(PageCache(get_wsgi_application(), most_bytes=1_000_000), "a token", Counts(tmp_path))


def numbers(site) -> dict[str, float]:
    sent = ask(site, "/metrics", authorization="Bearer a token")
    lines = sent.body.decode().splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    return {name: float(number) for name, number in (line.rsplit(" ", 1) for line in lines if line[0] != "#")}


@pytest.mark.parametrize("said", [{}, {"authorization": "Bearer another"}, {"authorization": "a token"}])
def test_without_the_token_there_is_no_such_page(site, said):
    sent = ask(site, "/metrics", **said)

    assert sent.status == 404
    assert b"jjsite_" not in sent.body


def test_requests_are_counted_by_status_and_by_time(site):
    ask(site, "/about/")
    ask(site, "/nowhere/")
    found = numbers(site)

    assert found['jjsite_requests_total{class="2xx"}'] == 1
    assert found['jjsite_requests_total{class="4xx"}'] == 1
    assert found['jjsite_request_seconds_bucket{le="+Inf"}'] == found["jjsite_request_seconds_count"] == 2
    assert found['jjsite_request_seconds_bucket{le="0.005"}'] <= found['jjsite_request_seconds_bucket{le="10"}'] == 2
    assert found["jjsite_request_seconds_sum"] > 0


def test_what_breaks_is_counted_as_broken(tmp_path):
    def broken(environ, start_response):
        raise RuntimeError

    site = Measured(broken, "a token", Counts(tmp_path))
    with pytest.raises(RuntimeError):
        ask(site, "/")

    assert numbers(site)['jjsite_requests_total{class="5xx"}'] == 1


def test_pages_that_were_kept_are_told_from_those_that_were_made(site):
    for _ in range(3):
        ask(site, "/about/")
    ask(site, "/about/", cookie="sessionid=x")
    found = numbers(site)

    assert found['jjsite_page_cache_requests_total{found="miss"}'] == 1
    assert found['jjsite_page_cache_requests_total{found="hit"}'] == 2
    assert found['jjsite_page_cache_requests_total{found="passed"}'] == 1
    assert found["jjsite_page_cache_entries"] == 1
    assert found["jjsite_page_cache_bytes"] == site.shelf.size > 1_000


def test_the_database_tells_its_generation_and_entries(site):
    before = numbers(site)
    make_person()
    make_person(**DRAFT)
    move()
    found = numbers(site)

    assert found["jjsite_database_up"] == 1
    assert found["jjsite_generation"] > before["jjsite_generation"]
    assert found['jjsite_entries{kind="person",state="published"}'] == 1
    assert found['jjsite_entries{kind="person",state="draft"}'] == 1


def test_without_the_database_what_was_counted_is_told(site):
    ask(site, "/about/")
    with connection.execute_wrapper(refuse):
        found = numbers(site)

    assert found["jjsite_database_up"] == 0
    assert "jjsite_generation" not in found
    assert found['jjsite_requests_total{class="2xx"}'] == 1


def refuse(execute, sql, params, many, context):
    raise OperationalError
