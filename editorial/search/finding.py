"""What a reader may be told that answers a question, the best first.

What is searched is bounded by what the reader may be told, and so is the rank: it knows nothing of how often a word
stands elsewhere. Of very common words only so many documents are ranked, those first that have them in their names.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from math import log
from typing import NamedTuple

from django.db import connection, connections, router

from ..horizon import Horizon
from .asking import Term, match, read
from .models import Document, place_of
from .spelling import near
from .tables import TABLE
from .words import WORD, fold

MOST = 1_000
FEW = 3  # With fewer, names are looked for that are near.
AT_ONCE = 8  # while one types
MOST_IN_PART = 10
ENOUGH = 1 / 3  # of what the words weigh together

# How often a word stands in the text, more counting ever less, in long texts less.
TIMES = "(length(w.text) - length(replace(w.text, %s, ' '))) / {letters}.0"
SCORE = "{times} / ({times} + 1.0 + length(w.text) / 1000.0)"


class Match(NamedTuple):
    """A document that answers, before it is read."""

    pk: int
    kind: str
    title: str
    score: float


@dataclass
class Found:
    """The answers to a question; `near` are those to the one that was asked instead or as well, `instead`.

    `in_part` say only a part of what was asked.
    """

    terms: list[Term]
    matches: list[Match] = field(default_factory=list)
    kinds: Counter = field(default_factory=Counter)
    is_cut: bool = False
    instead: list[Term] = field(default_factory=list)
    near: list[Match] = field(default_factory=list)
    in_part: list[Match] = field(default_factory=list)


def find(text: str, horizon: Horizon, at, kinds: Collection[str] = ()) -> Found:
    """Five queries at most."""
    terms = read(text)
    if not terms:
        return Found(terms)
    matches, is_cut = ranked(terms, horizon, at)
    found = Found(terms, matches, Counter(each.kind for each in matches), is_cut)
    if kinds and is_cut:
        found.matches, found.is_cut = ranked(terms, horizon, at, kinds)
    elif kinds:
        found.matches = [each for each in matches if each.kind in kinds]
    if len(matches) < FEW:
        add_near(found, horizon, at, {each.pk for each in matches}, kinds)
        add_in_part(found, horizon, at, kinds)
    return found


def add_near(found: Found, horizon: Horizon, at, known: set[int], kinds: Collection[str]) -> None:
    words = [word for term in found.terms for word in term.words]
    spelt = near(words, horizon, at)
    terms = [Term((word,), instead=tuple(spelt.get(word, ()))) for word in words]
    if not any(term.instead for term in terms):
        return
    found.instead = terms
    matches, _ = ranked(terms, horizon, at, names_only=True)
    matches = [each for each in matches if each.pk not in known]
    found.kinds.update(each.kind for each in matches)
    found.near = [each for each in matches if not kinds or each.kind in kinds]


def add_in_part(found: Found, horizon: Horizon, at, kinds: Collection[str]) -> None:
    """What says the most of the question: a word as it was typed, and others, in names, as they are spelt.

    The rarer a word is here, the more it says.
    """
    if len(found.terms) < 2:
        return
    rows = with_any(found.instead or found.terms, horizon, at, kinds)
    typed = {term for term in found.terms if any(term.is_in(row.words) for row in rows)}
    stand = {word for term in typed for word in term.words}
    terms = typed | {term for term in found.instead if term.words[0] not in stand}
    said = {row.pk: {term for term in terms if term.is_in(row.words)} for row in rows}
    times = Counter(term for some in said.values() for term in some)
    weights = {term: log(1 + len(rows) / number) for term, number in times.items()}
    enough = ENOUGH * sum(weights.values())
    known = {each.pk for each in (*found.matches, *found.near)}
    for row in rows:
        weight = sum(weights[term] for term in said[row.pk])
        if row.pk not in known and said[row.pk] & typed and weight > enough:
            score = weight / enough + score_of_names(list(terms), row.title_words, row.names) / 10
            found.in_part.append(Match(row.pk, row.kind, row.title, score))
    found.in_part.sort(key=in_order)
    del found.in_part[MOST_IN_PART:]


class Row(NamedTuple):
    """A document with the words that the index has of it."""

    pk: int
    kind: str
    title: str
    title_words: str
    names: str
    text: str

    @property
    def words(self) -> str:
        return f"{self.title_words}{self.names}{self.text}"


def with_any(terms: list[Term], horizon: Horizon, at, kinds: Collection[str]) -> list[Row]:
    where, told = before_reader(horizon, at, kinds)
    condition, given = match(terms, any_term=True)
    statement = (
        f"SELECT d.id, d.kind, d.title, w.title, w.names, w.text FROM {TABLE} w "  # noqa: S608
        f"JOIN {Document._meta.db_table} d ON d.id = w.rowid WHERE {condition} AND {where} LIMIT {MOST}"
    )
    with reading() as cursor:
        cursor.execute(statement, [*given, *told])
        return [Row(*row) for row in cursor.fetchall()]


def reading():
    return connections[router.db_for_read(Document)].cursor()


def in_order(each: Match):
    """The best first, and those alike by their names."""
    return -round(each.score, 6), each.title, each.kind, each.pk


def suggest(text: str, horizon: Horizon, at) -> list[Document]:
    """The first that have names like what somebody begins to type."""
    terms = read(text)
    matches, _ = ranked(terms, horizon, at, names_only=True) if terms else ([], False)
    return documents(matches[:AT_ONCE])


def documents(matches: list[Match]) -> list[Document]:
    found = Document.objects.in_bulk([each.pk for each in matches])
    return [found[each.pk] for each in matches if each.pk in found]


def ranked(
    terms: list[Term], horizon: Horizon, at, kinds: Collection[str] = (), names_only: bool = False
) -> tuple[list[Match], bool]:
    """(the best so many, whether there are more)"""
    where, told = before_reader(horizon, at, kinds)
    chosen, parameters = [], []
    for only in [True] if names_only else [True, False]:
        condition, given = match(terms, only)
        chosen.append(
            f"SELECT id FROM (SELECT d.id FROM {TABLE} w JOIN {Document._meta.db_table} d ON d.id = w.rowid "  # noqa: S608
            f"WHERE {condition} AND {where} LIMIT {MOST + 1}) AS best"
        )
        parameters += [*given, *told]
    score, scored = score_of(terms)
    statement = (
        f"SELECT d.id, d.kind, d.title, w.title, w.names, {score} FROM {TABLE} w "  # noqa: S608
        f"JOIN {Document._meta.db_table} d ON d.id = w.rowid WHERE w.rowid IN ({' UNION '.join(chosen)})"
    )
    with reading() as cursor:
        cursor.execute(statement, [*scored, *parameters])
        rows = cursor.fetchall()
    matches = [
        Match(pk, kind, title, score_of_names(terms, title_words, names) + float(text))
        for pk, kind, title, title_words, names, text in rows
    ]
    matches.sort(key=in_order)
    return matches[:MOST], len(matches) > MOST


def before_reader(horizon: Horizon, at, kinds: Collection[str]) -> tuple[str, list]:
    place = place_of(horizon)
    at = connection.ops.adapt_datetimefield_value(at)
    where = "d.from_horizon <= %s AND d.until_horizon > %s AND d.from_moment <= %s AND d.until_moment > %s"
    parameters = [place, place, at, at]
    if kinds:
        where += f" AND d.kind IN ({', '.join(['%s'] * len(kinds))})"
        parameters += sorted(kinds)
    return where, parameters


def score_of(terms: list[Term]) -> tuple[str, list[str]]:
    """(expression, parameters) for how much a text is about the terms: less than 1."""
    each, parameters = [], []
    for term in terms:
        word = f" {term.stems[0]} "
        each.append(SCORE.format(times=TIMES.format(letters=len(word) - 1)))
        parameters += [word, word]
    return f"({' + '.join(each)}) / {len(terms)}", parameters


def score_of_names(terms: list[Term], title: str, names: str) -> float:
    """Most for a title that is what was asked; a little less for another name that is."""
    precisely = max([5 * precision(title, terms), *(4 * precision(name, terms) for name in names.splitlines())])
    return 5 * share_in(title, terms) + 5 * share_in(names, terms) + precisely


def precision(name: str, terms: list[Term]) -> float:
    """1 for a name that is what was asked; less, the more else the name says."""
    asked = sum(len(term.words) for term in terms)
    return share_in(name, terms) * asked / max(asked, len(name.split()))


def share_in(words: str, terms: list[Term]) -> float:
    return sum(term.is_in(words) for term in terms) / len(terms)


def spelt_as(terms: list[Term], found: list[Document]) -> str:
    """The question as it would have been spelt, after the best that was found."""
    names = " ".join([found[0].title, *(name for _, name in found[0].names)]) if found else ""
    written = {fold(word[0]): word[0] for word in reversed(list(WORD.finditer(names)))}
    said = (
        next((written[word] for word in (*term.words, *term.instead) if word in written), term.words[0])
        for term in terms
    )
    return " ".join(said)
