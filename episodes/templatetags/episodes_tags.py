from django import template
from django.utils.safestring import SafeString

from editorial.markup import citations_of, parse, render_inline
from editorial.templatetags.editorial_tags import disputed, link_to

from ..charts import track
from ..covers import cover_of
from ..grouping import credit_lines

register = template.Library()

# Where an event lies in its year: {% for mark in milestone|track %}
register.filter(track)


@register.inclusion_tag("episodes/_reading.html", takes_context=True)
def reading(context, record, name):
    """A date as read, then as printed where that is more or less: {% reading episode "released" %}"""
    printed = getattr(record, f"{name}_as_printed")
    date = getattr(record, name)
    differs = printed and (date is None or printed != date.label)
    marks = [disputed(context, field) for field in (name, f"{name}_as_printed") if record == context.get("object")]
    return {"record": record, "name": name, "date": date, "printed": printed if differs else "", "marks": marks}


@register.simple_tag(takes_context=True)
def cites_beyond(context, record, name) -> SafeString:
    """The marks of what backs a record, less those that its note sets: {% cites_beyond casting "note" %}"""
    noted = parse(getattr(record, name)).citations
    beyond = [citation for citation in citations_of(record.cites) if citation not in noted]
    text = "".join(f"[@{key}, {locator}]" if locator else f"[@{key}]" for key, locator in beyond)
    return render_inline(text, context["page"]) + link_to(record, context["page"])


@register.filter
def clock(seconds) -> str:
    """A length as a clock shows it: {{ track.seconds|clock }} gives 2:05, or 1:02:05."""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


@register.filter
def bylines(rows) -> list[str]:
    """The credits that give nothing away, as texts: {{ episode.public_credits|bylines }}"""
    return [str(line) for line in credit_lines(rows) if not line.horizon]


@register.filter
def teaser_before(episode, horizon) -> str:
    """An episode's teaser, for whom it is none of what is yet to come: {{ episode|teaser_before:page.horizon }}"""
    return episode.teaser_before(horizon)


@register.filter
def cover_before(episode, horizon):
    """An episode's cover, shut where its title is yet to come: {{ episode|cover_before:page.horizon }}"""
    return cover_of(episode, horizon)


@register.filter
def place_before(episode, horizon) -> str:
    """Where an episode stands, unless its title says just that: {{ episode|place_before:page.horizon }}"""
    return "" if episode.title_before(horizon) == episode.place else episode.place


@register.simple_tag(takes_context=True)
def heading_of(context, entry, otherwise) -> str:
    """What an entry is called if it stands open, else these words: {% heading_of previous "A chapter" as heading %}"""
    if entry is None:
        return ""
    horizon = context["page"].horizon
    return entry.title_before(horizon) if entry.horizon <= horizon.last else otherwise


@register.filter
def open_title(entry, otherwise) -> str:
    """An entry's title if it gives nothing away, else these words: {{ previous|open_title:"a chapter" }}"""
    if entry is None:
        return ""
    return otherwise if entry.horizon else entry.title
