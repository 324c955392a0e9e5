"""Keeping the documents up to date with what the records say: in the transaction that changes them."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from django.db import models, transaction
from django.utils import timezone

from .. import kinds
from ..horizon import episodes
from ..links.index import row_relations
from ..publishing import Entry, Record, State
from ..publishing.publicness import Publishable
from ..snapshot import is_on_stage
from . import spelling, tables
from .models import BEYOND, EVER, FOREVER, UNSAID, Document, Outline
from .reach import Pks, by_model, chunks, grounds, note_outlines, reached, users
from .telling import Telling
from .texts import Told, entries_of_kind, refs_in, shown_relations, tell, together_of

CHUNK = 200
COMPARED = ["from_horizon", "until_horizon", "from_moment", "until_moment", *Told._fields]

Progress = Callable[[int, int], None]


def silently(done: int, of: int) -> None:
    """Tell nobody."""


def refresh(records: Iterable[Record]) -> None:
    """Let the index say what is told now of these records, and what others tell of them."""
    refresh_all({model: {record.pk for record in ours} for model, ours in by_model(records).items()})


def refresh_all(pks: Pks, progress: Progress = silently) -> None:
    """The same by primary keys."""
    if not is_on_stage():  # There it would be taken back.
        write_all(reached(pks), progress)


def forget(record: Record) -> Callable[[], None]:
    """Take a record out of the index that is about to be deleted. Call what is returned when it is."""
    left = users([record])
    kind = kinds.kind_of(type(record))
    erase(Document.objects.of(kind, [record.key]))
    Outline.objects.filter(kind=kind, key=record.key).delete()
    return lambda: write_all(left)


def rebuild(progress: Progress = silently) -> None:
    """Make the index anew from what there is."""
    tables.clear()
    spelling.clear()
    Document.objects.all().delete()
    Outline.objects.all().delete()
    entries = {}
    for model in map(kinds.model_of, kinds.words()):
        for some in chunks(model._base_manager.order_by("pk").values_list("pk", flat=True)):
            note_outlines(model, some)
        entries[model] = set(model._base_manager.values_list("pk", flat=True))
    write_all(entries, progress)


def write_all(entries: dict[type[Entry], set[int]], progress: Progress = silently) -> None:
    total, done = sum(map(len, entries.values())), 0
    numbers = {code: number for code, number, *_ in episodes()} if total else {}
    for model, pks in entries.items():
        for some in chunks(sorted(pks), CHUNK):
            write(model, some, numbers)
            done += len(some)
            progress(done, total)


@transaction.atomic(savepoint=False)
def write(model: type[Entry], pks: list[int], numbers: dict[str, int]) -> None:
    """Bring the documents of some entries of a kind up to date; those that say the same stay."""
    kind = kinds.kind_of(model)
    keys = list(model._base_manager.filter(pk__in=pks).values_list("key", flat=True))
    wait_for_others(kind, keys)
    entries = fetch(model, pks)
    now = list(documents_of(kind, entries, numbers))
    wanted = {(document.key, identity(document)): document for document in now}
    before = Document.objects.of(kind, keys)
    there = {(document.key, identity(document)): document.pk for document in before}
    erase(Document.objects.filter(pk__in=[pk for name, pk in there.items() if name not in wanted]))
    new = Document.objects.bulk_create(document for name, document in wanted.items() if name not in there)
    if new:
        tables.add(new)
        spelling.add(new)


def wait_for_others(kind: str, keys: list[str]) -> None:
    """Who writes documents of the same entries at the same moment has finished, and what is read then is what is so."""
    outlines = Outline.objects.select_for_update().filter(kind=kind, key__in=keys)
    list(outlines.order_by("key").values_list("pk"))


def identity(document: Document) -> str:
    return repr([getattr(document, name) for name in COMPARED])


def erase(documents: models.QuerySet) -> None:
    pks = list(documents.values_list("pk", flat=True))
    if pks:
        tables.remove(pks)
        for some in chunks(pks):
            Document.objects.filter(pk__in=some).delete()


def fetch(model: type[Entry], pks: Iterable[int]) -> list[Entry]:
    """The published entries among these with all that their pages tell; as many queries for many as for one."""
    prefetches = [
        models.Prefetch(relation.get_accessor_name(), with_named(relation.related_model, but=relation.field.name))
        for relation in (*row_relations(model), *shown_relations(model))
    ]
    published = with_named(model).filter(pk__in=list(pks), state=State.PUBLISHED)
    return list(published.prefetch_related(*prefetches).order_by("pk"))


def with_named(model: type[Publishable], but: str = "") -> models.QuerySet:
    """The records of a model with what they name, and all that this stands on."""
    many = [
        models.Prefetch(field.name, with_named(field.related_model))
        for field in model._meta.many_to_many
        if issubclass(field.related_model, Publishable)
    ]
    named = model._base_manager.order_by(*model._meta.ordering or ["pk"])
    return named.select_related(*ways_on(model, but) or [None]).prefetch_related(*many)


def ways_on(model, but="") -> list[str]:
    return [
        way
        for field in [*model.stands_on(), *model.may_name()]
        if field.name != but
        for way in [field.name, *(f"{field.name}__{further}" for further in grounds(field.related_model))]
    ]


def named_in(entries: list[Entry]) -> dict[tuple[str, str], Entry]:
    """{(kind, key): entry} for all that the texts of these and of what stands on their pages lead to."""
    keys: dict[str, set[str]] = {}
    for record in chain.from_iterable(map(told_on, entries)):
        for kind, key in refs_in(record):
            if kinds.is_kind(kind):
                keys.setdefault(kind, set()).add(key)
    found = {}
    for kind, some in keys.items():
        ways = grounds(kinds.model_of(kind)) or [None]
        for part in chunks(some):
            for entry in entries_of_kind(kind).filter(key__in=part).select_related(*ways):
                found[kind, entry.key] = entry
    return found


def told_on(entry: Entry) -> Iterator[Publishable]:
    """An entry with its rows, the plain records on its page, and those that it names."""
    yield entry
    for relation in (*row_relations(type(entry)), *shown_relations(type(entry))):
        yield from getattr(entry, relation.get_accessor_name()).all()
    for field in (*entry.stands_on(), *entry.may_name()):
        record = getattr(entry, field.name)
        if record is not None and not isinstance(record, Entry):
            yield record


def documents_of(kind: str, entries: list[Entry], numbers: dict[str, int]) -> Iterator[Document]:
    together = together_of(type(entries[0])) if entries else None
    group = together(entries, fetch) if together else None
    named = named_in([*entries, *group.others] if group else entries)
    now = timezone.now()
    for entry in entries:
        for span, told in spans(entry, group, now, numbers, named):
            yield Document(kind=kind, key=entry.key, **span, **told._asdict())


def spans(entry, group, now, numbers, named) -> Iterator[tuple[dict, Told]]:
    """(span, what is told in it) for all that will ever be told of an entry as it is now."""
    moment, since = now, EVER
    while moment < FOREVER:
        place, until, found = UNSAID, FOREVER, []
        while place < BEYOND:
            telling = Telling(place, moment, numbers, named)
            told = None
            if telling.sees(entry):
                parts = group.told_with(entry, telling) if group else [entry]
                told = tell(entry, parts, telling) if parts else None
            if found and found[-1][2] == told:
                found[-1][1] = telling.next_place
            else:
                found.append([place, telling.next_place, told])
            place, until = telling.next_place, min(until, telling.next_moment)
        for start, end, told in found:
            if told:
                moments = {"from_moment": since, "until_moment": until}
                yield {"from_horizon": start, "until_horizon": end, **moments}, told
        moment = since = until
