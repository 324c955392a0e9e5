"""Names of entries that stand in a text as mere words, where a link could be."""

import re
from collections import defaultdict
from collections.abc import Container, Iterator
from itertools import islice
from typing import NamedTuple

from .. import kinds
from ..markup import Prose, parse
from ..markup.fields import ProseField
from ..markup.marks import one_space
from ..publishing import Record
from .index import fetch_rows, parts_of
from .names import Named, who_is_named
from .places import name_of_place

LEAST_LETTERS = 4
MOST_WORDS = 8  # of a name
MOST_NAMES = 5_000  # asked for at once, the first of the texts

WORD = re.compile(r"\w+(?:[-‐‑]\w+)*")
# What stands between the words of a name: "Dr. Malus", "J.R. Ramirez", "Marvel's Jessica Jones", "AKA: One, Two".
WITHIN_NAME = re.compile(r"[.,:;!?&'’“”\"/–—()+ ]{1,4}")
BREAK = "\n"  # no name goes across


class Suggestion(NamedTuple):
    """Words that name an entry, where they first stand in a text, and the mark to write there."""

    place: str
    words: str
    mark: str
    entry: Named


class Span(NamedTuple):
    """Words of a text that could be a name, and where they stand."""

    start: int
    end: int
    name: str


def unlinked_mentions(record: Record, user=None) -> list[Suggestion]:
    """The names of other entries in the texts of a record and its rows, each once a text, in order.

    Where several could be read the longest is. An entry that the text links to already is not suggested again,
    nor another of the same name. The database is asked for the words that could be names, not for all names.
    """
    fetch_rows([record])
    texts = [
        (name_of_place(type(record), prefix + field.name), parse(text))
        for prefix, part in parts_of(record)
        for field in part._meta.concrete_fields
        if isinstance(field, ProseField) and (text := getattr(part, field.attname))
    ]
    read = [(place, prose, list(possible_names(words_alone(prose)))) for place, prose in texts]
    possible = dict.fromkeys(span.name for _, _, spans in read for span in spans)
    entries = defaultdict(list)
    for named in who_is_named(list(islice(possible, MOST_NAMES)), user):
        entries[named.name].append(named)

    itself = (kinds.kind_of(type(record)), record.key)
    suggestions = []
    for place, prose, spans in read:
        linked = {itself, *prose.links}
        for words in names_among(spans, entries):
            ends = {(entry.kind, entry.key) for entry in entries[words]}
            if not ends & linked:
                suggestions += [suggestion(place, words, entry) for entry in entries[words]]
                linked |= ends
    return suggestions


def words_alone(prose: Prose) -> str:
    """The text without what is a link already, and with a break for each mark."""
    parts = []
    for block in prose.tokens:
        parts.append(BREAK)
        depth = 0
        for token in block.children or []:
            if token.type in ("link_open", "link_close"):
                depth += token.nesting
                parts.append(BREAK)
            elif depth or token.type in ("entry_link", "cite", "veil_open", "veil_close"):
                parts.append(BREAK)
            elif token.type in ("softbreak", "hardbreak"):
                parts.append(" ")
            else:
                parts.append(token.content)
    return "".join(parts)


def possible_names(text: str) -> Iterator[Span]:
    """All that begins and ends with a capital or a figure, as names do."""
    words = list(WORD.finditer(text))
    for number, first in enumerate(words):
        if first[0][0].islower():
            continue
        start, end = first.span()
        for word in words[number : number + MOST_WORDS]:
            if word is not first and not WITHIN_NAME.fullmatch(text, end, word.start()):
                break
            end = word.end()
            if word[0][0].islower():
                continue
            for stop in [end, end + 1] if text.startswith(".", end) else [end]:
                name = one_space(text[start:stop])
                if len(name) >= LEAST_LETTERS and sum(map(str.isalpha, name)) >= LEAST_LETTERS:
                    yield Span(start, stop, name)


def names_among(spans: list[Span], known: Container[str]) -> list[str]:
    """The known names, in order, none across another: the longest come first to their words."""
    found = [span for span in spans if span.name in known]
    found.sort(key=lambda span: (span.start - span.end, span.start))
    taken = bytearray(max((span.end for span in found), default=0))
    kept = []
    for span in found:
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
            kept.append(span)
    return [span.name for span in sorted(kept)]


def suggestion(place: str, words: str, entry: Named) -> Suggestion:
    return Suggestion(place, words, f"[[{entry.kind}:{entry.key}|{words}]]", entry)
