import re

from django import template
from django.utils.text import Truncator

from editorial.markup import parse

register = template.Library()

WORDS = 40
# A full stop after an initial or a title ends no sentence.
SENTENCE = re.compile(r"""(?<!\b[A-Z])(?<!\bDr)(?<!\bMr)(?<!\bMrs)[.!?]["”’]?(?=\s|$)""")


@register.simple_tag(takes_context=True)
def opening(context, text) -> str:
    """The first sentence of a text, what stands behind its veils left out: {% opening character.description %}"""
    prose = parse(text)
    page = context["page"]
    titles = {ref: target.title for ref in prose.links if (target := page.target(ref))}
    first, *_ = prose.plain(titles=titles).split("\n")
    end = SENTENCE.search(first)
    return Truncator(first[: end.end()] if end else first).words(WORDS)
