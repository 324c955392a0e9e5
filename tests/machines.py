"""What the site tells programs, read as they read it."""

import json
import re

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def json_ld(html: str) -> list[dict]:
    """All that the blocks of a page say."""
    return [thing for block in BLOCK.findall(html) for thing in json.loads(block)["@graph"]]


def thing_of(html: str, kind: str) -> dict:
    """The one thing of that type."""
    (found,) = [thing for thing in json_ld(html) if thing["@type"] == kind]
    return found


def unfolded(text: str) -> list[tuple[str, str]]:
    """(name with parameters, value) of each line of a calendar."""
    assert text.endswith("\r\n")
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    return [tuple(line.split(":", 1)) for line in lines]


def events_in(text: str) -> list[dict[str, str]]:
    """The events of a calendar, with what was escaped as it was meant."""
    events: list[dict[str, str]] = []
    for name, value in unfolded(text):
        if (name, value) == ("BEGIN", "VEVENT"):
            events.append({})
        elif events:
            events[-1][name] = re.sub(r"\\(.)", lambda match: {"n": "\n"}.get(match[1], match[1]), value)
    return events
