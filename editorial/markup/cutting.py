"""A text as it stands for one reader: what comes too early for them is cut out of its tree."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from markdown_it.token import Token

from ..horizon import Standing
from .prose import Prose


def cut(prose: Prose, standing: Callable[[str], Standing]) -> Sequence[Token]:
    """The tokens of a text, each of its veils kept, opened, or cut with all that it hides.

    Where a veil is cut stands a token that says so, but not until when: that somebody has to do with a later episode is
    told by it alone. A paragraph of which no word is left goes with it.
    """
    standings = {code: standing(code) for code in prose.veils}
    if set(standings.values()) <= {Standing.VEILED}:
        return prose.tokens
    kept: list[Token] = []
    for token in prose.tokens:
        if token.type == "inline":
            children = list(without_veils(token.children or [], standings))
            if not is_used_up(children):
                kept.append(token.copy(children=children))
        elif token.nesting == -1 and kept[-1].nesting == 1:
            kept.pop()  # Nothing stands any more in what closes here.
        elif token.type in ("paragraph_open", "paragraph_close"):
            kept.append(token.copy(tag="p", attrs={}))  # Without veils it needs no `div`.
        else:
            kept.append(token)
    return kept or note_alone(prose)


def without_veils(tokens: Sequence[Token], standings: Mapping[str, Standing]) -> Iterator[Token]:
    depth = 0
    is_noted = False  # whether a note has just been set
    for token in tokens:
        if token.type == "veil_close":
            depth -= bool(depth)
        elif token.type == "veil_open" and not depth and standings[token.meta["code"]] is Standing.OPEN:
            continue
        elif token.type == "veil_open":
            depth += 1
            if depth == 1 and not is_noted:
                is_noted = True
                yield Token("withheld", "span", 0)
        elif not depth:
            is_noted = is_noted and is_blank(token)
            yield token


def is_blank(token: Token) -> bool:
    return token.type == "softbreak" or (token.type == "text" and not token.content.strip())


def is_used_up(tokens: Sequence[Token]) -> bool:
    """Whether something was cut and no word is left: of a citation or a full stop alone nobody has anything."""
    return any(token.type == "withheld" for token in tokens) and not any(map(says_something, tokens))


def says_something(token: Token) -> bool:
    return token.type == "entry_link" or any(map(str.isalnum, token.content))


def note_alone(prose: Prose) -> list[Token]:
    note = Token("inline", "", 0, children=[Token("withheld", "span", 0)])
    if prose.tokens[0].type == "inline":
        return [note]
    return [Token("paragraph_open", "p", 1, block=True), note, Token("paragraph_close", "p", -1, block=True)]
