"""The inline rules that read the three marks where Markdown reads its own."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from .marks import CITE, LINK, EntryRef, citation_in, one_space
from .veils import Veils, find_veils

EXCERPT_LENGTH = 40
ADDRESS = re.compile(r"\[[^\[\]]{0,200}\]\(\s*<?([^)\s>]{1,80})|<([a-z][a-z0-9+.-]{1,31}:[^<>\s]{0,80})", re.IGNORECASE)


def add_marks(md: MarkdownIt) -> None:
    md.inline.add_terminator_char("|")
    for rule in (entry_link, cite, veil):
        md.inline.ruler.before("link", rule.__name__, rule)
    md.inline.ruler.push("refused_address", refused_address)


def entry_link(state: StateInline, silent: bool) -> bool:
    """`[[kind:key]]` or `[[kind:key|label]]`."""
    if not state.src.startswith("[[", state.pos):
        return False
    match = LINK.match(state.src, state.pos, state.posMax)
    if match is None:
        if not silent and not state.src.startswith("[[[", state.pos):
            note_fault(state)
        return False
    if not silent:
        token = state.push("entry_link", "a", 0)
        token.content = one_space(match[3] or "")
        token.meta = {"ref": EntryRef(match[1], match[2])}
    state.pos = match.end()
    return True


def cite(state: StateInline, silent: bool) -> bool:
    """`[@key]` or `[@key, locator]`."""
    if not state.src.startswith("[@", state.pos):
        return False
    match = CITE.match(state.src, state.pos, state.posMax)
    if match is None:
        if not silent:
            note_fault(state)
        return False
    if not silent:
        token = state.push("cite", "sup", 0)
        token.meta = {"citation": citation_in(match)}
    state.pos = match.end()
    return True


def veil(state: StateInline, silent: bool) -> bool:
    """`||text||{s02e11}`, where the text may hold all that a paragraph may."""
    if state.src[state.pos] != "|":
        return False
    veils = veils_in(state)
    span = veils.spans.get(state.pos)
    if span is None:
        if not silent and state.pos in veils.loose:
            note_fault(state)
        return False
    if not silent:
        token = state.push("veil_open", "details", 1)
        token.meta = {"code": span.code}
        outer_end = state.posMax
        state.pos, state.posMax = span.start, span.stop
        state.md.inline.tokenize(state)
        state.posMax = outer_end
        state.push("veil_close", "details", -1)
    state.pos = span.end
    return True


def refused_address(state: StateInline, silent: bool) -> bool:
    """Markdown leaves a link to an address that is not allowed as it is written; its editor should hear of it."""
    match = None if silent else ADDRESS.match(state.src, state.pos, state.posMax)
    if match and not state.md.validateLink(match[1] or match[2]):
        note_fault(state)
    return False


def veils_in(state: StateInline) -> Veils:
    """The veils of the paragraph, looked for once however many pipes it holds."""
    text, veils = state.env.get("veils", (None, None))
    if text is not state.src:
        veils = find_veils(state.src)
        state.env["veils"] = state.src, veils
    return veils


def note_fault(state: StateInline) -> None:
    state.env["faults"].append(state.src[state.pos : state.pos + EXCERPT_LENGTH])
