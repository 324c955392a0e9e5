"""The three marks that prose has beyond Markdown, as they are written."""

import re
from typing import NamedTuple

from ..horizon.codes import CODE

KEY = r"(?![a-z0-9-]{81})[a-z0-9]+(?:-[a-z0-9]+)*"
LOCATOR_LENGTH = 40


class EntryRef(NamedTuple):
    """An entry, by kind and key: `[[person:krysten-ritter]]`."""

    kind: str
    key: str


class Citation(NamedTuple):
    """A source by key, and where in it: `[@s4, ¶24]`."""

    key: str
    locator: str = ""


LINK = re.compile(rf"\[\[([a-z]{{1,40}}):({KEY})(?:\|\s*([^\[\]|\s][^\[\]|]*))?\]\]")
CITE = re.compile(rf"\[@({KEY})(?:,\s*([^\[\]|\s][^\[\]|]{{0,{LOCATOR_LENGTH - 1}}}))?\]")
# A run of pipes opens a veil, unless a code follows: then it closes one. A backslash makes it neither.
VEIL_EDGE = re.compile(rf"\\.|(?P<pipes>\|{{2,}})(?:\{{(?P<code>{CODE})\}})?", re.DOTALL)


def one_space(text: str) -> str:
    """The text on one line: prose is wrapped, and a mark may be wrapped with it."""
    return " ".join(text.split())


def citation_in(match: re.Match[str]) -> Citation:
    return Citation(match[1], one_space(match[2] or ""))


def citations_of(text: str) -> tuple[Citation, ...]:
    """The citations in a text that holds nothing else, in order."""
    return tuple(citation_in(match) for match in CITE.finditer(text))
