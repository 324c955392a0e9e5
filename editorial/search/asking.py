"""What somebody types, read as a question: any text is one."""

import re
from dataclasses import dataclass
from functools import cached_property

from .tables import COLUMNS, NAMES, WEIGHTS, is_sqlite
from .words import COMMON, folded_words, stem

LONGEST = 200
MOST_TERMS = 12
PLACE = re.compile(
    r'"?\b(?:s(?:eason)?\s?0*([0-9]{1,2})[,\s]*e(?:p(?:isode)?)?\.?\s?0*([0-9]{1,3})|([0-9]{1,2})x0*([0-9]{1,3}))\b"?',
    re.ASCII | re.IGNORECASE,
)
PART = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]|([^"“”„«»]+)|["“”„«»]')


@dataclass(frozen=True)
class Term:
    """A word, or several in a row. The last word may be the beginning of a longer one."""

    words: tuple[str, ...]
    is_begun: bool = False
    instead: tuple[str, ...] = ()  # what is near it

    @cached_property
    def stems(self) -> tuple[str, ...]:
        return tuple(map(stem, self.words))

    @cached_property
    def all_stems(self) -> set[str]:
        return {*self.stems, *map(stem, self.instead)}

    @cached_property
    def rows(self) -> list[str]:
        """What the index has of a text that says it: any of these."""
        rows = [f" {' '.join(self.stems)} ", *(f" {stem(word)} " for word in self.instead)]
        return [*rows, f" {self.words[-1]}"] if self.is_begun else rows

    def is_in(self, words: str) -> bool:
        """Whether it stands in words as the index holds them."""
        return any(row in words for row in self.rows)

    def hits(self, word: str) -> bool:
        """Whether a folded word of a text is to be marked."""
        return stem(word) in self.all_stems or (self.is_begun and word.startswith(self.words[-1]))


def read(text: str) -> list[Term]:
    """The terms of a question: quoted words as one, others one by one, those that stand everywhere only if alone."""
    terms: list[Term] = []
    for part in PART.finditer(PLACE.sub(in_words, text[:LONGEST])):
        if quoted := folded_words(part[1] or ""):
            terms.append(Term(tuple(quoted)))
        terms += [Term((word,)) for word in folded_words(part[2] or "")]
    telling = [term for term in terms if len(term.words) > 1 or term.words[0] not in COMMON] or terms
    telling = list(dict.fromkeys(telling))[:MOST_TERMS]
    if telling and terms and telling[-1] == terms[-1] and is_unfinished(text, telling[-1]):
        telling[-1] = Term(telling[-1].words, is_begun=True)
    return telling


def in_words(place: re.Match) -> str:
    """“s02e07”, “2x07” and “season 2 ep 7” as the index says where an episode stands."""
    season, episode = filter(None, place.groups())
    return f' "season {season} episode {episode}" '


def is_unfinished(text: str, last: Term) -> bool:
    """Whether the last word may go on: nothing stands behind it."""
    return len(last.words) == 1 and text[-1:].isalnum()


def match(terms: list[Term], names_only: bool = False, any_term: bool = False) -> tuple[str, list[str]]:
    """(condition, parameters) for the table of words."""
    if is_sqlite():
        columns = f"{{{' '.join(NAMES)}}} : " if names_only else ""
        each = (" OR " if any_term else " AND ").join(in_fts5(term) for term in terms)
        return "w.editorial_documentwords MATCH %s", [f"{columns}({each})"]
    weights = "".join(WEIGHTS[column] for column in (NAMES if names_only else COLUMNS))
    each = (" | " if any_term else " & ").join(in_tsquery(term, weights if names_only else "") for term in terms)
    return "w.words @@ %s::tsquery", [each]


def in_fts5(term: Term) -> str:
    """All words are letters and figures alone, and stand in quotes."""
    choices = [f'"{" ".join(term.stems)}"', *(f'"{word}"' for word in term.instead)]
    if term.is_begun:
        choices.append(f'"{term.words[-1]}"*')
    return f"({' OR '.join(choices)})"


def in_tsquery(term: Term, weights: str) -> str:
    tail = f":{weights}" if weights else ""
    row = " <-> ".join(f"'{word}'{tail}" for word in term.stems)
    choices = [f"({row})"]
    choices += [f"'{word}'{tail}" for word in term.instead]
    if term.is_begun:
        choices.append(f"'{term.words[-1]}':*{weights}")
    return f"({' | '.join(choices)})"
