"""The numbers as text: those that were counted, and those that the database knows."""

from collections.abc import Iterator
from itertools import accumulate

from django.db import Error, connection
from django.db.models import Count, Value

from editorial import kinds
from editorial.generation import current

from . import series


def report(sums: dict[str, float]) -> str:
    sums = sums | in_all(sums)
    lines = []
    for name, kind, words in series.FAMILIES:
        lines += [f"# HELP {name} {words}", f"# TYPE {name} {kind}"]
        lines += [f"{each} {amount:.10g}" for each, amount in sums.items() if each.startswith(name)]
    return "\n".join([*lines, *of_database(), ""])


def in_all(sums: dict[str, float]) -> dict[str, float]:
    """As the format has it, a bucket holds those of the smaller ones as well."""
    buckets = [series.bucket(most) for most in series.BUCKETS]
    return dict(zip(buckets, accumulate(sums[each] for each in buckets), strict=True))


def of_database() -> Iterator[str]:
    try:
        generation, entries = current().number, entries_by_state()
    except Error:
        up, generation, entries = 0, None, []
    else:
        up = 1
    finally:
        connection.close()
    yield from described("jjsite_database_up", "Whether the database answers.")
    yield f"jjsite_database_up {up}"
    if up:
        yield from described("jjsite_generation", "The number of changes of what is public.")
        yield f"jjsite_generation {generation}"
        yield from described("jjsite_entries", "Entries by kind and state.")
        for kind, state, number in entries:
            yield f'jjsite_entries{{kind="{kind}",state="{state}"}} {number}'


def described(name: str, words: str) -> list[str]:
    return [f"# HELP {name} {words}", f"# TYPE {name} gauge"]


def entries_by_state() -> list[tuple[str, str, int]]:
    first, *others = [
        kinds.model_of(word)
        .objects.order_by()
        .values("state")
        .annotate(kind=Value(word), number=Count("pk"))
        .values_list("kind", "state", "number")
        for word in kinds.words()
    ]
    return sorted(first.union(*others, all=True))
