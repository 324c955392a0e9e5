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
