"""Log records for standard output."""

import logging
import re

# The controls, of which some end a line and some move a terminal's cursor, and Unicode's own two ends of lines.
UNSAFE = [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029]
ESCAPES = str.maketrans({character: repr(character)[1:-1] for character in ["\\", *map(chr, UNSAFE)]})
# What follows is a secret: who has it sees what is not public.
TOKEN = re.compile(r"(?<=/preview/)[^/\n]{16,}")


class LineFormatter(logging.Formatter):
    """A record stays on its line, traceback included: nothing that a visitor sends can pass for a record of its own.

    Nor does it tell the token of a preview link.
    """

    def format(self, record: logging.LogRecord) -> str:
        return TOKEN.sub("…", super().format(record)).translate(ESCAPES)
