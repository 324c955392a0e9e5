"""A database without time, and answers that say no."""

import errno

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from editorial.admin.basis import seal_blank
from jjsite.middleware import KEPT_BETWEEN, BusyMiddleware, KeepingMiddleware
from people.models import Person
from tests.factories.users import make_editor
from tests.sweeps.forms import forms_in


def answer(exception):
    return BusyMiddleware(lambda request: None).process_exception(RequestFactory().post("/"), exception)


@pytest.mark.parametrize("exception", [OperationalError("database is locked"), OSError(errno.ENOSPC, "No space")])
def test_what_can_be_tried_again_is_told_as_what_it_is(exception):
    response = answer(exception)

    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "5", "no-store")
    assert "Too much at once" in response.content.decode()


def test_what_was_typed_at_the_desk_is_kept_to_be_sent_again():
    typed = "One line.\r\n<b>Another</b> & “more”."
    form = {"_basis": seal_blank(Person, User(pk=1)), "title": "Anna", "biography": typed, "jobs": ["a", "b"]}
    request = RequestFactory().post("/admin/people/person/add/?_popup=1", form)

    page = BusyMiddleware(lambda request: None).process_exception(request, OperationalError("locked")).content.decode()
    (kept,) = [each for each in forms_in(page) if each.method == "post"]

    assert kept.action == "/admin/people/person/add/?_popup=1"
    assert kept.fields == {name: value if isinstance(value, list) else [value] for name, value in form.items()}


@pytest.mark.parametrize("form", [{"username": "chief", "password": "hush"}, {"_basis": "forged", "password": "hush"}])
def test_no_other_form_is_kept(form):
    request = RequestFactory().post("/admin/login/", form)

    page = BusyMiddleware(lambda request: None).process_exception(request, OperationalError("locked")).content.decode()

    assert "hush" not in page
    assert forms_in(page) == []


@pytest.mark.parametrize("exception", [ValueError("a fault"), FileNotFoundError(errno.ENOENT, "No file")])
def test_a_fault_stays_a_fault(exception):
    assert answer(exception) is None


@pytest.mark.parametrize(
    ("status", "said", "kept"),
    [
        (404, {}, "no-store"),
        (403, {}, "no-store"),
        (410, {"Cache-Control": "no-cache"}, "no-cache"),
        (302, {}, None),
        (200, {}, KEPT_BETWEEN),
        (200, {"Cache-Control": "no-cache"}, "no-cache"),
    ],
)
def test_how_long_an_answer_is_kept_that_does_not_say_so(status, said, kept):
    answer_all = KeepingMiddleware(lambda request: HttpResponse(status=status, headers=said))

    assert answer_all(RequestFactory().get("/")).get("Cache-Control") == kept


def test_what_is_sent_to_somebody_with_a_session_is_for_nobody_else():
    request = RequestFactory().get("/")
    request.COOKIES["sessionid"] = "x"

    answer = KeepingMiddleware(lambda request: HttpResponse())(request)

    assert answer["Cache-Control"] == "private, no-cache"


@pytest.mark.django_db
def test_what_the_desk_refuses_is_not_kept(client):
    client.force_login(make_editor())

    answers = [client.get(f"/admin/people/person/{page}") for page in ("", "1/publishing/")]

    assert [(each.status_code, each["Cache-Control"]) for each in answers] == [(403, "no-store"), (404, "no-store")]
