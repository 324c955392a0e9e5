"""Log records for standard output."""

import logging


class LineFormatter(logging.Formatter):
    """A record stays on its line, traceback included: nothing that a visitor sends can pass for a record of its own."""

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n")
