"""What the page of an entry tells a reader, as words.

Its own fields, those of its rows and of the plain records that it shows, and what all of these name. Apps say what is
different, when they are ready:

    register_names(PersonAlias, "name", lambda alias: "Also known as")
    leave_out(Picture, "title")
    tell_together(Character, Identities)
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from django.db import models

from .. import kinds
from ..dates import PartialDateField
from ..links.fields import EntryRefField
from ..links.index import row_relations
from ..markup import Prose, parse
from ..markup.cutting import cut
from ..markup.fields import LineField, ProseField
from ..publishing import Entry, Record
from ..publishing.publicness import Publishable
from ..publishing.records import HorizonField
from .telling import Telling

# Of every record: what the desk keeps for itself.
OF_THE_DESK = {"key", "slug", "state", "horizon", "order", "sort_name", "absent"}

_names: dict[type, tuple[str, Callable[[models.Model], str]]] = {}
_left_out: dict[type, set[str]] = {}
_together: dict[type, type] = {}


def register_names(row_model: type, name: str, said: Callable[[models.Model], str]) -> None:
    """Find an entry by this field of its rows as by its title; `said` says what kind of name a row gives."""
    _names[row_model] = name, said


def leave_out(model: type, *names: str) -> None:
    """Fields that no page shows, or that all pages of a kind show alike."""
    _left_out.setdefault(model, set()).update(names)


def tell_together(model: type, together: type) -> None:
    """Entries of a kind of which the page of one tells others as well.

    `together.connected(pks)` adds those that have to do with each other; `together(entries).told_with(entry, telling)`
    gives the entries that its page tells, none if it is told on another's.
    """
    _together[model] = together


def together_of(model: type):
    return _together.get(model)


class Told(NamedTuple):
    """What a reader is told of an entry."""

    url: str
    title: str
    place: str
    names: list[list[str]]
    text: str


def tell(entry: Entry, parts: list[Entry], telling: Telling) -> Told:
    """What the page of an entry tells, which has the parts of these entries; one that the reader sees."""
    title = telling.title_of(entry)
    place = getattr(entry, "place", "")
    told = Telltale(telling)
    for part in parts:
        told.entry(part)
    faces = [["Also seen as", telling.title_of(part)] for part in parts if part is not entry]
    return Told(
        entry.get_absolute_url(), title, "" if place == title else place, faces + told.names, "\n".join(told.texts)
    )


@dataclass
class Telltale:
    """Gathers what a reader is told."""

    telling: Telling
    names: list[list[str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def entry(self, entry: Entry) -> None:
        self.texts += filter(None, self.own(entry, but={"title"}))
        for relation in row_relations(type(entry)):
            for row in getattr(entry, relation.get_accessor_name()).all():
                if self.telling.sees(row):
                    self.row(row)
        for relation in shown_relations(type(entry)):
            for record in getattr(entry, relation.get_accessor_name()).all():
                if self.telling.sees(record):
                    self.say(self.own(record, but={relation.field.name}))

    def row(self, row) -> None:
        but = {row.parent}
        if type(row) in _names:
            name, said = _names[type(row)]
            self.names.append([said(row), getattr(row, name)])
            but.add(name)
        self.say(self.own(row, but))

    def say(self, texts: Iterator[str]) -> None:
        if line := ", ".join(text for text in texts if text):
            self.texts.append(line)

    def own(self, record: Publishable, but: set[str]) -> Iterator[str]:
        """What the record's own fields say and name."""
        left_out = OF_THE_DESK | _left_out.get(type(record), set()) | but
        for each in record._meta.concrete_fields:
            if each.name not in left_out and is_shown(each) and self.telling.knows(record.field_known_from(each.name)):
                yield from self.field(record, each)
        for each in record._meta.many_to_many:
            if each.name not in left_out:
                for named in getattr(record, each.name).all():
                    yield from self.named(named)

    def field(self, record, each: models.Field) -> Iterator[str]:
        if before := getattr(record, f"{each.name}_before", None):  # It stands there for some readers only.
            yield before(self.telling.horizon)
        elif each.many_to_one:
            named = getattr(record, each.name)
            if isinstance(named, Publishable):
                yield from self.named(named)
        elif isinstance(each, ProseField):
            yield self.prose(getattr(record, each.attname))
        elif isinstance(each, EntryRefField):
            yield self.title_at(getattr(record, each.attname).partition(":")[::2])
        elif each.choices:
            yield str(getattr(record, f"get_{each.name}_display")() or "")
        else:
            yield plain(each, getattr(record, each.attname))

    def named(self, record: Publishable) -> Iterator[str]:
        if not self.telling.sees(record):
            return
        if isinstance(record, Entry):
            yield self.telling.title_of(record)
        elif isinstance(record, Record):
            yield from self.own(record, but=set())

    def title_at(self, ref) -> str:
        entry = self.telling.entries.get(tuple(ref))
        return self.telling.title_of(entry) if entry is not None and self.telling.sees(entry) else ""

    def prose(self, text: str) -> str:
        if not text:
            return ""
        prose = parse(text)
        titles = {ref: self.title_at((ref.kind, ref.key)) for ref in prose.links}
        kept = cut(prose, self.telling.standing) if prose.veils else prose.tokens
        return Prose(tuple(kept), (), False).plain(titles=titles).replace("\n", " ")


def is_shown(each: models.Field) -> bool:
    return each.editable and not each.primary_key


def plain(each: models.Field, value) -> str:
    """A value in words; nothing of what is for machines."""
    if value in (None, ""):
        return ""
    if isinstance(each, PartialDateField):
        return value.label
    if isinstance(each, LineField):
        return value
    if isinstance(each, models.DecimalField):
        return f"{value.normalize():f}"
    if isinstance(each, models.IntegerField) and not isinstance(each, HorizonField):
        return str(value)
    return ""


@cache
def shown_relations(model) -> list[models.ForeignObjectRel]:
    """By which plain records stand on entries of a kind: its page shows them."""
    return [
        relation
        for relation in model._meta.related_objects
        if relation.one_to_many
        and issubclass(relation.related_model, Record)
        and not issubclass(relation.related_model, Entry)
        and not relation.field.null
    ]


def refs_in(record) -> Iterator[tuple[str, str]]:
    """(kind, key) of all that the record's own texts name by a mark."""
    for each in record._meta.concrete_fields:
        text = getattr(record, each.attname)
        if text and isinstance(each, ProseField):
            yield from ((ref.kind, ref.key) for ref in parse(text).links)
        elif text and isinstance(each, EntryRefField):
            yield text.partition(":")[::2]


def entries_of_kind(kind: str):
    return kinds.model_of(kind)._base_manager
