"""Snapshots of kinds that have it all (columns, relations, lists of keys, rows), and other states of the same record.

Every state could be in the database once the records of NAMES are. What other tests are about stays as it is: what
makes a record public, and the numbers on which the site holds constraints.
"""

from collections import defaultdict
from functools import cache

from django.contrib.auth import get_user_model
from django.db import models
from hypothesis import strategies as st

from editorial.absence import AbsenceField
from editorial.dates import PartialDateField
from editorial.snapshot import Snapshot
from editorial.snapshot.applying import identifying
from editorial.snapshot.data import defaults
from editorial.snapshot.shape import Shape, shape_of
from episodes.models import Season
from people.models import Character, Person
from sources.models import Source

NAMES = {
    Person: ["person-one", "person-other", "person-third"],
    Character: ["character-one", "character-other", "character-third"],
    Season: ["season-one", "season-other"],
    Source: ["source-one", "source-other"],
    get_user_model(): ["user-one", "user-other"],
}
NEEDED = {
    "episodes.episode": {"season": "season-one", "number_in_series": 14, "number_in_season": 1},
    "episodes.album": {"season": "season-one"},
    "episodes.season": {"number": 7, "series": "A series"},
    "news.article": {"source": "source-one"},
    "sources.discrepancy": {"kind": "spelling"},
}
KEPT = {
    *("key", "slug", "state", "publish_at", "expire_at", "status", "picture"),
    *("series", "number", "number_in_series", "number_in_season"),
}
UIDS = [f"00000000-0000-4000-8000-00000000000{digit}" for digit in range(6)]
TEXTS = ["", "one", "another", "café – noir", "\U0001f468\u200d\U0001f469", "||x||{s02e01}", "'; --"]
DATES = [None, "undated", "2018", "2018-03-08", "week of 2017-04-03", "by 2017-07"]

labels = st.sampled_from(sorted(NEEDED))


def column_values(column: models.Field) -> st.SearchStrategy:
    match column:
        case models.Field(choices=[*choices]):
            return st.sampled_from([value for value, _ in choices])
        case PartialDateField():
            return st.sampled_from(DATES)
        case AbsenceField():
            return st.sampled_from([{}, {"title": "none"}, {"title": "unknown", "cites": "not stated"}])
        case models.BooleanField():
            return st.booleans()
        case models.DecimalField():
            return st.sampled_from([None, "0.25", "10.00"])
        case models.IntegerField():
            return st.sampled_from([None, 0, 1, 9]) if column.null else st.integers(0, 9)
        case models.CharField() | models.TextField():
            return st.sampled_from([text for text in TEXTS if len(text) <= column.max_length])
    raise NotImplementedError(f"No values for {column}.")


@cache
def values_of(model, name: str) -> st.SearchStrategy:
    """What may stand in a field of a record or row."""
    shape = shape_of(model)
    if name in shape.columns:
        return column_values(shape.columns[name])
    if name in shape.many:
        return st.sets(st.sampled_from(NAMES[shape.many[name].related_model])).map(sorted)
    if name == "order":
        return st.integers(0, 9)
    field = shape.references.get(name) or shape.accounts[name]
    return st.sampled_from([*NAMES[field.related_model], None] if field.null else NAMES[field.related_model])


@cache
def new_rows(model) -> st.SearchStrategy:
    return st.fixed_dictionaries({name: values_of(model, name) for name in names_of(shape_of(model))})


@st.composite
def changes(draw, snapshot: Snapshot) -> dict:
    """Values for places of which none is inside another: of fields, of new rows, of rows, and None for rows."""
    shape = snapshot.shape
    values = {(name,): draw(values_of(shape.model, name)) for name in draw(some(names_of(shape), 4))}
    for accessor, row_shape in shape.rows.items():
        for uid in draw(some(UIDS, 3)):
            if uid not in snapshot.rows[accessor]:
                values[accessor, uid] = draw(new_rows(row_shape.model))
            elif names := draw(some(names_of(row_shape), 3)):
                values |= {(accessor, uid, name): draw(values_of(row_shape.model, name)) for name in names}
            else:
                values[accessor, uid] = None
    return values


def names_of(shape: Shape) -> list[str]:
    return [name for name, _ in defaults(shape) if shape.is_row or name not in KEPT]


def some(values: list[str], most: int) -> st.SearchStrategy:
    return st.lists(st.sampled_from(values), max_size=most, unique=True)


def without_doubles(snapshot: Snapshot) -> Snapshot:
    """Without rows that the database would not hold beside others."""
    doubles = {}
    for accessor, rows in snapshot.rows.items():
        unique = sorted(identifying(snapshot.shape.rows[accessor].model))
        alike = defaultdict(list)
        for uid, fields in rows.items():
            alike[tuple(fields[name] for name in unique)].append(uid)
        doubles |= {(accessor, uid): None for uids in alike.values() for uid in uids[1:] if unique}
    return snapshot.with_values(doubles)


def blank(label: str) -> Snapshot:
    fields = {"key": "this", "slug": "this", "title": "This", "explanation": "", **NEEDED[label]}
    return Snapshot.of({"model": label, "fields": fields, "rows": {}})


@st.composite
def other_states(draw, snapshot: Snapshot) -> Snapshot:
    return without_doubles(snapshot.with_values(draw(changes(snapshot))))


@st.composite
def snapshots(draw) -> Snapshot:
    return draw(other_states(draw(labels.map(blank))))


@st.composite
def pairs(draw) -> tuple[Snapshot, Snapshot]:
    """Two states of the same record."""
    before = draw(snapshots())
    return before, draw(other_states(before))


@st.composite
def forks(draw) -> tuple[Snapshot, Snapshot, Snapshot]:
    """A state and two that came of it apart from each other."""
    base = draw(snapshots())
    return base, draw(other_states(base)), draw(other_states(base))


@st.composite
def disjoint_changes(draw) -> tuple[Snapshot, dict, dict]:
    base = draw(snapshots())
    both = draw(changes(base))
    ours = {place for place in both if draw(st.booleans())}
    mine = {place: value for place, value in both.items() if place in ours}
    return base, mine, {place: value for place, value in both.items() if place not in ours}
