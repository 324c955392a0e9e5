import datetime

import pytest

from editorial.generation import Generation
from jjsite.pagecache.asking import question_in
from jjsite.pagecache.page import LONGEST, make

from .visiting import ask, environ_of

SINCE = datetime.datetime(2026, 3, 4, 12, tzinfo=datetime.UTC)
GENERATION = Generation(7, SINCE, SINCE + datetime.timedelta(days=1))


def page_of(status="200 OK", body=b"words", **headers):
    def application(environ, start_response):
        start_response(status, [(name.replace("_", "-"), value) for name, value in headers.items()])
        yield from (body[:2], body[2:])

    environ = environ_of("/episodes/")
    return make(application, environ, question_in(environ), GENERATION)


@pytest.mark.parametrize(
    "answer",
    [
        {"status": "404 Not Found"},
        {"status": "302 Found"},
        {"status": "500 Internal Server Error"},
        {"Set_Cookie": "a=b"},
        {"Cache_Control": "no-store"},
        {"Cache_Control": "max-age=3, private"},
        {"Vary": "Cookie, Origin"},
        {"Vary": "*"},
        {"body": b"x" * (LONGEST + 1)},
    ],
    ids=lambda answer: str(answer)[:60],
)
def test_what_is_not_for_all_or_not_for_long_is_not_kept(answer):
    assert not page_of(**answer).may_be_kept


@pytest.mark.parametrize(
    "answer", [{}, {"Vary": "Cookie, Accept-Encoding"}, {"Cache_Control": "no-cache"}, {"vary": "cookie"}], ids=str
)
def test_what_is_the_same_for_all_is_kept(answer):
    assert page_of(**answer).may_be_kept


def test_tells_caches_what_it_is_and_since_when():
    sent = ask(page_of(Content_Type="text/html").answer)

    assert sent.status == 200
    assert sent.body == b"words"
    assert len(sent.headers["etag"]) == 34
    assert sent.headers["last-modified"] == "Wed, 04 Mar 2026 12:00:00 GMT"


def test_the_tag_is_of_what_is_sent_and_tells_nothing_else():
    assert page_of().tag == page_of(Content_Type="text/html").tag
    assert page_of().tag != page_of(body=b"other").tag
    assert page_of(ETag='"own"').tag == '"own"'


def test_who_has_it_is_sent_nothing_but_that():
    page = page_of(Content_Type="text/html", Content_Length="5", Content_Encoding="br", Vary="Cookie")

    for tags in (page.tag, f'"x", W/{page.tag}', "*"):
        sent = ask(page.answer, if_none_match=tags)
        assert (sent.status, sent.body) == (304, b"")
        assert set(sent.headers) == {"vary", "etag", "last-modified"}
    assert ask(page.answer, if_none_match='"x"').status == 200


def test_a_date_alone_is_not_enough_to_know_what_somebody_has():
    assert ask(page_of().answer, if_modified_since="Wed, 04 Mar 2026 12:00:00 GMT").status == 200


def test_an_error_is_none_that_somebody_has():
    assert ask(page_of(status="404 Not Found", ETag='"x"').answer, if_none_match="*").status == 404


def test_its_head_has_no_body():
    sent = ask(page_of(Content_Length="5").answer, method="HEAD")

    assert (sent.status, sent.body, sent.headers["content-length"]) == (200, b"", "5")


def test_what_made_it_is_closed_and_an_error_in_between_is_not_kept():
    closed = []

    class Parts:
        def __iter__(self):
            yield b"half"
            raise OSError

        def close(self):
            closed.append(True)

    def application(environ, start_response):
        start_response("200 OK", [])
        return Parts()

    environ = environ_of()
    with pytest.raises(OSError):  # noqa: PT011
        make(application, environ, question_in(environ), GENERATION)
    assert closed == [True]
