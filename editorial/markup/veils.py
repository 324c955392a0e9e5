"""Where veils begin and end in a text, and how they stand among Markdown's own elements."""

from typing import NamedTuple

from markdown_it.token import Token

from .marks import VEIL_EDGE

# Emphasis in emphasis deeper than this is not told apart by anybody, and costs a tag for every veil in it.
DEEPEST_EMPHASIS = 8


class Span(NamedTuple):
    """A veil in a text: what it hides is text[start:stop]."""

    start: int
    stop: int
    end: int
    code: str


class Veils(NamedTuple):
    spans: dict[int, Span]  # by the place where the veil begins
    loose: frozenset[int]  # the edges that belong to no veil


def find_veils(text: str) -> Veils:
    """Pair what opens veils with what closes them, in one pass; a veil may hold veils."""
    spans: dict[int, Span] = {}
    loose: set[int] = set()
    openings: list[tuple[int, int]] = []
    for edge in VEIL_EDGE.finditer(text):
        if edge["pipes"] is None:
            continue
        if edge["code"] is None:
            openings.append((edge.start(), edge.end()))
        elif openings:
            opening, start = openings.pop()
            spans[opening] = Span(start, edge.end("pipes") - 2, edge.end(), edge["code"])
        else:
            loose.add(edge.start())
    return Veils(spans, frozenset(loose).union(opening for opening, start in openings))


def lift_veils(tokens: list[Token]) -> list[Token]:
    """Interrupt emphasis and links around each veil, since `details` may not stand inside them."""
    lifted: list[Token] = []
    around: list[tuple[Token, Token]] = []
    unopened = 0
    for token in tokens:
        if token.type in ("veil_open", "veil_close"):
            for opening, closing in reversed(around):
                close(lifted, opening, closing)
            lifted.append(token)
            lifted.extend(opening for opening, closing in around)
        elif token.nesting == 1:
            if len(around) == DEEPEST_EMPHASIS:
                unopened += 1
            else:
                around.append((token, closing_of(token)))
                lifted.append(token)
        elif token.nesting == -1:
            if unopened:
                unopened -= 1
            else:
                close(lifted, *around.pop())
        else:
            lifted.append(token)
    return lifted


def closing_of(opening: Token) -> Token:
    return Token(opening.type.replace("_open", "_close"), opening.tag, -1)


def close(tokens: list[Token], opening: Token, closing: Token) -> None:
    if tokens[-1] is opening:
        tokens.pop()
    else:
        tokens.append(closing)
