"""Texts that tell of an entry sooner than the entry itself may be told of.

Only texts are looked at: what a field or a row refers to is veiled by the pages themselves, by its `known_from()`.
"""

from .. import horizon
from ..links.resolving import entries_named
from .findings import Level, declare
from .texts import texts_of

horizon_missing = declare("horizon-missing", "Texts that give away too early", Level.ERROR)


def find_missing_horizons(records):
    """A bare link prints the title, an error; one with words of its own need not tell anything, a warning."""
    links = [
        (record, text, stretch)
        for record in records
        for text in texts_of(record)
        for stretch in dict.fromkeys(stretch for paragraph in text.paragraphs for stretch in paragraph)
        if stretch.ref
    ]
    named = entries_named(stretch.ref for _, _, stretch in links)
    horizons = {ref: entry.horizon for ref, entry in named.items()}
    links = [link for link in links if horizons.get(link[2].ref, 0) > link[1].told_from]
    if not links:
        return
    episodes = horizon.episodes()
    numbers = {episode.code: episode.number for episode in episodes}
    labels = {episode.number: episode for episode in reversed(episodes)}
    for record, text, stretch in links:
        told_from, hidden_until = stretch.known_from(text.told_from, numbers), horizons[stretch.ref]
        if hidden_until > told_from:
            message = say(stretch, told_from, hidden_until, labels)
            level = Level.WARNING if stretch.words else Level.ERROR
            yield horizon_missing(record, message, text.part, text.field, level, about=[stretch.ref])


def say(stretch, told_from, hidden_until, labels) -> str:
    """What to tell the editor, whatever episodes there are."""
    link = f"[[{stretch.ref.kind}:{stretch.ref.key}{'|' + stretch.words if stretch.words else ''}]]"
    when = f"after {label(told_from, labels)}" if told_from else "before anything is seen"
    does = "leads to" if stretch.words else "prints the name of"
    advice = f" Veil it: ||{link}||{{{labels[hidden_until].code}}}." if hidden_until in labels else ""
    return f"{link}, read {when}, {does} what only {label(hidden_until, labels)} gives away.{advice}"


def label(number, labels) -> str:
    return labels[number].label if number in labels else f"episode {number} of the series"
