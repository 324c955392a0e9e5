"""A database without time, and answers that say no."""

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from jjsite.middleware import KEPT_BETWEEN, BusyMiddleware, KeepingMiddleware
from tests.factories.users import make_editor


def answer(exception):
    return BusyMiddleware(lambda request: None).process_exception(RequestFactory().post("/"), exception)


def test_a_database_that_is_locked_is_told_as_what_it_is():
    response = answer(OperationalError("database is locked"))

    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "5", "no-store")
    assert "Too much at once" in response.content.decode()


def test_a_fault_stays_a_fault():
    assert answer(ValueError("a fault")) is None


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
