"""Prose: Markdown with links to entries, citations and veils, parsed once, rendered for a page."""

from .anchors import permalink
from .footnotes import Footnotes, Note
from .marks import Citation, EntryRef, citations_of
from .page import Mark, Page, Target
from .parsing import parse, parse_inline
from .prose import Prose
from .rendering import WITHHELD, render, render_inline

__all__ = [
    "WITHHELD",
    "Citation",
    "EntryRef",
    "Footnotes",
    "Mark",
    "Note",
    "Page",
    "Prose",
    "Target",
    "citations_of",
    "parse",
    "parse_inline",
    "permalink",
    "render",
    "render_inline",
]
