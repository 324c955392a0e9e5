from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..absence import Absence
from ..horizon import Horizon, Standing, choices, episodes
from ..markup import WITHHELD, parse, permalink, render, render_inline
from ..pages.grouping import by_horizon
from ..publishing import Entry, Record, Row

register = template.Library()

# {% for horizon, rows in rows|by_horizon %}{% veil horizon %} … {% endveil %}{% endfor %}
register.filter(by_horizon)


@register.filter
def open_at(number: int, horizon: Horizon) -> bool:
    """Whether what an episode gives away stands open: {% if 14|open_at:page.horizon %}"""
    return horizon.standing(number) is Standing.OPEN


@register.simple_tag(takes_context=True)
def prose(context, text) -> SafeString:
    """Set a text in Markdown, its links and citations resolved: {% prose episode.summary %}"""
    return render(parse(text), context["page"])


@register.simple_tag(takes_context=True)
def cites(context, record) -> SafeString:
    """The footnote marks of what backs a record, and a link to what it says: {% cites credit %}"""
    page = context["page"]
    return render_inline(record.cites, page) + link_to(record, page)


def link_to(record, page) -> SafeString:
    """A permanent link to a part of the page: to one of its rows, or to a plain record. Entries have their pages."""
    match record:
        case Row():
            return permalink(page.anchor(f"f-{record.uid.hex[:8]}"))
        case Record() if not isinstance(record, Entry):
            return permalink(page.anchor(f"f-{record.key}"))
    return SafeString()


@register.simple_tag(takes_context=True)
def disputed(context, name) -> SafeString:
    """The marks of open disagreements on a field of the page's entry: {% disputed "title" %}"""
    mentions = context.get("mentions")
    return format_html_join(
        "",
        '<a class="dispute" href="{}" aria-label="Sources disagree: {}">≠</a>',
        (
            (mention.target.url, mention.target.title)
            for mention in (mentions.disagreements_on(name) if mentions else [])
        ),
    )


@register.inclusion_tag("includes/_horizon.html", takes_context=True)
def horizon_form(context):
    """How far the reader has watched, and the form to say so: {% horizon_form %}"""
    request, page = context.get("request"), context.get("page")
    if not hasattr(request, "horizon") or hasattr(request, "preview"):
        return {}
    known = choices(episode for episode in (page.episodes if page else episodes()) if episode.is_public)
    return {
        "choices": [("", "not said"), *known, ("all", "everything")],
        "chosen": request.horizon,
        "label": dict(known).get(request.horizon.last, f"episode {request.horizon} of the series"),
        "here": request.get_full_path(),
    }


@register.inclusion_tag("components/left_out.html", takes_context=True)
def left_out(context):
    """That a page leaves out what its reader's horizon withholds: {% left_out %}"""
    page = context["page"]
    if not page.horizon.withholds:
        return {}
    return {"withholds": True, "last": page.horizon.last, "label": page.label_of(page.horizon.last)}


@register.inclusion_tag("components/footnotes.html", takes_context=True)
def footnotes(context):
    """The notes of all marks set before, once, at the end of the page: {% footnotes %}"""
    return {"notes": context["page"].footnotes.notes, "page": context["page"]}


@register.simple_tag(takes_context=True)
def entry_link(context, entry, text="") -> SafeString | str:
    """A link to an entry while it is public, else nothing: {% entry_link credit.person %}"""
    if entry is None or not entry.is_public():
        return ""
    title = text or entry.title_before(context["page"].horizon)
    return format_html('<a href="{}">{}</a>', entry.get_absolute_url(), title)


@register.filter
def title_before(entry, horizon: Horizon) -> str:
    """What an entry is called before a reader: {{ episode|title_before:page.horizon }}"""
    return entry.title_before(horizon)


@register.simple_tag
def date(partial) -> SafeString | str:
    """A partial date in words, as precise as it is known: {% date milestone.happened %}"""
    if partial is None:
        return ""
    if not partial.machine:
        return partial.label
    return format_html('<time datetime="{}">{}</time>', partial.machine, partial.label)


@register.simple_tag(takes_context=True)
def fact(context, record, name) -> SafeString | str:
    """A field's value, or in which way it is missing, and whether sources disagree: {% fact episode "network" %}"""
    marks = disputed(context, name) if record == context.get("object") else ""
    return format_html("{}{}", said_of(record, name), marks)


def said_of(record, name):
    value = getattr(record, name)
    if value not in (None, ""):
        display = getattr(record, f"get_{name}_display", None)
        return display() if display else value
    absence = record.absent.get(name)
    return format_html('<span class="absent">{}</span>', Absence(absence).label) if absence else ""


@register.tag
def veil(parser, token):
    """Show a block as the page's horizon lets it be shown: {% veil character.horizon %} … {% endveil %}

    Where no horizon was chosen, what is beyond 0 stands behind a veil. Where one was, it stands open, or if it is
    later than that it is not rendered, and a note says so.
    Inside a veil, what gives away no more than that one needs none of its own.
    """
    try:
        _, number = token.split_contents()
    except ValueError:
        raise template.TemplateSyntaxError("veil takes one argument: a horizon.") from None
    content = parser.parse(["endveil"])
    parser.delete_first_token()
    return VeilNode(parser.compile_filter(number), content)


class VeilNode(template.Node):
    def __init__(self, number, content):
        self.number, self.content = number, content

    def render(self, context):
        number = self.number.resolve(context) or 0
        if number <= context.get("veiled_up_to", 0):
            return self.content.render(context)
        page = context["page"]
        standing = page.horizon.standing(number)
        if standing is Standing.WITHHELD:
            return self.component("withheld", context, label=WITHHELD)
        with context.push(veiled_up_to=number):
            content = self.content.render(context)
        if standing is Standing.OPEN:
            return content
        label = f"Spoiler: {page.label_of(number)}"
        return self.component("veil", context, label=label, content=content, template=None, open=False)

    def component(self, name, context, **variables):
        template = context.template.engine.get_template(f"components/{name}.html")
        with context.push(**variables):
            return template.render(context)
