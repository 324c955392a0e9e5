"""What nginx as it is shipped hands on, what it keeps, and for whom."""

import json
import re
import time
from collections import Counter
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from jjsite.middleware import KEPT_BETWEEN

from .deployment import a_folder
from .echo import echo
from .proxy import nginx

pytestmark = pytest.mark.fault

PAGE = {"Cache-Control": KEPT_BETWEEN, "Vary": "Cookie, Accept-Encoding"}


@pytest.fixture(scope="module")
def behind():
    with echo() as server:
        yield server


@pytest.fixture(scope="module")
def proxy(behind):
    with a_folder() as folder:
        process, url = nginx(folder, folder / "state", [behind, behind], tls=False)
        plain = re.search(r"listen 127\.0\.0\.1:(\d+);", (folder / "nginx" / "jjsite.conf").read_text())[1]
        yield Proxy(urlsplit(url).port, int(plain))
        process.kill()


@pytest.fixture
def page(behind):
    """What the server behind answers is a page for all, unless a test says otherwise."""
    behind.given, behind.asked = dict(PAGE), 0
    return behind


class Proxy:
    def __init__(self, port, plain):
        self.port, self.plain = port, plain

    def ask(self, address="/", method="GET", port=None, body=None, **headers):
        connection = HTTPConnection("127.0.0.1", port or self.port, timeout=10)
        connection.request(method, address, body, {name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        answer = response.status, response.headers, response.read()
        connection.close()
        return answer

    def handed_on(self, address="/", **headers) -> dict:
        """The headers that the server behind was asked with, or once was, for what is kept."""
        pairs = json.loads(self.ask(address, **headers)[2])
        assert max(Counter(name for name, _ in pairs).values()) == 1
        return dict(pairs)


def test_what_a_visitor_forges_is_not_handed_on(proxy, page):
    names = ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Port", "X-Real-IP", "Forwarded", "X-Forwarded-Proto"]
    forged = {name.replace("-", "_"): "evil.example" for name in names}

    found = proxy.handed_on("/forged/", Host="127.0.0.1", **forged)

    assert {name: value for name, value in found.items() if "orwarded" in name or "Real" in name} == {
        "X-Forwarded-For": "127.0.0.1",
        "X-Forwarded-Proto": "http",
    }
    assert "evil.example" not in found.values()


@pytest.mark.parametrize(
    ("sent", "handed_on"),
    [
        ("horizon=13", "horizon=13"),
        ("theme=dark; horizon=all; csrftoken=x", "horizon=all"),
        ("horizon=13; horizon=all", "horizon=13"),
        ("horizon=1e3", None),
        ("horizon=013", None),
        ("theme=dark", None),
        ("horizon=13; sessionid=x; theme=dark", "horizon=13; sessionid=x; theme=dark"),
        ("__Host-sessionid=x", "__Host-sessionid=x"),
    ],
)
def test_of_cookies_the_horizon_is_handed_on_and_with_a_session_all(proxy, page, sent, handed_on):
    assert proxy.handed_on(f"/cookies/{hash(sent)}/", Cookie=sent).get("Cookie") == handed_on


@pytest.mark.parametrize(
    ("sent", "handed_on"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, br;q=0", "gzip"),
        ("gzip;q=0.0, br;q=0.5", "br"),
        ("GZIP", "gzip"),
        ("broken, xgzip", None),
        ("identity", None),
    ],
)
def test_of_encodings_the_best_is_handed_on(proxy, page, sent, handed_on):
    assert proxy.handed_on(f"/ways/{hash(sent)}/", Accept_Encoding=sent).get("Accept-Encoding") == handed_on


def test_the_desk_gets_every_cookie(proxy, page):
    assert proxy.handed_on("/admin/login/", Cookie="csrftoken=x; horizon=3")["Cookie"] == "csrftoken=x; horizon=3"


def test_a_page_is_kept_for_all_who_are_told_the_same(proxy, page):
    first = proxy.ask("/kept/?q=1", Cookie="theme=dark; horizon=13", Accept_Encoding="gzip, br")
    again = proxy.ask("/kept/?q=1", Cookie="horizon=13", Accept_Encoding="br")
    assert (page.asked, again[2]) == (1, first[2])

    for other in (
        {"address": "/kept/?q=2", "Cookie": "horizon=13", "Accept_Encoding": "br"},
        {"address": "/kept/?q=1", "Cookie": "horizon=14", "Accept_Encoding": "br"},
        {"address": "/kept/?q=1", "Accept_Encoding": "br"},
        {"address": "/kept/?q=1", "Cookie": "horizon=13", "Accept_Encoding": "gzip"},
        {"address": "/kept/?q=1", "Cookie": "horizon=13", "Accept_Encoding": "br", "Host": "other.example"},
    ):
        before = page.asked
        proxy.ask(**other)
        assert page.asked == before + 1


def test_a_page_is_kept_for_no_longer_than_four_seconds(proxy, page):
    """It counts whole seconds: two for the page, and one in which it may be asked for anew."""
    proxy.ask("/for-how-long/")
    page.given["X-Version"] = "new"
    time.sleep(4.1)

    assert proxy.ask("/for-how-long/")[1]["X-Version"] == "new"


def test_of_a_crowd_at_the_end_of_a_page_one_asks_anew(proxy, page):
    proxy.ask("/crowd/")
    end = time.monotonic() + 3.5
    asked = 0
    while time.monotonic() < end:
        proxy.ask("/crowd/")
        asked += 1

    assert asked > 100
    assert page.asked <= 5


@pytest.mark.parametrize(
    ("said", "given"),
    [
        ({"Cookie": "sessionid=x"}, {}),
        ({"Authorization": "Bearer x"}, {}),
        ({"method": "POST"}, {}),
        ({}, {"Cache-Control": "no-store"}),
        ({}, {"Cache-Control": "private, no-cache"}),
        ({}, {"Set-Cookie": "a=b"}),
        ({}, {"Vary": "Cookie, Origin"}),
        ({}, {"Vary": "*"}),
    ],
)
def test_what_is_for_somebody_is_never_kept(proxy, page, said, given):
    page.given |= given
    address = f"/never/{hash(str(said) + str(given))}/"
    for _ in range(2):
        proxy.ask(address, **said)

    assert page.asked == 2


@pytest.mark.parametrize("address", ["/pictures/a.webp", "/admin/", "/readyz"])
def test_what_is_looked_at_each_time_is_not_kept(proxy, page, address):
    for _ in range(2):
        proxy.ask(address)

    assert page.asked == 2


def test_what_somebody_with_a_session_is_shown_is_not_from_what_is_kept(proxy, page):
    kept = proxy.ask("/both/")
    own = proxy.ask("/both/", Cookie="sessionid=x")

    assert page.asked == 2
    assert own[2] != kept[2]


def test_plain_http_leads_to_https_at_the_own_name(proxy):
    status, headers, _ = proxy.ask("/a?b", port=proxy.plain, Host="evil.example")

    assert (status, headers["Location"]) == (301, f"https://127.0.0.1:{proxy.port}/a?b")
    assert headers["Server"] == "nginx"


def test_too_much_is_refused_in_the_own_words(proxy, page):
    status, headers, body = proxy.ask("/horizon/", "POST", body=b"x" * 70_000)
    assert (status, page.asked) == (413, 0)
    assert b"Too large" in body
    assert "style-src 'sha256-" in headers["Content-Security-Policy"]

    assert proxy.ask("/admin/editorial/picture/add/", "POST", body=b"x" * 21_000_000)[0] == 200


def test_whoever_tries_to_log_in_too_often_waits(proxy, page):
    answers = [proxy.ask("/admin/login/", "POST") for _ in range(14)]

    assert {status for status, _, _ in answers} == {200, 429}
    assert b"Too many tries" in answers[-1][2]
    assert proxy.ask("/admin/login/")[0] == 200
