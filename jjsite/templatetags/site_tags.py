from django import template

from editorial.pages.gists import beginning

register = template.Library()


@register.simple_tag(takes_context=True)
def excerpt(context, text, length=40) -> str:
    """The first words of a text, without markup and what stands behind veils: {% excerpt article.digest 30 %}

    The text's record must be among those of the page.
    """
    return beginning(text, context["page"], length)
