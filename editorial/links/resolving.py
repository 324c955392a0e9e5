from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import CharField, Value

from .. import kinds


class Target(NamedTuple):
    """Where a link leads: a public entry."""

    title: str
    url: str
    horizon: int


def resolve(refs: Iterable[tuple[str, str]], at=None) -> dict[tuple[str, str], Target]:
    """{(kind, key): target} for those of the named entries that are public; one query in all."""
    keys_by_kind: dict[str, set[str]] = {}
    for kind, key in refs:
        if kinds.is_kind(kind):
            keys_by_kind.setdefault(kind, set()).add(key)
    queries = [
        kinds.model_of(kind)
        .objects.public(at)
        .filter(key__in=keys)
        .order_by()
        .annotate(kind_word=Value(kind, CharField()))
        .values_list("kind_word", "key", "title", "slug", "horizon")
        for kind, keys in sorted(keys_by_kind.items())
    ]
    if not queries:
        return {}
    rows = queries[0].union(*queries[1:], all=True)
    return {
        (kind, key): Target(title, kinds.model_of(kind).url_of(slug), horizon)
        for kind, key, title, slug, horizon in rows
    }
