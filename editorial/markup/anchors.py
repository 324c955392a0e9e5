"""An address for each fact of a page, to lead others to it."""

from collections.abc import Iterator, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from markdown_it.token import Token

from .page import Page
from .prose import words

OPENING = 5  # words


def permalink(name: str) -> SafeString:
    """The place and the link to it in one; nothing without a name."""
    if not name:
        return SafeString()
    return format_html('<a class="permalink" id="{}" href="#{}" aria-label="Link to this">§</a>', name, name)


def with_permalinks(tokens: Sequence[Token], page: Page) -> Iterator[Token]:
    """The tokens of a text, each of its paragraphs ending with a link to itself."""
    for token in tokens:
        name = page.anchor(opening(token)) if token.type == "inline" else ""
        if name:
            token = token.copy(children=[*(token.children or []), Token("permalink", "a", 0, meta={"name": name})])
        yield token


def opening(token: Token) -> str:
    """A name made of a paragraph's first words, which stays when the rest of it changes; none of what is veiled."""
    said = slugify(" ".join("".join(words(token.children or [], False, {})).split()[:OPENING]))
    return f"p-{said}" if said else ""
