"""Log records for standard output."""

import logging

# The controls, of which some end a line and some move a terminal's cursor, and Unicode's own two ends of lines.
UNSAFE = [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029]
ESCAPES = str.maketrans({character: repr(character)[1:-1] for character in ["\\", *map(chr, UNSAFE)]})


class LineFormatter(logging.Formatter):
    """A record stays on its line, traceback included: nothing that a visitor sends can pass for a record of its own."""

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).translate(ESCAPES)
