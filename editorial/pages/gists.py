"""What an entry is about in a plain line, for whoever has seen nothing: for results, feeds, cards and descriptions.

    page = Page(entries, horizon=NEWCOMER)
    [gist(entry, page) for entry in entries]

costs what the page's links cost: one query for all entries.
"""

from django.utils.text import Truncator

from ..markup import parse

LEFT_OUT = "…"
WORDS = 28


def gist(entry, page, words=WORDS) -> str:
    """The beginning of what `told_by` names; "" where that is empty, or gives something away."""
    name = type(entry).told_by
    if not name or entry.field_known_from(name):
        return ""
    return beginning(getattr(entry, name), page, words)


def description(entry, page) -> str:
    """Its gist, else what is said of any entry of its kind. The same to every reader: the page is a newcomer's."""
    return (not entry.told_from() and gist(entry, page)) or entry.told_in_general


def beginning(text, page, words) -> str:
    """The first words of a text, without markup and what stands behind veils. Its record is among those of the page."""
    titles = {ref: LEFT_OUT if target.horizon else target.title for ref, target in page.targets.items()}
    first_paragraph = parse(text).plain(titles=titles).partition("\n")[0]
    return Truncator(first_paragraph).words(words, truncate=f" {LEFT_OUT}")
