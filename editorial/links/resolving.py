import datetime
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import CharField, Value

from .. import kinds
from ..generation import Kept


class Target(NamedTuple):
    """Where a link leads: a public entry."""

    title: str
    url: str
    horizon: int


class Named(NamedTuple):
    """What an entry says of itself, public or not."""

    horizon: int
    state: str
    publish_at: datetime.datetime | None


Ref = tuple[str, str]  # kind, key

_targets: Kept[Ref, Target | None] = Kept(20_000)


def resolve(refs: Iterable[Ref]) -> dict[Ref, Target]:
    """Where those of the named entries are that are public; one query at most."""
    return {ref: target for ref, target in _targets.get_all(refs, find).items() if target}


def find(refs: Iterable[Ref]) -> dict[Ref, Target | None]:
    rows = look_up(refs, lambda entries: entries.public(), "title", "slug", "horizon")
    return dict.fromkeys(refs) | {
        (kind, key): Target(title, kinds.model_of(kind).url_of(slug), horizon)
        for kind, key, title, slug, horizon in rows
    }


def public_among(refs: Iterable[Ref]) -> set[Ref]:
    """Those of the named entries that are public; one query at most."""
    return set(look_up(refs, lambda entries: entries.public()))


def entries_named(refs: Iterable[Ref]) -> dict[Ref, Named]:
    """{(kind, key): what it says of itself} for those of the named entries that there are; one query in all."""
    rows = look_up(refs, lambda entries: entries.all(), *Named._fields)
    return {(kind, key): Named(*values) for kind, key, *values in rows}


def look_up(refs, choose, *names):
    """(kind, key, value …) of the named entries that are chosen among all of a kind."""
    keys_by_kind: dict[str, set[str]] = {}
    for kind, key in refs:
        if kinds.is_kind(kind):
            keys_by_kind.setdefault(kind, set()).add(key)
    queries = [
        choose(kinds.model_of(kind).objects)
        .filter(key__in=keys)
        .order_by()
        .annotate(kind_word=Value(kind, CharField()))
        .values_list("kind_word", "key", *names)
        for kind, keys in sorted(keys_by_kind.items())
    ]
    return queries[0].union(*queries[1:], all=True) if queries else []
