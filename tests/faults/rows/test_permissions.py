"""Who may do what at running deployments: nobody without a session, nobody by a forged form, nobody after they left."""

import json
import re
from collections import Counter
from html import unescape
from urllib.parse import urlencode, urljoin, urlsplit

import pytest

from tests.sweeps.forms import forms_in
from tests.sweeps.serving import PASSWORD

from .desk import PEOPLE, largest, make_draft, said
from .visiting import Visitor

pytestmark = pytest.mark.fault

OPEN = ("/admin/login/", "/admin/logout/", "/admin/jsi18n/")
OF_EACH_SHAPE = 1

STATE = """
import hashlib, json
from django.apps import apps
from tests.sweeps.tables import rows_of
# Who is logged in, who has a form open, and what counts attempts are no content.
left = ("django_session", "editorial_presence", "editorial_tally", "editorial_attempts", "editorial_knownnetwork")
tables = sorted(model._meta.db_table for model in apps.get_models(include_auto_created=True))
said = {table: repr(sorted(rows_of(table).items(), key=repr)) for table in tables if table not in left}
print(json.dumps({table: hashlib.sha256(rows.encode()).hexdigest() for table, rows in said.items()}))
"""
ACCOUNT = """
from django.contrib.auth.models import User
from tests.factories.users import make_chief_editor
User.objects.filter(username="leaver").delete()
make_chief_editor(username="leaver", password={password!r})
"""
LEAVING = {
    "is disabled": 'User.objects.filter(username="leaver").update(is_active=False)',
    "is no staff": 'User.objects.filter(username="leaver").update(is_staff=False)',
    "has another password": 'u = User.objects.get(username="leaver"); u.set_password("another pass phrase"); u.save()',
    "is gone": 'User.objects.get(username="leaver").delete()',
}


def shape(address: str) -> str:
    path, _, query = address.partition("?")
    names = sorted({part.partition("=")[0] for part in query.split("&")})
    return re.sub(r"[0-9]+|[0-9a-f-]{36}", "N", path) + "?" + "&".join(names)


@pytest.fixture(scope="module")
def pages(deployment, session) -> dict[str, str]:
    """The pages of the desk that links lead to, one of each shape."""
    chief = Visitor(deployment.url, session)
    found: dict[str, str] = {}
    seen: Counter[str] = Counter()
    waiting = ["/admin/"]
    while waiting:
        address = waiting.pop(0)
        if address in found or seen[shape(address)] >= OF_EACH_SHAPE or address.startswith(OPEN):
            continue
        seen[shape(address)] += 1
        answer = chief.get(address)
        found[address] = answer.text
        links = [unescape(link) for link in re.findall(r'(?:href|src)="([^"#]+)', answer.text)]
        links += [answer.headers.get("Location", "")]
        for link in links:
            parts = urlsplit(urljoin(f"http://testserver{address}", link))
            is_one_question = parts.query.count("=") < 2  # all combinations of filters would be without end
            if parts.netloc == "testserver" and parts.path.startswith("/admin/") and is_one_question:
                waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    print(len(found), "pages of the desk")
    return found


@pytest.fixture(scope="module")
def posts(pages) -> dict[str, tuple[str, dict]]:
    """By where it is sent: the page on which a form stands, and what it sends; one of each shape."""
    found = {}
    for address, text in pages.items():
        for form in forms_in(text):
            target = urlsplit(urljoin(f"http://testserver{address}", form.action)).path
            if form.method == "post" and not target.startswith("/admin/log"):
                found.setdefault(shape(target), (target, form.filled()))
    print(len(found), "forms")
    return dict(found.values())


def test_nobody_comes_to_the_desk_without_logging_in(deployment, pages, posts):
    nobody = Visitor(deployment.url)
    answers = {}
    for method, addresses in (("GET", pages), ("POST", posts)):
        for address in addresses:
            answer = nobody.send(method, address, *([b""] if method == "POST" else []))
            answers[method, address] = (answer.status_code, answer.headers.get("Location", "").partition("?")[0])

    let_in = {
        request: answer for request, answer in answers.items() if answer[0] != 403 and answer != (302, "/admin/login/")
    }
    assert let_in == {}
    assert len(pages) > 60
    assert len(posts) > 20


