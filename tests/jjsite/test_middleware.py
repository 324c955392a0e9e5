"""A database without time."""

from django.db import OperationalError
from django.test import RequestFactory

from jjsite.middleware import BusyMiddleware


def answer(exception):
    return BusyMiddleware(lambda request: None).process_exception(RequestFactory().post("/"), exception)


def test_a_database_that_is_locked_is_told_as_what_it_is():
    response = answer(OperationalError("database is locked"))

    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "5", "no-store")
    assert "Too much at once" in response.content.decode()


def test_a_fault_stays_a_fault():
    assert answer(ValueError("a fault")) is None
