"""Two texts, word by word."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import groupby, takewhile
from typing import NamedTuple

from .rising import longest_rise

# Beyond this many pairs of words a comparison may take seconds: then it is made in parts.
MOST_PAIRS = 250_000

SHOWN = 60  # characters of a long text from where it begins to differ
BEFORE_THAT = 20


class Piece(NamedTuple):
    """A stretch of text: `kind` is "same", "added" or "removed"."""

    kind: str
    text: str


def compare_words(before: str, after: str) -> list[Piece]:
    """The second text with what came in and what went out, so that both can be read off.

    Takes a part of a second however long the texts are: of long ones, a part that has hardly a word in common with the
    other is not looked into.
    """
    return joined(compared(words_of(before), words_of(after)))


def shortened(before: str, after: str) -> tuple[str, str]:
    """Both texts from where they begin to differ, a line long at most."""
    if max(len(before), len(after)) <= SHOWN:
        return before, after
    start = max(0, common_start(before, after) - BEFORE_THAT)
    return tuple(
        f"{'…' if start else ''}{text[start : start + SHOWN]}{'…' if len(text) > start + SHOWN else ''}"
        for text in (before, after)
    )


def compared(old: list[str], new: list[str]) -> Iterator[Piece]:
    start = common_start(old, new)
    end = common_start(old[start:][::-1], new[start:][::-1])
    yield from told("same", old[:start])
    yield from matched_in_parts(old[start : len(old) - end], new[start : len(new) - end])
    yield from told("same", old[len(old) - end :])


def matched_in_parts(old: list[str], new: list[str]) -> Iterator[Piece]:
    """Compare what lies between the words that each text has once and that stand in the same order."""
    start = new_start = 0
    for stop, new_stop in anchors(old, new) if are_many(old, new) else ():
        yield from matched(old[start:stop], new[new_start:new_stop])
        start, new_start = stop, new_stop
    yield from matched(old[start:], new[new_start:])


def matched(old: list[str], new: list[str]) -> Iterator[Piece]:
    if are_many(old, new):
        yield from replaced(old, new)
        return
    # White space alone is nothing that two texts have in common.
    for kind, start, stop, new_start, new_stop in SequenceMatcher(str.isspace, old, new).get_opcodes():
        if kind == "equal":
            yield from told("same", old[start:stop])
        else:
            yield from replaced(old[start:stop], new[new_start:new_stop])


def anchors(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """The places in both of words that nothing can be taken for."""
    ours, theirs = places_of_single(old), places_of_single(new)
    pairs = [(place, theirs[word]) for word, place in ours.items() if word in theirs]
    stay = longest_rise([place for _, place in pairs])
    return [pair for pair in pairs if pair[1] in stay]


def places_of_single(words: list[str]) -> dict[str, int]:
    counts = Counter(words)
    return {word: place for place, word in enumerate(words) if counts[word] == 1}


def are_many(old: list[str], new: list[str]) -> bool:
    return len(old) * len(new) > MOST_PAIRS


def replaced(old: list[str], new: list[str]) -> Iterator[Piece]:
    yield from told("removed", old)
    yield from told("added", new)


def told(kind: str, words: list[str]) -> Iterator[Piece]:
    if words:
        yield Piece(kind, "".join(words))


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """The same with pieces of a kind put together that follow each other."""
    return [
        Piece(kind, "".join(piece.text for piece in some)) for kind, some in groupby(pieces, lambda each: each.kind)
    ]


def common_start(old, new) -> int:
    """How many characters or words two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def words_of(text: str) -> list[str]:
    """Words and the spaces between them; put together they are the text."""
    return re.findall(r"\s+|[^\s]+", text)
