"""When a session ends, where a login leads, and what its cookies say."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from editorial.audit import asking_from
from tests.factories.users import make_chief_editor, make_editor

from ..admin.posting import save_form
from .coming import PASSWORD, statuses, try_to_log_in


@pytest.fixture
def jeri(db):
    return make_editor(username="jeri", password=PASSWORD)


@pytest.fixture
def session(jeri):
    client = Client()
    try_to_log_in(password=PASSWORD, client=client)
    return client


@pytest.fixture
def chief(db):
    client = Client()
    client.force_login(make_chief_editor())
    return client


def account_page(user, page="change"):
    return f"/admin/auth/user/{user.pk}/{page}/"


ENDINGS = {
    "disabled": lambda chief, user: save_form(chief, account_page(user), is_active=[]),
    "no member of staff": lambda chief, user: save_form(chief, account_page(user), is_staff=[]),
    "given a password": lambda chief, user: chief.post(
        account_page(user, "password"), {"password1": "another phrase", "password2": "another phrase"}
    ),
    "deleted": lambda chief, user: chief.post(account_page(user, "delete"), {"post": "yes"}),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_session_ends_when_its_account_is(jeri, session, chief, ending):
    assert "Log out" in session.get("/admin/").content.decode()

    ENDINGS[ending](chief, jeri)

    assert session.get("/admin/")["Location"] == "/admin/login/?next=/admin/"


def test_a_new_password_ends_the_other_sessions_alone(jeri, session):
    elsewhere = Client()
    try_to_log_in(password=PASSWORD, client=elsewhere)
    new = {"old_password": PASSWORD, "new_password1": "another phrase", "new_password2": "another phrase"}

    assert session.post("/admin/password_change/", new)["Location"] == "/admin/password_change/done/"

    assert statuses(each.get("/admin/") for each in (session, elsewhere)) == [200, 302]


@pytest.mark.usefixtures("jeri")
def test_a_session_given_to_somebody_before_the_login_is_none_after_it():
    client = Client()
    client.session.save()
    given = client.session.session_key
    client.cookies["sessionid"] = given

    try_to_log_in(password=PASSWORD, client=client)

    assert client.cookies["sessionid"].value != given


@pytest.mark.usefixtures("jeri")
def test_a_session_lasts_a_week(session):
    cookie = session.cookies["sessionid"]

    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (7 * 24 * 3600, True, "Lax")


@pytest.mark.parametrize("name", ["sessionid", "csrftoken"])
def test_no_script_reads_a_cookie(session, name):
    session.get("/admin/login/")

    assert session.cookies[name]["httponly"] is True


OUTSIDE = [
    "//evil.example",
    r"\\evil.example",
    r"/\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "///x",
]


@pytest.mark.parametrize("next_", OUTSIDE)
@pytest.mark.usefixtures("jeri")
def test_a_login_leads_nowhere_else(next_):
    fields = {"username": "jeri", "password": PASSWORD}

    answers = [
        Client().post("/admin/login/", fields | {"next": next_}),
        Client().post("/admin/login/", fields, query_params={"next": next_}),
    ]

    assert [answer["Location"] for answer in answers] == ["/admin/", "/admin/"]


def said(response) -> str:
    """The page, without what is made by chance for its form."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


@pytest.mark.parametrize("fields", [{}, {"is_active": False}, {"is_staff": False}])
def test_an_account_that_may_not_come_is_told_what_anybody_is(db, fields):
    get_user_model().objects.create_user("trish", password=PASSWORD, **{"is_staff": True} | fields)

    known, unknown = (said(try_to_log_in(name)) for name in ("trish", "xrish"))

    assert known.replace("trish", "xrish") == unknown


def test_an_account_that_may_not_come_is_not_let_in_by_its_password(db):
    get_user_model().objects.create_user("trish", password=PASSWORD, is_staff=True, is_active=False)

    right, wrong = (said(try_to_log_in("trish", password)) for password in (PASSWORD, "wrong"))

    assert right == wrong


def test_a_request_leaves_no_address_behind(client, db):
    client.get("/about/", REMOTE_ADDR="203.0.113.5")

    assert asking_from.get() == ""
