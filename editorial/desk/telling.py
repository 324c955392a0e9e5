"""Changes in the words of editors: which field, of which row, from what to what."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst

from ..absence import AbsenceField
from ..dates.moments import in_zone
from ..kinds import one_of
from ..permissions import name_for
from ..publishing import HorizonField, Row
from ..revisions.trashed import Trashed
from ..snapshot import Change, Fields, Path, Snapshot, diff
from ..snapshot.shape import Shape
from .rising import longest_rise
from .words import Piece, compare_words, shortened

Titles = dict[tuple[type[models.Model], str], str]  # by model and key

NOTHING = "—"
MOST_NAMED = 3


@dataclass(frozen=True)
class Told:
    """A change as one reads it. `kind` is "changed", "added", "removed" or "moved"."""

    path: Path
    kind: str
    place: str
    before: str
    after: str

    @property
    def pieces(self) -> list[Piece]:
        """What came in and what went out, word by word."""
        return compare_words(self.before, self.after)

    @property
    def in_brief(self) -> tuple[str, str]:
        """Before and after in a few words, from where they begin to differ."""
        return shortened(self.before, self.after)

    @property
    def address(self) -> str:
        """The place, as a form names it."""
        return address_of(self.path)


def address_of(path: Path) -> str:
    return "/".join(path)


def tell(before: Snapshot, after: Snapshot, user=None) -> list[Told]:
    """What is different between two snapshots of a record; rows that only changed places are told once each.

    Told to a user, it names nothing that the user may not know of.
    """
    return Teller(before, after, user=user).changes(diff(before, after))


def offer_summary(before: Snapshot, after: Snapshot) -> str:
    """A few words on what was changed, for whoever gives none."""
    places = dict.fromkeys(capfirst(told.place.partition(" · ")[0].partition(":")[0]) for told in tell(before, after))
    if not places:
        return ""
    named = [*places][:MOST_NAMED]
    more = len(places) - len(named)
    return f"Changed: {'; '.join(named)}{f' and {more} more' if more else ''}."


class Teller:
    """Knows the names of all that some snapshots of one record mention; asks for them unless they are given."""

    def __init__(self, *snapshots: Snapshot, titles: Titles | None = None, user=None):
        self.snapshots = snapshots
        self.shape = snapshots[0].shape
        self.titles = titles_of(snapshots, user) if titles is None else titles

    def changes(self, changes: Iterable[Change]) -> list[Told]:
        told = []
        for change in changes:
            if change.path[-1] == "order" and len(change.path) == 3:
                continue
            told.append(self.change(change))
        return [*told, *self.moves()]

    def change(self, change: Change) -> Told:
        kind = "added" if change.is_addition else "removed" if change.is_removal else "changed"
        before, after = self.value(change.path, change.before), self.value(change.path, change.after)
        return Told(change.path, kind, self.place(change.path), before, after)

    def moves(self) -> Iterator[Told]:
        """Rows that stand in another order among those which are in both snapshots."""
        first, last = self.snapshots[0], self.snapshots[-1]
        for accessor, rows in last.rows.items():
            ours = {uid: fields for uid, fields in first.rows.get(accessor, {}).items() if uid in rows}
            place = {uid: number for number, uid in enumerate(in_order(ours))}
            # Rows of the same order stand as they stood: that alone moves nothing.
            after = in_order({uid: rows[uid] for uid in place})
            stay = longest_rise([place[uid] for uid in after])
            for position, uid in enumerate(after):
                if place[uid] not in stay:
                    path = (accessor, uid, "order")
                    yield Told(path, "moved", self.place(path[:2]), str(place[uid] + 1), str(position + 1))

    def place(self, path: Path) -> str:
        """The field's name, after its row's: “Credit: directed by Anna Foerster · Sources”."""
        if len(path) == 1:
            return field_label(self.shape, path[0])
        accessor, uid, *name = path
        shape = self.shape.rows[accessor]
        fields = next((row for each in self.snapshots if (row := each.rows.get(accessor, {}).get(uid))), {})
        row = f"{capfirst(shape.model._meta.verbose_name)}: {self.row_name(shape, fields)}"
        return f"{row} · {field_label(shape, name[0])}" if name else row

    def row_name(self, shape: Shape, fields: Fields) -> str:
        names = (self.text(shape, name, fields.get(name)) for name in shape.model.natural)
        return ", ".join(name for name in names if name != NOTHING) or NOTHING

    def value(self, path: Path, value: Any) -> str:
        """What stands at a place, as a text."""
        if len(path) == 2:
            shape = self.shape.rows[path[0]]
            return self.row_text(shape, value) if value else ""
        shape = self.shape.rows[path[0]] if len(path) == 3 else self.shape
        return self.text(shape, path[-1], value)

    def row_text(self, shape: Shape, fields: Fields) -> str:
        told = ((name, self.text(shape, name, value)) for name, value in fields.items() if name != "order")
        default = {name: self.text(shape, name, value) for name, value in blank_row(shape).items()}
        return "\n".join(
            f"{field_label(shape, name)}: {text}" for name, text in told if text not in (NOTHING, default.get(name))
        )

    def text(self, shape: Shape, name: str, value: Any) -> str:
        if value in (None, "", [], {}):
            return NOTHING
        field = shape.columns.get(name)
        if name in shape.references:
            return self.titles.get((shape.references[name].related_model, value), str(value))
        if name in shape.many:
            model = shape.many[name].related_model
            return ", ".join(self.titles.get((model, key), key) for key in value)
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(field, AbsenceField):
            return ", ".join(f"{field_label(shape, each)}: {absence}" for each, absence in value.items())
        if isinstance(field, HorizonField):
            return f"episode {value}" if value else "nothing seen"
        if isinstance(field, models.DateTimeField):
            return in_zone(field.to_python(value))
        choices = dict(field.flatchoices) if field is not None and field.choices else {}
        return str(choices.get(value, value))


def blank_row(shape: Shape) -> Fields:
    return {name: column.get_default() for name, column in shape.columns.items() if name != "uid"}


def field_label(shape: Shape, name: str) -> str:
    """What editors call a field; the name itself of one that the model had once and has no more."""
    try:
        return capfirst(shape.model._meta.get_field(name).verbose_name)
    except FieldDoesNotExist:
        return name


def in_order(rows: dict[str, Fields]) -> list[str]:
    return sorted(rows, key=lambda uid: rows[uid].get("order", 0))


def titles_of(snapshots: Iterable[Snapshot], user=None) -> Titles:
    """What the records are called that these snapshots name, before that user; a query for each kind of them."""
    keys = defaultdict(set)
    for snapshot in snapshots:
        shapes = [(snapshot.fields, snapshot.shape)]
        shapes += [
            (fields, snapshot.shape.rows[accessor])
            for accessor, rows in snapshot.rows.items()
            for fields in rows.values()
        ]
        for fields, shape in shapes:
            for name, field in shape.references.items():
                if fields.get(name):
                    keys[field.related_model].add(fields[name])
            for name, field in shape.many.items():
                keys[field.related_model].update(fields.get(name) or ())
    named = {(model, key) for model, some in keys.items() if not issubclass(model, Row) for key in some}
    titles = {
        (model, record.natural_key()[0]): name_for(user, record) if user else str(record)
        for model in {model for model, _ in named}
        for record in model._base_manager.filter(**{f"{model.natural_field}__in": keys[model]})
    }
    gone = named - titles.keys()
    return titles | (names_of_gone(gone, user) if user else {})


def names_of_gone(gone: set[tuple[type[models.Model], str]], user) -> Titles:
    """What is not there any more keeps its key before whoever might know of it in the trash, and is not named else."""
    known = Trashed.objects.names_known_to(user, {key for _, key in gone})
    return {
        (model, key): key if (model._meta.label_lower, key) in known else f"{one_of(model)} that is gone"
        for model, key in gone
    }
