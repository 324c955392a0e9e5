"""Prose as HTML for one page."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from ..horizon.codes import code_label
from .anchors import permalink, with_permalinks
from .cutting import cut
from .page import Page
from .parsing import markdown, parse_inline
from .prose import Prose
from .sanitising import sanitise

NOT_AVAILABLE = "(not available)"
WITHHELD = "Withheld for now"


class Renderer(RendererHTML):
    """Finds its methods by the type of the token."""

    def entry_link(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[index]
        target = env["page"].target(token.meta["ref"])
        if target is None:
            return format_html("{}", token.content or NOT_AVAILABLE)
        return format_html('<a href="{}">{}</a>', target.url, token.content or target.title)

    def cite(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        mark = env["page"].cite(tokens[index].meta["citation"])
        if mark is None:
            return ""
        gap = " " if index and tokens[index - 1].type == "cite" else ""  # Marks 9 and 10 are not 910.
        return format_html(
            '{}<sup class="cite" id="{}"><a href="#{}" aria-label="Note {}">{}</a></sup>',
            gap,
            mark.mark_id,
            mark.note_id,
            mark.number,
            mark.number,
        )

    def permalink(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        return permalink(tokens[index].meta["name"])

    def veil_open(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        return format_html(
            '<details class="veil"><summary>Spoiler: {}</summary><div class="veil-text" data-nosnippet>',
            code_label(tokens[index].meta["code"]),
        )

    def veil_close(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        return "</div></details>"

    def withheld(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        return format_html('<span class="withheld">{}</span>', WITHHELD)


renderer = Renderer()


def render(prose: Prose, page: Page) -> SafeString:
    """The HTML of a text, in blocks, with a link to each. It wants a place where `div` may stand."""
    return html_of(list(with_permalinks(cut(prose, page.standing), page)), page)


def render_inline(text: str, page: Page) -> SafeString:
    """The HTML of a note without a paragraph around it, for a `div`, `li`, `dd` or `td`."""
    return html_of(cut(parse_inline(text), page.standing), page)


def html_of(tokens: Sequence[Token], page: Page) -> SafeString:
    return sanitise(renderer.render(tokens, markdown.options, {"page": page}))
