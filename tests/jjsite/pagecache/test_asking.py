import pytest
from django.conf import settings

from jjsite.pagecache.asking import question_in, whole

from .visiting import environ_of


def without_input(environ):
    return " ".join(str(value) for name, value in environ.items() if name != "wsgi.input")


@pytest.mark.parametrize(
    "environ",
    [
        environ_of(method="POST"),
        environ_of(method="OPTIONS"),
        environ_of(cookie="sessionid=x"),
        environ_of(cookie="horizon=13; sessionid="),
        environ_of(authorization="Basic eDp5"),
        environ_of("/static/css/site.css"),
        environ_of("/media/a.webp"),
        environ_of("/admin/"),
        environ_of("/admin/login/"),
    ],
    ids=without_input,
)
def test_what_is_asked_by_somebody_in_particular_or_about_no_page_is_left_to_django(environ):
    assert question_in(environ) is None


def test_a_session_is_known_by_its_name_in_the_settings(monkeypatch):
    monkeypatch.setattr(settings, "SESSION_COOKIE_NAME", "__Host-sessionid")

    assert question_in(environ_of(cookie="__Host-sessionid=x")) is None
    assert question_in(environ_of(cookie="sessionid=x")) is not None


ALIKE = [
    {"cookie": ""},
    {"cookie": "theme=dark"},
    {"cookie": "horizon=12345"},
    {"cookie": "horizon=-1"},
    {"cookie": "horizon=13 OR 1=1"},
    {"cookie": "horizon=\x00; ;;=,"},
    {"user_agent": "somebody"},
    {"accept_encoding": "identity"},
    {"if_none_match": '"x"'},
]


@pytest.mark.parametrize("headers", ALIKE, ids=str)
def test_what_no_answer_differs_by_is_the_same_question(headers):
    assert question_in(environ_of("/episodes/", **headers)) == question_in(environ_of("/episodes/"))
    assert question_in(environ_of("/episodes/", "HEAD", **headers)) == question_in(environ_of("/episodes/"))


@pytest.mark.parametrize(
    "environ",
    [
        environ_of("/episodes"),
        environ_of("/episodes/?page=2"),
        environ_of("/episodes/", cookie="horizon=13"),
        environ_of("/episodes/", cookie="horizon=all"),
        environ_of("/episodes/", accept_encoding="br"),
        environ_of("/episodes/", accept_encoding="gzip"),
        environ_of("/episodes/", host="evil.example"),
        environ_of("/episodes/", x_forwarded_proto="https"),
        environ_of("/episodes/") | {"wsgi.url_scheme": "https"},
    ],
    ids=without_input,
)
def test_what_an_answer_may_differ_by_is_another_question(environ):
    assert question_in(environ) not in (None, question_in(environ_of("/episodes/")))


def test_the_whole_page_is_asked_for_whatever_part_of_it_is_wanted():
    environ = environ_of(
        "/episodes/", "HEAD", if_none_match='"x"', if_modified_since="x", range="bytes=1-2", accept_encoding="gzip;q=1"
    )

    asked = whole(environ, question_in(environ))

    assert asked == environ_of("/episodes/", accept_encoding="gzip") | {"wsgi.input": environ["wsgi.input"]}
