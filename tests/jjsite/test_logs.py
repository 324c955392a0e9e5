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
