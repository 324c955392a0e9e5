"""Texts in which the marks that name one entry name another from now on; what is printed stays the same."""

import re
from collections.abc import Callable

from .marks import CITE, LINK, EntryRef
from .parsing import parse

Count = Callable[[str], int]
Rename = Callable[[re.Match[str]], str]


def rename_links(text: str, old: EntryRef, new: EntryRef) -> str:
    """Let the links in a prose to one entry lead to another."""
    marks = [match for match in LINK.finditer(text) if (match[1], match[2]) == old]
    beginning = len(f"[[{old.kind}:{old.key}")
    return rename(
        text,
        marks,
        renamed=lambda match: f"[[{new.kind}:{new.key}{match[0][beginning:]}",
        count=lambda text: sum(token.meta["ref"] == old for token in tokens_of(text, "entry_link")),
    )


def rename_citations(text: str, old: str, new: str) -> str:
    """Let a prose cite another source in the place of one."""
    return rename(
        text,
        marks=[match for match in CITE.finditer(text) if match[1] == old],
        renamed=lambda match: renamed_citation(match, new),
        count=lambda text: sum(token.meta["citation"].key == old for token in tokens_of(text, "cite")),
    )


def rename_sources(cites: str, old: str, new: str) -> str:
    """The same in a text that holds nothing but citations."""
    return CITE.sub(lambda match: renamed_citation(match, new) if match[1] == old else match[0], cites)


def renamed_citation(match: re.Match[str], new: str) -> str:
    return f"[@{new}{match[0][len(f'[@{match[1]}') :]}"


def rename(text: str, marks: list[re.Match[str]], renamed: Rename, count: Count) -> str:
    """Change what is written like such a mark where the parser reads one: not what is escaped, or part of an address.

    From the end to the beginning, so that the places of those before stay.
    """
    left = count(text)
    all_are = left == len(marks)
    for match in reversed(marks):
        before, after = text[: match.start()], text[match.end() :]
        # It was a mark if there is one less without it.
        if all_are or count(f"{before}{'x' * len(match[0])}{after}") < left:
            text = f"{before}{renamed(match)}{after}"
            left -= 1
    return text


def tokens_of(text: str, token_type: str):
    return (token for block in parse(text).tokens for token in block.children or () if token.type == token_type)
