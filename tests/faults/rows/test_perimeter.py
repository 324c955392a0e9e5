"""What stands around running deployments: headers, hosts, cookies, the door, error pages and the log."""

import re
import time
from secrets import token_hex
from statistics import median

import pytest

from jjsite.environment import BASE_DIR
from tests.sweeps.serving import PASSWORD, Site

from .visiting import Visitor

pytestmark = pytest.mark.fault

PAGES = [
    "/",
    "/nothing/",
    "/admin/login/",
    "/api/people/",
    "/people/",
    "/feeds/all.atom",
    "/robots.txt",
    "/search/?q=a",
]
TELLING = re.compile(
    r"Traceback|/site-packages|\.py\b|Django/|DJANGO_|SECRET_KEY|SELECT |psycopg|sqlite3|granian", re.I
)
ACCOUNTS = """
from tests.factories.users import make_user
for name in {names!r}:
    make_user(username=name, password={password!r}, is_staff=True, is_superuser=True, is_active=name[:3] != "off")
"""


def make_accounts(deployment, *names: str) -> None:
    deployment.manage("shell", "--command", ACCOUNTS.format(names=names, password=PASSWORD))


def try_password(visitor: Visitor, name: str, password: str) -> tuple[int, str]:
    visitor.get("/admin/login/")
    status, text, _ = visitor.browser.post("/admin/login/", {"username": name, "password": password, "next": "/admin/"})
    return status, text


def logged(deployment) -> str:
    return "".join((site.folder / "log").read_text() for site in deployment.sites)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_comes_with_its_policies(visitor, page):
    headers = visitor.get(page).headers
    policy = headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    if visitor.url.startswith("https"):
        assert "max-age=31536000" in headers["Strict-Transport-Security"]
    assert not re.search(r"[0-9]", headers.get("Server", ""))
    assert "X-Powered-By" not in headers


def test_errors_tell_nothing_of_the_machine(visitor):
    answers = {
        "unknown": visitor.get("/nothing/"),
        "odd": visitor.get("/people/%00/"),
        "forbidden": visitor.send("POST", "/horizon/", b"x=1", Content_Type="application/x-www-form-urlencoded"),
        "forged": visitor.send(
            "POST", "/admin/login/", b"username=a", Content_Type="application/x-www-form-urlencoded"
        ),
        "host": visitor.get("/", Host="evil.example"),
        "of the API": visitor.get("/api/people/?page=x"),
        "long": visitor.get("/?q=" + "a" * 9000),
        "method": visitor.send("DELETE", "/people/"),
    }
    print({name: answer.status_code for name, answer in answers.items()})

    assert [name for name, answer in answers.items() if TELLING.search(answer.text)] == []
    assert {answer.status_code for answer in answers.values()} <= {302, 303, 400, 403, 404, 405, 414}


def test_the_site_answers_for_itself_alone(visitor):
    assert visitor.get("/", Host="evil.example").status_code == 400
    assert "evil" not in visitor.get("/", X_Forwarded_Host="evil.example").text
    for target in (
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
    ):
        for address in (f"/admin/login/?next={target}", f"//evil.example/..{target}", f"/{target}"):
            answer = visitor.get(address.replace("\\", "%5C"))
            location = answer.headers.get("Location", "")
            assert re.match(r"$|/(?![/\\])|http://testserver/|\?", location), (address, location)


def test_a_login_leads_nowhere_else(deployment):
    for target in ("//evil.example", "/\\evil.example", "https://evil.example/"):
        visitor = Visitor(deployment.url)
        visitor.get("/admin/login/")
        fields = {"username": "chief", "password": PASSWORD, "next": target}
        status, _, location = visitor.browser.post("/admin/login/", fields)

        assert status == 302
        assert "evil" not in location


