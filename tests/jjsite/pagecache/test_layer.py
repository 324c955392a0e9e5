"""The site with its kept pages in front: the same answers, and nothing that is not public any more."""

import datetime
import sqlite3
from itertools import count

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, close_old_connections, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial.desk import archive, hold, publish
from editorial.generation import current, move
from jjsite.pagecache.layer import PageCache
from jjsite.pagecache.noticing import Noticing
from tests.editorial.desk.saving import save_fields
from tests.factories.people import make_character, make_identity, make_person
from tests.factories.public import DRAFT

from .visiting import ask

pytestmark = pytest.mark.django_db

A_MOMENT = datetime.timedelta(seconds=0.3)


@pytest.fixture(scope="session")
def django():
    return get_wsgi_application()


@pytest.fixture(autouse=True)
def one_connection():
    """Requests stand within the transaction of their test, and leave its connection open."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def site(django):
    """Asks for the generation with each request, as where the database tells of every change."""
    cache = PageCache(django, most_bytes=10_000_000)
    cache.noticing = Noticing(count().__next__, current, rest=0)
    return cache


def queries_of(site, address, **headers):
    with CaptureQueriesContext(connection) as queries:
        sent = ask(site, address, **headers)
    return sent, len(queries) - 2  # those for the generation


@pytest.mark.parametrize("address", ["/", "/people/", "/people/?q=x", "/search/?q=person", "/api/people/", "/about/"])
def test_what_was_seen_before_costs_nothing_and_is_the_same(site, django, address):
    make_person()
    first = ask(site, address)
    again, queries = queries_of(site, address)

    assert queries == 0
    assert again == first
    assert again.body == ask(django, address).body
    assert again.status == 200


@pytest.mark.parametrize("address", ["/people/nobody/", "/people/?page=9", "/episodes/?director=nobody"])
def test_what_is_not_there_may_be_in_a_moment(site, address):
    first = ask(site, address)
    _, queries = queries_of(site, address)

    assert first.status in (400, 404)
    assert first.headers["cache-control"] == "no-store"
    assert queries > 0


def test_what_is_published_is_seen_and_what_is_taken_off_is_gone(site):
    person = make_person("Somebody New", **DRAFT)
    address = person.get_absolute_url()
    assert ask(site, address).status == 404
    assert b"Somebody New" not in ask(site, "/people/").body

    with hold(person) as held:
        publish(held)
    shown = ask(site, address)
    assert shown.status == 200
    assert b"Somebody New" in ask(site, "/people/").body

    with hold(person) as held:
        archive(held)
    assert ask(site, address, if_none_match=shown.headers["etag"]).status == 404
    assert ask(site, address, if_none_match="*").status == 404
    assert b"Somebody New" not in ask(site, "/people/").body


def test_work_that_is_not_public_moves_nothing(site):
    public, draft = make_person(), make_person(**DRAFT)
    kept = ask(site, "/people/")

    save_fields(draft, title="A new name")
    save_fields(public, title="A new name")  # into the working copy
    again, queries = queries_of(site, "/people/", if_none_match=kept.headers["etag"])

    assert queries == 0
    assert again.status == 304


def test_comes_and_goes_at_its_moment_with_nobody_there(site):
    now = timezone.now()
    person = make_person(publish_at=now + A_MOMENT, expire_at=now + 2 * A_MOMENT)
    seen = {}
    while (at := timezone.now()) < now + 3 * A_MOMENT:
        seen[at] = ask(site, person.get_absolute_url()).status

    # Asked before a moment it may be answered after it.
    assert {status for at, status in seen.items() if now + A_MOMENT <= at and status == 404} == set()
    assert {status for at, status in seen.items() if now + 2 * A_MOMENT <= at} == {410}
    assert 404 in seen.values()
    assert 200 in seen.values()


def test_each_horizon_has_its_own(site):
    face, truth = make_character("Face"), make_character("Truth", horizon=20)
    make_identity(face, truth, revealed=20)
    answers = {
        horizon: ask(site, "/characters/", cookie=f"horizon={horizon}").body for horizon in ("", "13", "20", "all")
    }

    for horizon, body in answers.items():
        again, queries = queries_of(site, "/characters/", cookie=f"horizon={horizon}")
        assert (again.body, queries) == (body, 0)
    assert b"Truth" not in answers["13"]
    assert b"Truth" in answers["20"]
    forged, queries = queries_of(site, "/characters/", cookie="horizon=1e3")
    assert (forged.body, queries) == (answers[""], 0)


def test_with_a_session_nothing_is_kept_and_nothing_kept_is_given(site):
    ask(site, "/people/")
    first, before = queries_of(site, "/people/", cookie="sessionid=x")
    _, after = queries_of(site, "/people/", cookie="sessionid=x")

    assert before == after
    assert before > 0
    assert first.headers["cache-control"] == "private, no-cache"


def test_the_encoding_is_the_one_that_is_taken(site):
    sent = {way: ask(site, "/about/", accept_encoding=way) for way in ("br", "gzip", "identity")}

    assert [sent[way].headers.get("content-encoding") for way in sent] == ["br", "gzip", None]
    assert len({each.headers["etag"] for each in sent.values()}) == 3
    assert "Accept-Encoding" in sent["identity"].headers["vary"]


def test_a_host_that_is_none_of_ours_is_refused_whatever_is_kept(site):
    ask(site, "/about/")

    assert ask(site, "/about/", host="evil.example").status == 400


def test_a_choice_of_horizon_goes_through(site):
    chosen = ask(site, "/horizon/", "POST")

    assert (chosen.status, chosen.headers["location"]) == (303, "/")
    assert "horizon=" in chosen.headers["set-cookie"]


@pytest.mark.parametrize("error", [OperationalError, sqlite3.OperationalError], ids=["any database", "a file"])
def test_where_the_generation_cannot_be_known_the_site_answers_itself(django, error):
    def fail():
        raise error

    cache = PageCache(django, most_bytes=10_000_000)
    cache.noticing = Noticing(fail, current, rest=0)
    first, second = ask(cache, "/about/"), ask(cache, "/about/")

    assert first.status == second.status == 200
    assert cache.shelf.pages == {}


def test_a_generation_that_ends_while_a_page_is_made_keeps_nothing_of_it(django):
    def change_then_answer(environ, start_response):
        parts = django(environ, start_response)
        move()
        return parts

    cache = PageCache(change_then_answer, most_bytes=10_000_000)
    cache.noticing = Noticing(count().__next__, current, rest=0)
    ask(cache, "/about/")
    _, queries = queries_of(cache, "/about/")

    assert queries > 0