def test_no_form_is_taken_from_elsewhere(deployment, chief, posts):
    before = state(deployment)
    answers: dict[str, set[int]] = {"without its token": set(), "from elsewhere": set(), "to be looked at": set()}
    for target, fields in posts.items():
        answers["without its token"].add(sent(chief, target, fields | {"csrfmiddlewaretoken": [""]}))
        answers["from elsewhere"].add(sent(chief, target, fields, Origin="http://evil.example"))
        answers["to be looked at"].add(chief.get(target).status_code)
    after = state(deployment)
    print(answers)

    assert answers["without its token"] == {403}
    assert answers["from elsewhere"] == {403}
    assert answers["to be looked at"] <= {200, 302, 400, 403, 404, 405}
    # What is refused is kept for whoever typed it.
    assert [table for table in before if before[table] != after[table] and table != "editorial_unsaved"] == []


def state(deployment) -> dict[str, str]:
    """What is in each table, as a digest."""
    return json.loads(deployment.manage("shell", "--command", STATE).splitlines()[-1])


def sent(visitor: Visitor, target: str, fields: dict, **headers: str) -> int:
    body = urlencode(fields, doseq=True).encode()
    given = {"Referer": f"{visitor.url}{target}", "Content_Type": "application/x-www-form-urlencoded"}
    return visitor.send("POST", target, body, **given, **headers).status_code


def test_rows_that_a_form_does_not_have_are_nobodys(deployment, chief):
    """Another entry's row, one more than there are, and a popup that nobody opened."""
    browser = chief.browser
    listed = browser.get("/admin/episodes/episode/?all=")[1]
    episodes = list(dict.fromkeys(re.findall(r"/admin/episodes/episode/[0-9]+/", listed)))
    forms = {address: browser.form(f"{address}change/") for address in episodes[:12]}
    mine, theirs = [address for address, form in forms.items() if form["credits-INITIAL_FORMS"][0] != "0"][:2]
    foreign = forms[theirs]["credits-0-id"]

    forged = forms[mine] | {"credits-0-id": foreign, "credits-0-label_as_printed": ["Forged"], "_continue": ["1"]}
    browser.post(
        f"{mine}change/?_popup=1&_to_field=owner", forged | {"_popup": ["1"], "_to_field": ["owner__password"]}
    )

    assert browser.form(f"{theirs}change/") | unlike() == forms[theirs] | unlike()

    counted = browser.get(PEOPLE)[1]
    rows = largest(counted).filled()
    total = int(rows["form-TOTAL_FORMS"][0])
    status, _, _ = browser.post(
        PEOPLE, rows | {"form-TOTAL_FORMS": [str(total + 1)], f"form-{total}-id": [""], "_save": ["Save"]}
    )

    assert status in (200, 302, 400)
    assert paged(browser.get(PEOPLE)[1]) == paged(counted)


def unlike() -> dict:
    """What is another each time that a form is opened."""
    return {name: [] for name in ("csrfmiddlewaretoken", "_basis", "_page")}


def paged(text: str) -> list[str]:
    return re.findall(r"[0-9,]+ (?:people|persons?|result)", text)


@pytest.mark.parametrize(
    "question",
    ["description__regex=^(a%2B)%2B$", "description__iregex=^(a%2B)%2B$", "owner__password__startswith=p", "pk__in="],
)
def test_no_question_of_ones_own_is_asked_of_the_database(chief, question):
    make_draft(chief.browser, description=f"{'a' * 28}!")
    question += ",".join(map(str, range(700))) if question.endswith("in=") else ""

    answer = chief.get(f"{PEOPLE}?{question}")

    assert answer.status_code in (302, 400)


def test_whoever_leaves_is_out_at_once(deployment, visitor):
    answers = {}
    for why, done in LEAVING.items():
        deployment.manage("shell", "--command", ACCOUNT.format(password=PASSWORD))
        first, second = Visitor(deployment.url), Visitor(deployment.url)
        for each in (first, second):
            each.get("/admin/login/")
            planted = each.cookies.get("sessionid", "")
            fields = {"username": "leaver", "password": PASSWORD, "next": "/admin/"}
            assert each.browser.post("/admin/login/", fields)[0] == 302
            assert planted not in each.cookies.values()
            assert each.get("/admin/").status_code == 200
        deployment.manage("shell", "--command", f"from django.contrib.auth.models import User; {done}")
        answers[why] = {each.get("/admin/").status_code for each in (first, second)}

    assert answers == {why: {302} for why in LEAVING}


def test_a_session_that_was_brought_along_is_not_taken_over(deployment):
    name = "__Host-sessionid" if deployment.url.startswith("https") else "sessionid"
    brought = "a" * 32
    visitor = Visitor(deployment.url, {name: brought})
    visitor.log_in()

    assert visitor.cookies[name] != brought
    assert Visitor(deployment.url, {name: brought}).get("/admin/").status_code == 302
    assert said(visitor.browser, make_draft(visitor.browser), "description") == ""