def test_cookies_are_for_the_site_alone(deployment):
    visitor = Visitor(deployment.url)
    given = visitor.get("/admin/login/").headers["Set-Cookie"].splitlines()
    token = next(iter(visitor.cookies.values()))
    body = f"username=chief&password={PASSWORD.replace(' ', '+')}&csrfmiddlewaretoken={token}"
    answer = visitor.send(
        "POST",
        "/admin/login/",
        body.encode(),
        Content_Type="application/x-www-form-urlencoded",
        Referer=f"{deployment.url}/admin/login/",
    )
    given += answer.headers["Set-Cookie"].splitlines()
    print(given)

    assert any("sessionid" in cookie for cookie in given)
    for cookie in given:
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Path=/" in cookie
        if deployment.url.startswith("https"):
            assert cookie.startswith("__Host-")
            assert "Secure" in cookie


def test_passwords_are_not_to_be_guessed(deployment):
    """Fifty at one account; then one at each of many; then the right one, from elsewhere."""
    word = token_hex(3)
    make_accounts(deployment, f"right-{word}")
    guesser = Visitor(deployment.url, source="127.0.1.1")
    answers = []
    for number in range(50):
        forged = {"X_Forwarded_For": f"10.0.0.{number}"}
        guesser.get("/admin/login/", **forged)
        answers.append(try_password(guesser, f"right-{word}", f"wrong {number}")[0])
    sprayer = Visitor(deployment.url, source="127.0.1.2")
    sprayed = [try_password(sprayer, f"nobody-{number}-{word}", "wrong")[0] for number in range(50)]
    from_elsewhere = try_password(Visitor(deployment.url, source="127.0.1.3"), f"right-{word}", PASSWORD)[0]
    print(answers.index(429) + 1, sprayed.index(429) + 1, from_elsewhere)

    assert set(answers) == {200, 429}
    assert answers.index(429) <= 10
    assert set(answers[answers.index(429) :]) == {429}
    assert sprayed.index(429) <= 10
    assert from_elsewhere == 302
    assert "login failed" in logged(deployment)


def test_what_is_said_of_a_wrong_name_is_said_of_a_wrong_password(deployment):
    word = token_hex(3)
    make_accounts(deployment, f"known-{word}", f"off-{word}")
    said, taken = {}, {}
    for number, name in enumerate(("known", "off", "unknown")):
        visitor = Visitor(deployment.url, source=f"127.0.2.{number + 1}")
        texts, seconds = [], []
        for _ in range(4):
            began = time.monotonic()
            status, text = try_password(visitor, f"{name}-{word}", "wrong")
            seconds.append(time.monotonic() - began)
            texts.append((status, re.sub(r'value="[^"]*"', "", text)))
        said[name], taken[name] = texts, median(seconds)
    print(taken)

    assert said["known"] == said["off"] == said["unknown"]


def test_each_event_is_one_line_of_the_log(deployment, visitor):
    word = token_hex(4)
    visitor.get(f"/{word}%0d%0aFAKE%20LINE%1b[31m/")
    try_password(Visitor(deployment.url, source="127.0.3.1"), f"a\r\nFAKE {word}\x1b[31m", f"password-{word}")
    time.sleep(1)
    text = logged(deployment)
    tokens = [value for name, value in visitor.cookies.items() if "session" in name]

    assert not re.search(r"(?m)^\W*FAKE", text)
    assert "\x1b" not in text
    assert f"password-{word}" not in text
    assert PASSWORD not in text
    assert not any(token in text for token in tokens)
    assert re.search(r"login failed.*no such account.*[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z", text)


def test_the_checks_for_a_deployment_find_nothing(deployment):
    """An embedded site as well, once it has an address that is visited over https."""
    site = deployment.sites[0]
    public = {"PUBLIC_URL": "https://example.org"} | {name: value for name, value in site.environment.items() if value}

    said = Site(site.folder, **public).manage("check", "--deploy", "--fail-level", "WARNING")

    assert said == "System check identified no issues (0 silenced).\n"
    assert "SILENCED_SYSTEM_CHECKS" not in (BASE_DIR / "jjsite" / "settings.py").read_text()
