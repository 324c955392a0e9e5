import pytest
from django.conf import settings as shipped
from django.test import Client

from editorial.pages.reader import COOKIE
from tests.factories.news import make_episode
from tests.reading import visit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/accessibility/", "/privacy/"])
def test_says_whom_to_write_to(client, settings, path):
    settings.CONTACT_EMAIL = "desk@example.net"

    page = visit(client, path)

    assert "mailto:desk@example.net" in page.links
    assert page.queries == 1  # which episodes one may have watched


@pytest.mark.parametrize("path", ["/", "/episodes/", "/no-such-page/"])
def test_every_page_leads_to_the_statements(client, path):
    links = visit(client, path).links

    assert {"/about/", "/accessibility/", "/privacy/"} <= set(links)


def test_accessibility_says_how_it_is_tested_and_where_it_falls_short(client):
    headings = [text for _, text in visit(client, "/accessibility/").headings]

    assert "How it is tested" in headings
    assert "What we know falls short" in headings


def test_a_visitor_gets_no_cookie_as_privacy_says():
    visitor = Client()
    episode = make_episode()

    for path in ["/", "/episodes/", episode.get_absolute_url(), "/privacy/", "/no-such-page/"]:
        visitor.get(path)

    assert "A visitor gets no cookie." in visit(visitor, "/privacy/").text
    assert not visitor.cookies


def test_the_horizon_is_one_cookie_for_a_year_as_privacy_says(client):
    client.post("/horizon/", {"horizon": "0"})

    assert list(client.cookies) == [COOKIE]
    assert client.cookies[COOKIE]["max-age"] == 365 * 24 * 60 * 60
    assert COOKIE in visit(client, "/privacy/").text


def test_pages_may_load_nothing_from_elsewhere_as_privacy_says():
    allowed = {
        source
        for directive, sources in shipped.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
        if directive.endswith("-src")
        for source in sources
    }

    assert allowed == {"'self'", "'none'"}


def test_another_site_is_not_told_where_one_comes_from_as_privacy_says(client):
    assert client.get("/privacy/").headers["Referrer-Policy"] == "same-origin"
