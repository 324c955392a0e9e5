"""What cites, mentions or concerns an entry, for its page.

`EntryDetailView` puts the `Mentions` of its entry into the context, and a template shows all of them with

    {% include "includes/_mentions.html" %}

near its end. Where sources disagree about the entry is better said near its beginning:

    {% include "includes/_disagreements.html" %}
    …
    {% include "includes/_mentions.html" with noted=True %}

What stands behind the entry's own veil there gets no second one.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from django.core.exceptions import FieldDoesNotExist

from .. import horizon, kinds
from ..horizon import Standing
from ..links.models import Link, Relation
from ..links.resolving import Target
from .grouping import by_horizon
from .lists import list_title

SHOWN = 500

# The record as a whole, or the one reference that it is about: no places worth naming.
WHOLE = {"cites", "about"}


class Mention(NamedTuple):
    """An entry that leads to this one: from which of its parts, and to which places in this one."""

    kind: str
    key: str
    target: Target
    horizon: int
    parts: list[str]
    locators: list[str]


class KindOfMention(NamedTuple):
    heading: str
    mentions: list[Mention]


class Shelf:
    """The mentions of one relation, in order: what stands open first, then veil by veil."""

    def __init__(self, mentions: Iterable[Mention]):
        self.all = sorted(mentions, key=place_on_shelf)
        self.more = max(0, len(self.all) - SHOWN)

    def __bool__(self) -> bool:
        return bool(self.all)

    @property
    def veils(self) -> Iterator[tuple[int, list[KindOfMention]]]:
        """(horizon, kinds): what gives away as much as each other."""
        for number, veiled in by_horizon(self.all[:SHOWN]):
            by_kind = groupby(veiled, key=lambda mention: mention.kind)
            yield number, [KindOfMention(heading(kind), list(found)) for kind, found in by_kind]


class Mentions:
    """Everything public that leads to an entry: found in one query, and looked up with the other links of its page."""

    def __init__(self, entry, page):
        self.entry = entry
        self.page = page

    @cached_property
    def ends(self) -> set[tuple[str, str]]:
        """(kind, key) of all that leads there: hidden entries among them, and records that have no page."""
        return {(link.from_kind, link.from_key) for link in self._links}

    @cached_property
    def disagreements(self) -> Shelf:
        return self._shelf(Relation.CONCERNS)

    def disagreements_on(self, name: str) -> list[Mention]:
        """Those about this field, or this kind of row, that stand open."""
        last = self.page.horizon.last
        return [mention for mention in self.disagreements.all if name in mention.locators and mention.horizon <= last]

    @cached_property
    def cited_by(self) -> Shelf:
        return self._shelf(Relation.CITES)

    @cached_property
    def mentioned_in(self) -> Shelf:
        return self._shelf(Relation.MENTIONS)

    @cached_property
    def _links(self) -> list[Link]:
        kind = kinds.kind_of(type(self.entry))
        links = Link.objects.filter(to_kind=kind, to_key=self.entry.key)
        return list(links.exclude(from_kind=kind, from_key=self.entry.key))

    def _shelf(self, relation: Relation) -> Shelf:
        found: dict[tuple[str, str], list[Link]] = {}
        for link in self._links:
            if link.relation == relation:
                found.setdefault((link.from_kind, link.from_key), []).append(link)
        mentions = [self._mention(*end, links) for end, links in found.items() if end in self.page.targets]
        return Shelf(
            mention for mention in mentions if self.page.horizon.standing(mention.horizon) is not Standing.WITHHELD
        )

    def _mention(self, kind: str, key: str, links: list[Link]) -> Mention:
        target = self.page.targets[kind, key]
        first = min(link.known_from for link in links)
        known_from = max(self._known_from(kind, key, target), first)
        # What is told of later stands in no veil that is lifted earlier.
        links = [link for link in links if link.known_from <= max(first, self.page.horizon.last)]
        parts = dict.fromkeys(part_of(kind, link.where) for link in links)
        locators = {link.locator for link in links}
        needs_veil = known_from > self.entry.horizon and self.page.horizon.standing(known_from) is not Standing.OPEN
        return Mention(
            kind,
            key,
            target,
            known_from if needs_veil else 0,
            [part for part in parts if part],
            sorted(filter(None, locators), key=in_numbers),
        )

    def _known_from(self, kind: str, key: str, target: Target) -> int:
        """That an episode has to do with something gives it away, though the episode's title does not."""
        if kind == horizon.KIND:
            return max(target.horizon, self.page.horizon_numbers.get(key, 0))
        return target.horizon


def part_of(kind: str, where: str) -> str:
    """What readers call the part of an entry that the index knows by its field: “credits”, “what came of it”."""
    name = where.partition(".")[0]
    if name in WHOLE:
        return ""
    try:
        field = kinds.model_of(kind)._meta.get_field(name)
    except FieldDoesNotExist:  # The index is older than the model.
        return ""
    return getattr(field, "verbose_name", name)


def heading(kind: str) -> str:
    return list_title(kinds.model_of(kind))


def place_on_shelf(mention: Mention) -> tuple:
    """By kind, and in it by key: episodes come in the order of their numbers, people by their names."""
    return mention.horizon, heading(mention.kind), mention.kind, in_numbers(mention.key)


def in_numbers(text: str) -> list[tuple[int, str]]:
    """A key to sort by in which ¶9 comes before ¶24."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", text, flags=re.ASCII)]
