"""Titles and excerpts with what was asked for marked in them."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .asking import Term
from .words import WORD, fold

WORDS = 30  # of an excerpt
LEADING = 6  # of them before the first hit
LONGEST = 30_000  # letters of a text that are looked through
LEFT_OUT = "…"


def hits_in(text: str, terms: Iterable[Term]) -> list[tuple[int, int, int]]:
    """(start, end, number of the term) for each word that was asked for."""
    terms = list(terms)
    found = []
    numbers: dict[str, int | None] = {}  # A text says the same words over and over.
    for word in WORD.finditer(text):
        if word[0] not in numbers:
            folded = fold(word[0])
            numbers[word[0]] = next((number for number, term in enumerate(terms) if term.hits(folded)), None)
        number = numbers[word[0]]
        if number is not None:
            found.append((*word.span(), number))
    return found


def marked(text: str, terms: Iterable[Term]) -> SafeString:
    parts, at = [], 0
    for start, end, _ in hits_in(text, terms):
        parts += [escape(text[at:start]), f"<mark>{escape(text[start:end])}</mark>"]
        at = end
    return mark_safe("".join([*parts, escape(text[at:])]))  # noqa: S308  (each part is escaped)


def excerpt(text: str, terms: Iterable[Term]) -> SafeString:
    """The place of a text that says most of what was asked for; its beginning if it says nothing."""
    text = text[:LONGEST].replace("\n", " · ")
    terms = list(terms)
    words = list(WORD.finditer(text))
    if not words:
        return mark_safe("")
    numbers = {word.start(): number for number, word in enumerate(words)}
    hits = [(numbers[start], term) for start, _, term in hits_in(text, terms)]
    first = max(0, best_start(hits) - LEADING)
    last = min(len(words), first + WORDS) - 1
    start = words[first].start() if first else 0
    end = words[last].end() if last < len(words) - 1 else len(text)
    before, after = (LEFT_OUT if first else ""), (LEFT_OUT if end < len(text) else "")
    return mark_safe(f"{before}{marked(text[start:end], terms)}{after}")  # noqa: S308


def best_start(hits: list[tuple[int, int]]) -> int:
    """The first of the words with most different terms close behind it."""
    best, most = 0, 0
    for index, (number, _) in enumerate(hits):
        terms = {term for other, term in hits[index : index + WORDS] if other - number < WORDS - LEADING}
        if len(terms) > most:
            best, most = number, len(terms)
    return best
