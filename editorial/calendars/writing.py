"""A calendar as RFC 5545 writes it."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC

from .events import Event

OCTETS = 75  # in a line, without its end
MEDIA_TYPE = "text/calendar; charset=utf-8"


def calendar(name: str, events: Iterable[Event]) -> str:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Jessica Jones Casebook//EN",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        *(line for event in events for line in lines_of(event)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in fold(line))


def lines_of(event: Event) -> list[str]:
    changed = f"{event.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return [
        "BEGIN:VEVENT",
        f"UID:{escaped(event.uid)}",
        f"DTSTAMP:{changed}",
        f"LAST-MODIFIED:{changed}",
        f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.end:%Y%m%d}",
        f"SUMMARY:{escaped(event.title)}",
        f"DESCRIPTION:{escaped(event.text)}",
        f"URL:{event.url}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\r\n", "\n").replace("\r", "\n").replace("\n", r"\n")


def fold(line: str) -> Iterator[str]:
    """In pieces of at most 75 octets, none of which cuts a letter; what goes on begins with a space."""
    piece, room = "", OCTETS
    for letter in line:
        size = len(letter.encode())
        if size > room:
            yield piece
            piece, room = " ", OCTETS - 1
        piece += letter
        room -= size
    yield piece
