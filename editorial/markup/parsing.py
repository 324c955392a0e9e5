"""Prose as a tree: CommonMark less what a page about a show has no use for, plus the three marks."""

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .characters import mend, tidy
from .prose import Prose
from .rules import add_marks
from .veils import lift_veils

OUTSIDE = re.compile(r"https?://|mailto:", re.IGNORECASE)
INSIDE = re.compile(r"#|/(?!/)")

# Headings belong to the page, pictures to the pictures. Code would print veils as they are written, an
# indented line is enough for it; a definition of a reference would swallow a line that begins with a citation.
LEFT_OUT = ["heading", "lheading", "image", "code", "fence", "backticks", "reference"]

CONTAINERS = {"blockquote_open", "list_item_open"}


class Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        return bool(OUTSIDE.match(url) or INSIDE.match(url))


markdown = Markdown("commonmark", {"html": False})
markdown.disable(LEFT_OUT)
add_marks(markdown)


@lru_cache(maxsize=2_048)  # the texts of what is checked, linked and indexed together
def parse(text: str) -> Prose:
    """Read a text of paragraphs, lists and quotations."""
    env: dict = {"faults": []}
    return finish(markdown.parse(mend(tidy(text)), env), env)


@lru_cache(maxsize=256)
def parse_inline(text: str) -> Prose:
    """Read a text that is part of a line of the page."""
    env: dict = {"faults": []}
    return finish(markdown.parseInline(mend(tidy(text)), env), env)


def finish(tokens: list[Token], env: dict) -> Prose:
    for index, token in enumerate(tokens):
        if token.type != "inline":
            continue
        token.children = lift_veils(token.children or [])
        for child in token.children:
            if child.type == "link_open" and OUTSIDE.match(str(child.attrs["href"])):
                child.attrSet("rel", "nofollow noreferrer")
        if any(child.type == "veil_open" for child in token.children):
            loosen_paragraph(tokens, index)
    return Prose(tuple(tokens), tuple(env["faults"]), is_too_deep(tokens))


def is_too_deep(tokens: list[Token]) -> bool:
    """Whether the parser came to the level at which it stops."""
    last_level = markdown.options["maxNesting"] - 1
    return any(token.level >= last_level and token.type in CONTAINERS for token in tokens)


def loosen_paragraph(tokens: list[Token], index: int) -> None:
    """Make a `div` of the paragraph around these contents: `p` may not hold `details`."""
    if tokens[index - 1].type == "paragraph_open":
        tokens[index - 1].tag = tokens[index + 1].tag = "div"
        tokens[index - 1].attrSet("class", "paragraph")
