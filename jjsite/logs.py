"""Log records for standard output."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

# The controls, of which some end a line and some move a terminal's cursor, and Unicode's own two ends of lines.
UNSAFE = [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029]
ESCAPES = str.maketrans({character: repr(character)[1:-1] for character in ["\\", *map(chr, UNSAFE)]})
# What follows is a secret: who has it sees what is not public.
TOKEN = re.compile(r"(?<=/preview/)[^/\n]{16,}")

ALWAYS = {*vars(logging.makeLogRecord({})), "message", "asctime", "taskName"}  # what a record has without extras
SIMPLE = (str, int, float, bool, type(None))


def without_secrets(text: str) -> str:
    return TOKEN.sub("…", text)


class LineFormatter(logging.Formatter):
    """A record stays on its line, traceback included: nothing that a visitor sends can pass for a record of its own.

    Nor does it tell the token of a preview link.
    """

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record)).translate(ESCAPES)


class JsonFormatter(logging.Formatter):
    """A record is an object on a line of its own, in ASCII, with what the code that logs says besides as fields."""

    def format(self, record: logging.LogRecord) -> str:
        fields: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            fields["traceback"] = self.formatException(record.exc_info)
        for name, value in vars(record).items():
            if name not in ALWAYS and isinstance(value, SIMPLE):
                fields.setdefault(name, value)
        return json.dumps({name: safe(value) for name, value in fields.items()})


def safe(value: Any) -> Any:
    return without_secrets(value) if isinstance(value, str) else value
