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
MOST_NAMES = 10_000  # asked for at once, the first of the texts

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
    plain = [(place, prose, words_alone(prose)) for place, prose in texts]
    possible = dict.fromkeys(name for _, _, text in plain for _, _, name in possible_names(text))
    entries = defaultdict(list)
    for named in who_is_named(list(islice(possible, MOST_NAMES)), user):
        entries[named.name].append(named)

    itself = (kinds.kind_of(type(record)), record.key)
    suggestions = []
    for place, prose, text in plain:
        linked = {itself, *prose.links}
        for words in names_in(text, entries):
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


def possible_names(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, words) of all that begins and ends with a capital or a figure, as names do."""
    words = list(WORD.finditer(text))
    for number, first in enumerate(words):
        if first[0][0].islower():
            continue
        previous = None
        for word in words[number : number + MOST_WORDS]:
            if previous and not WITHIN_NAME.fullmatch(text, previous.end(), word.start()):
                break
            previous = word
            if word[0][0].islower():
                continue
            ends = [word.end(), word.end() + 1] if text.startswith(".", word.end()) else [word.end()]
            for end in ends:
                name = one_space(text[first.start() : end])
                if sum(map(str.isalpha, name)) >= LEAST_LETTERS:
                    yield first.start(), end, name


def names_in(text: str, known: Container[str]) -> list[str]:
    """The known names in a text, in order, none across another: the longest come first to their words."""
    found = [span for span in possible_names(text) if span[2] in known]
    found.sort(key=lambda span: (span[0] - span[1], span[0]))
    taken = bytearray(len(text))
    kept = []
    for start, end, name in found:
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            kept.append((start, name))
    return [name for _, name in sorted(kept)]


def suggestion(place: str, words: str, entry: Named) -> Suggestion:
    return Suggestion(place, words, f"[[{entry.kind}:{entry.key}|{words}]]", entry)
