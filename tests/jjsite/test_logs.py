import json
import logging
import sys

from jjsite.logs import JsonFormatter, LineFormatter


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


def object_of(record) -> dict:
    line = JsonFormatter().format(record)
    assert line.isascii()
    assert line.splitlines() == [line]
    return json.loads(line)


def test_record_is_an_object_on_a_line():
    record = logging.LogRecord("jjsite", logging.WARNING, "", 0, "Not Found: %s", ("/a\r\nb\x1b[2J\u2028é",), None)
    record.created = 1_700_000_000.25

    assert object_of(record) == {
        "time": "2023-11-14T22:13:20.250+00:00",
        "level": "WARNING",
        "logger": "jjsite",
        "message": "Not Found: /a\r\nb\x1b[2J\u2028é",
    }


def test_object_has_the_traceback():
    try:
        raise ValueError("two\nlines")
    except ValueError:
        record = logging.LogRecord("jjsite", logging.ERROR, "", 0, "It broke.", (), sys.exc_info())

    traceback = object_of(record)["traceback"]

    assert traceback.startswith("Traceback (most recent call last):\n")
    assert traceback.endswith("ValueError: two\nlines")


def test_object_carries_what_is_said_besides():
    said = {"who": "trish\n", "address": "127.0.0.1", "tries": 3, "refused": True, "until": None, "level": "none"}
    record = logging.makeLogRecord({"msg": "Login refused.", "levelname": "INFO", **said, "request": object()})

    fields = object_of(record)

    assert fields | said | {"level": "INFO"} == fields
    assert "request" not in fields


def test_object_does_not_tell_the_token_of_a_preview():
    address = f"/preview/{'x3Q_-' * 8}/"
    record = logging.makeLogRecord({"msg": "Not Found: %s", "args": (address,), "path": address, "status_code": 404})

    fields = object_of(record)

    assert (fields["message"], fields["path"]) == ("Not Found: /preview/…/", "/preview/…/")
