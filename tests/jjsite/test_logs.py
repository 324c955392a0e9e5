import logging
import sys

from jjsite.logs import LineFormatter


def test_record_stays_on_its_line():
    try:
        raise ValueError("two\nlines")
    except ValueError:
        record = logging.LogRecord("jjsite", logging.ERROR, "", 0, "Not Found: %s", ("/a\r\nERROR b",), sys.exc_info())

    line = LineFormatter("%(levelname)s %(message)s").format(record)

    assert line.startswith(r"ERROR Not Found: /a\r\nERROR b\nTraceback (most recent call last):\n")
    assert line.splitlines() == [line]


def test_record_says_nothing_to_the_terminal():
    said = "\x1b[2J \x85 \u2028 \x9b31m café \\x1b"
    record = logging.LogRecord("jjsite", logging.ERROR, "", 0, "Not Found: %s", (said,), None)

    line = LineFormatter("%(message)s").format(record)

    assert line == r"Not Found: \x1b[2J \x85 \u2028 \x9b31m café \\x1b"
    assert line.splitlines() == [line]


def test_record_does_not_tell_the_token_of_a_preview():
    token = "x3Q_-" * 8 + "abc"
    said = f"Not Found: /preview/{token}/ and /preview/{token} %20"
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, said, (), None)

    assert LineFormatter("%(message)s").format(record) == "Not Found: /preview/…/ and /preview/…"


def test_record_tells_where_a_preview_was_asked_for_at_the_desk():
    said = "Forbidden: /admin/people/person/5/preview/"
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, said, (), None)

    assert LineFormatter("%(message)s").format(record) == said
