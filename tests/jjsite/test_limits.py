"""How much may be sent: in an address, in a form, with a picture."""

from io import BytesIO

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from jjsite.limits import MOST_LISTENED_TO, MOST_OF_FORM, MOST_OF_QUERY, LimitsMiddleware

FORM, UPLOAD = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
DESK = "/admin/people/person/add/"


class Body(BytesIO):
    """What is sent, and how much of it was taken."""

    @property
    def taken(self):
        return self.tell()


def send(path, length, kind=FORM, body=None, **headers):
    request = RequestFactory().generic("POST", path, b"x", content_type=kind)
    request.META |= {"CONTENT_LENGTH": str(length), "wsgi.input": body or Body()} | headers
    if "HTTP_COOKIE" in headers:
        request.COOKIES["sessionid"] = "x"
    return LimitsMiddleware(lambda request: None)(request)


@pytest.mark.parametrize(
    ("path", "kind", "most"),
    [
        ("/horizon/", FORM, 64_000),
        ("/horizon/", UPLOAD, 64_000),
        ("/admin/login/", UPLOAD, 64_000),
        ("/admin/second-factor/", FORM, 64_000),
        (DESK, FORM, 5_000_000),
        (DESK, "application/json", 5_000_000),
        (DESK, UPLOAD, 26_000_000),
    ],
)
def test_each_page_takes_so_much_and_no_more(path, kind, most):
    answer = send(path, most + 1, kind)

    assert send(path, most, kind) is None
    assert (answer.status_code, "Too much to send" in answer.content.decode()) == (413, True)


def test_what_does_not_say_how_long_it_is_is_refused():
    answer = send("/horizon/", "", HTTP_TRANSFER_ENCODING="chunked")

    assert (answer.status_code, "Too much to send" in answer.content.decode()) == (413, True)


def test_nothing_is_read_of_what_is_refused():
    body = Body(bytes(MOST_OF_FORM + 1))
    send("/horizon/", MOST_OF_FORM + 1, body=body)

    assert body.taken == 0


def test_an_editor_is_heard_out():
    body = Body(bytes(5_000_001))
    send(DESK, 5_000_001, body=body, HTTP_COOKIE="sessionid=x")

    assert body.taken == 5_000_001


def test_nobody_is_heard_out_for_ever():
    body = Body(bytes(10))
    send(DESK, MOST_LISTENED_TO + 1, body=body, HTTP_COOKIE="sessionid=x")

    assert body.taken == 0


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/search/", "/admin/login/", "/nothing/"])
def test_a_long_address_gets_a_short_answer(path):
    answer = Client().get(path, {"q": "a" * MOST_OF_QUERY})

    assert (answer.status_code, answer["Cache-Control"]) == (414, "no-store")
    assert "This address is too long" in answer.content.decode()
    assert len(answer.content) < 5_000


def test_programs_are_told_in_json():
    answer = Client().get("/api/people/", {"q": "a" * MOST_OF_QUERY})

    assert (answer.status_code, answer["Content-Type"]) == (414, "application/problem+json")
    assert answer.json()["detail"] == "This address is too long."


@pytest.mark.django_db
def test_an_address_may_be_long():
    answer = Client().get(reverse("search"), {"q": "a" * 190, "x": "b" * 7_000})

    assert answer.status_code != 414
