"""What the log says of who did what."""

import logging

import pytest
from django.test import Client, RequestFactory
from django.urls import resolve

from editorial.audit import path_of
from editorial.desk import archive, hold, return_to_draft
from editorial.desk import publish as publish_held
from editorial.publishing import State
from jjsite.logs import LineFormatter
from tests.factories.people import make_person
from tests.factories.users import make_chief_editor, make_editor, make_user

PASSWORD = "alias investigations"
HERE = "203.0.113.5"


@pytest.fixture
def lines(caplog):
    """The lines of the audit, without their moments."""
    caplog.set_level(logging.INFO, "jjsite.audit")

    def read():
        records = [record for record in caplog.records if record.name == "jjsite.audit"]
        assert all(record.at.endswith("Z") for record in records)
        return [LineFormatter("%(message)s").format(record).partition(" at=")[0] for record in records]

    return read


def log_in(name, password, client=None):
    return (client or Client()).post("/admin/login/", {"username": name, "password": password}, REMOTE_ADDR=HERE)


def test_logins_and_logouts_are_noted(lines, db):
    make_editor(username="jeri", password=PASSWORD)
    client = Client()

    log_in("jeri", "wrong")
    log_in("jeri", PASSWORD, client)
    client.post("/admin/logout/", REMOTE_ADDR="192.0.2.1")

    assert lines() == [
        f'event="login failed" who="jeri" what="" address="{HERE}"',
        f'event="login" who="jeri" what="" address="{HERE}"',
        'event="logout" who="jeri" what="" address="192.0.2.1"',
    ]


def test_what_is_typed_as_a_name_and_is_none_is_not_noted(lines, db):
    log_in("my password", "my password")

    assert lines() == [f'event="login failed" who="no such account" what="" address="{HERE}"']


def test_a_throttle_is_noted(lines, db):
    make_editor(username="jeri", password=PASSWORD)
    for _ in range(6):
        log_in("jeri", "wrong")

    assert lines()[-1] == f'event="throttled" who="jeri" what="" address="{HERE}"'


def test_a_name_stays_on_its_line(lines, db):
    make_editor(username='je"ri\r\nevent="login"\x1b[2J', password=PASSWORD)

    client = Client()
    client.login(username='je"ri\r\nevent="login"\x1b[2J', password=PASSWORD)

    (line,) = lines()
    assert line.startswith('event="login" who="je\\\\"ri\\\\r\\\\nevent=\\\\"login\\\\"\\\\u001b[2J" what=""')


def test_what_is_refused_is_noted(lines, db):
    client = Client()
    client.force_login(make_editor(username="malcolm"))
    client.get("/admin/people/person/", REMOTE_ADDR=HERE)

    assert lines()[1:] == [f'event="refused" who="malcolm" what="GET /admin/people/person/" address="{HERE}"']


def test_a_login_that_does_not_reach_the_desk_is_noted(lines, db):
    client = Client()
    client.force_login(make_user(username="malcolm"))
    client.get("/admin/reports/", REMOTE_ADDR=HERE, follow=True)

    assert lines()[1:] == ['event="refused" who="malcolm" what="/admin/reports/" address="203.0.113.5"']


def test_the_token_of_a_preview_is_not_noted():
    request = RequestFactory().get(f"/preview/{'x' * 43}/")
    request.resolver_match = resolve(request.path)

    assert path_of(request) == "/preview/…/"


def test_what_becomes_public_or_is_taken_off_is_noted(lines, db, django_capture_on_commit_callbacks):
    chief = make_chief_editor(username="trish")
    person = make_person(key="jeri-hogarth", state=State.DRAFT)

    for verb in (publish_held, return_to_draft, archive):
        with django_capture_on_commit_callbacks(execute=True), hold(person) as held:
            verb(held, chief)

    assert lines() == [
        f'event="{event}" who="trish" what="people.person jeri-hogarth" address=""'
        for event in ("published", "put back to draft", "archived")
    ]
