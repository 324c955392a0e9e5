"""Two texts, word by word."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

# Beyond this many words a comparison would take seconds: then paragraphs are compared.
MOST_WORDS = 4_000


class Piece(NamedTuple):
    """A stretch of text: `kind` is "same", "added" or "removed"."""

    kind: str
    text: str


def compare_words(before: str, after: str) -> list[Piece]:
    """The second text with what came in and what went out, so that both can be read off."""
    old, new = words_of(before), words_of(after)
    if len(old) + len(new) > MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces = []
    for kind, start, stop, new_start, new_stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(old[start:stop])))
            continue
        if stop > start:
            pieces.append(Piece("removed", "".join(old[start:stop])))
        if new_stop > new_start:
            pieces.append(Piece("added", "".join(new[new_start:new_stop])))
    return pieces


def words_of(text: str) -> list[str]:
    """Words and the spaces between them; put together they are the text."""
    return re.findall(r"\s+|[^\s]+", text)
