from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from markdown_it.token import Token

from .marks import Citation, EntryRef, one_space


@dataclass(frozen=True, eq=False)
class Prose:
    """A text as parsed: shared by all who ask for it, so its tokens are only to be read.

    Links, citations and veils are each named once, in the order in which they first stand in the text.
    `faults` are the beginnings of marks that are not written as they should be; `too_deep` says that lists or
    quotations stand so deep in each other that nothing in and after the innermost is read.
    """

    tokens: tuple[Token, ...]
    faults: tuple[str, ...]
    too_deep: bool

    @cached_property
    def links(self) -> tuple[EntryRef, ...]:
        return self._each_once("entry_link", "ref")

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        return self._each_once("cite", "citation")

    @cached_property
    def veils(self) -> tuple[str, ...]:
        """The codes of the episodes that the text gives something away of."""
        return self._each_once("veil_open", "code")

    @cached_property
    def references(self) -> tuple[tuple[EntryRef | Citation, tuple[str, ...]], ...]:
        """Each link and citation with the codes of the veils that it stands behind, each such pair once."""
        found = (
            (token.meta["ref" if token.type == "entry_link" else "citation"], codes)
            for block in self.tokens
            for token, codes in within_veils(block.children or [])
            if token.type in ("entry_link", "cite")
        )
        return tuple(dict.fromkeys(found))

    def plain(self, veiled: bool = False, titles: Mapping[EntryRef, str] | None = None) -> str:
        """The words alone, a line for each paragraph, for excerpts and counts.

        What stands behind a veil is left out unless asked for. A link without a label is read as the
        entry's title, where `titles` knows it.
        """
        paragraphs = (
            one_space("".join(words(block.children or [], veiled, titles or {})))
            for block in self.tokens
            if block.type == "inline"
        )
        return "\n".join(paragraph for paragraph in paragraphs if paragraph)

    def _each_once(self, token_type: str, name: str) -> tuple:
        found = (
            token.meta[name] for block in self.tokens for token in block.children or () if token.type == token_type
        )
        return tuple(dict.fromkeys(found))


def within_veils(tokens: list[Token]) -> Iterator[tuple[Token, tuple[str, ...]]]:
    """The tokens of a paragraph, each with the codes of the veils that it stands behind, the outermost first."""
    codes: tuple[str, ...] = ()
    for token in tokens:
        if token.type == "veil_open":
            codes = (*codes, token.meta["code"])
        elif token.type == "veil_close":
            codes = codes[:-1]
        else:
            yield token, codes


def words(tokens: list[Token], veiled: bool, titles: Mapping[EntryRef, str]) -> Iterator[str]:
    depth = 0
    for token in tokens:
        if not veiled and token.type in ("veil_open", "veil_close"):
            depth += token.nesting
        elif depth:
            continue
        elif token.type == "entry_link":
            yield token.content or titles.get(token.meta["ref"], "")
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.type == "withheld":
            yield "…"
        else:
            yield token.content
