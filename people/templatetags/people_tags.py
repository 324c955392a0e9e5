import re

from django import template
from django.utils.text import Truncator

from editorial.markup import parse

register = template.Library()

WORDS = 40
LEFT_OUT = "…"
# A full stop after an initial or a title ends no sentence.
SENTENCE = re.compile(r"""(?<!\b[A-Z])(?<!\bDr)(?<!\bMr)(?<!\bMrs)[.!?]["”’]?(?=\s|$)""")


@register.simple_tag(takes_context=True)
def opening(context, text) -> str:
    """The first sentence of a text, without what gives away more than the veil around it: {% opening text %}"""
    prose = parse(text)
    page, told = context["page"], context.get("veiled_up_to", 0)
    titles = {
        ref: target.title if target.horizon <= told else LEFT_OUT for ref in prose.links if (target := page.target(ref))
    }
    first, *_ = prose.plain(titles=titles).split("\n")
    end = SENTENCE.search(first)
    return Truncator(first[: end.end()] if end else first).words(WORDS)
