"""A text as it stands for one reader: what comes too early for them is cut out of its tree."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from markdown_it.token import Token

from ..horizon import Standing
from .prose import Prose


def cut(prose: Prose, standing: Callable[[str], Standing]) -> Sequence[Token]:
    """The tokens of a text, each of its veils kept, opened, or cut with all that it hides.

    Whole sentences go without a trace, and so does a paragraph of which no word is left: that somebody has to do with
    a later episode is told by a note alone. Only where a sentence would have a hole stands a token that says so, but
    not until when.
    """
    standings = {code: standing(code) for code in prose.veils}
    if set(standings.values()) <= {Standing.VEILED}:
        return prose.tokens
    kept: list[Token] = []
    for token in prose.tokens:
        if token.type == "inline":
            children = list(without_veils(token.children or [], standings))
            if not is_used_up(children):
                kept.append(token.copy(children=list(without_traces(children))))
        elif token.nesting == -1 and kept[-1].nesting == 1:
            kept.pop()  # Nothing stands any more in what closes here.
        elif token.type in ("paragraph_open", "paragraph_close"):
            kept.append(token.copy(tag="p", attrs={}))  # Without veils it needs no `div`.
        else:
            kept.append(token)
    return kept or note_alone(prose)


def without_veils(tokens: Sequence[Token], standings: Mapping[str, Standing]) -> Iterator[Token]:
    depth = 0
    note = Token("withheld", "span", 0)  # its `info` are the words that it stands for
    is_noted = False  # whether it has just been set
    for token in tokens:
        if token.type == "veil_close":
            depth -= bool(depth)
        elif token.type == "veil_open" and not depth and standings[token.meta["code"]] is Standing.OPEN:
            continue
        elif token.type == "veil_open":
            depth += 1
            if depth == 1 and not is_noted:
                is_noted = True
                note = Token("withheld", "span", 0)
                yield note
        elif depth:
            note.info += said(token)
        elif is_noted and token.type == "cite":
            continue  # It backs what was cut.
        else:
            is_noted = is_noted and is_blank(token)
            yield token


def without_traces(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens without the notes that stand for whole sentences, and with no wider space where these were."""
    left = [
        token
        for place, token in enumerate(tokens)
        if token.type != "withheld" or not stands_between_sentences(tokens, place)
    ]
    while left and is_blank(left[-1]):
        left.pop()
    is_spaced = True  # A paragraph begins with a word.
    for place, token in enumerate(left, start=1):
        if token.type == "text":
            content = token.content.lstrip() if is_spaced else token.content
            content = content.rstrip() if place == len(left) else content
            token = token if content == token.content else token.copy(content=content)
        if is_spaced and is_blank(token):
            continue
        is_spaced = token.type == "softbreak" or token.content.endswith(" ")
        yield token


def stands_between_sentences(tokens: Sequence[Token], place: int) -> bool:
    before = "".join(map(said, tokens[:place])).rstrip()
    after = "".join(map(said, tokens[place + 1 :])).lstrip()
    is_whole = ends_sentence(tokens[place].info) and (not before or ends_sentence(before))
    return is_whole and not after.startswith((".", ",", ";", ":", ")"))


def ends_sentence(text: str) -> bool:
    return re.search(r"[.!?][\"'”’)]*\s*$", text) is not None


def said(token: Token) -> str:
    """The words of a token, as far as the end of a sentence can be told by them."""
    return token.content or "…" * (token.type == "entry_link")


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
