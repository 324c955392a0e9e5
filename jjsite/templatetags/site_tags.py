from django import template
from django.utils.text import Truncator

from editorial.markup import parse

register = template.Library()

LEFT_OUT = "…"


@register.simple_tag(takes_context=True)
def excerpt(context, text, length=40) -> str:
    """The first words of a text, without markup and what stands behind veils: {% excerpt article.digest 30 %}

    The text's record must be among those of the page.
    """
    targets = context["page"].targets
    titles = {ref: LEFT_OUT if target.horizon else target.title for ref, target in targets.items()}
    first_paragraph = parse(text).plain(titles=titles).partition("\n")[0]
    return Truncator(first_paragraph).words(length, truncate=f" {LEFT_OUT}")
