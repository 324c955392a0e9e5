"""Whose pages could say something else once a record does: those who name it, show it, or stand on it."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db.models import Q

from .. import kinds
from ..links.models import Link
from ..links.usage import relations_to
from ..markup.fields import ProseField
from ..publishing import Entry, Record, Row, State
from .models import Outline
from .texts import together_of

CHUNK = 500
UNHEARD = {"cites", "absent", "created_at", "created_by", "updated_at", "updated_by", "version", "owner"}

Pks = dict[type[Record], set[int]]


def chunks(values: Iterable, size: int = CHUNK) -> Iterator[list]:
    every = list(values)
    for start in range(0, len(every), size):
        yield every[start : start + size]


def reached(pks: Pks) -> Pks:
    """The entries among these records, and those that tell of one of which something else is to be told now.

    That is noted: asked again, an entry reaches itself alone. A plain record has no page of its own
    and always reaches all of its users.
    """
    changed: Pks = defaultdict(set)
    codes: set[str] = set()
    for model, ours in pks.items():
        if issubclass(model, Entry):
            for some in chunks(sorted(ours)):
                altered, altered_codes = note_outlines(model, some)
                changed[model].update(altered)
                codes |= altered_codes
        else:
            changed[model].update(ours)
    return entries_among(pks, users_of(changed), veiled_until(codes))


def users(records: Iterable[Record]) -> Pks:
    """The same of records that are about to be deleted, without themselves."""
    gone: Pks = defaultdict(set)
    codes: set[str] = set()
    for record in records:
        gone[type(record)].add(record.pk)
        if isinstance(record, Entry):
            codes |= {code for code, _, _ in record.horizon_codes()}
    left = entries_among(gone, users_of(gone), veiled_until(codes))
    return {model: pks - gone[model] for model, pks in left.items()}


def grounds(model) -> list[str]:
    """The ways to all that a record stands on, to fetch it together with that."""
    return [
        way
        for field in model.stands_on()
        for way in [field.name, *(f"{field.name}__{further}" for further in grounds(field.related_model))]
    ]


def by_model(records) -> dict[type[Record], list[Record]]:
    found = defaultdict(list)
    for record in records:
        found[type(record)].append(record)
    return found


def note_outlines(model, pks) -> tuple[set[int], set[str]]:
    """Note what others may say of these entries, as the database has them.

    (those of which it is something else than before, by pk; the codes that mean something else)
    """
    kind = kinds.kind_of(model)
    entries = list(model._base_manager.select_related(*grounds(model) or [None]).filter(pk__in=pks))
    before = {outline.key: outline for outline in Outline.objects.filter(kind=kind, key__in=[e.key for e in entries])}
    changed, codes, written = set(), set(), []
    for entry in entries:
        now = Outline(kind=kind, key=entry.key, digest=digest_of(entry), codes=codes_of(entry))
        was = before.get(entry.key)
        if was and (was.digest, was.codes) == (now.digest, now.codes):
            continue
        if now.digest != (was.digest if was else ""):
            changed.add(entry.pk)
        codes |= {code for code, _ in set(now.codes.items()) ^ set(was.codes.items() if was else ())}
        written.append(now)
    Outline.objects.bulk_create(
        written, update_conflicts=True, unique_fields=["kind", "key"], update_fields=["digest", "codes"]
    )
    return changed, codes


def digest_of(entry) -> str:
    """All that others could say of an entry: what is not prose; nothing of what is not published."""
    if entry.state != State.PUBLISHED:
        return ""
    said = [
        f"{field.name}={getattr(entry, field.attname)!r}"
        for field in entry._meta.concrete_fields
        if field.name not in UNHEARD and not isinstance(field, ProseField)
    ]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def codes_of(entry) -> dict[str, int]:
    return {code: number for code, number, _ in entry.horizon_codes()}


def users_of(changed: Pks) -> Pks:
    """Who names these records, in fields, rows or texts; and who names one that stands on them."""
    found: Pks = defaultdict(set)
    waiting = [(model, pks) for model, pks in changed.items() if pks]
    done: Pks = defaultdict(set)
    while waiting:
        model, pks = waiting.pop()
        pks = pks - done[model]
        done[model] |= pks
        for some in chunks(pks):
            for user, named_by, stands in naming(model, some):
                found[user] |= named_by
                if stands:
                    waiting.append((user, named_by))
            for user, linking in linking_to(model, some):
                found[user] |= linking
    return found


def naming(model, pks) -> Iterator[tuple[type[Record], set[int], bool]]:
    """(model, pks, whether they stand on what they name) of the records that name these, themselves or in a row."""
    for relation in relations_to(model):
        user, field = relation.related_model, relation.field
        rows = user._base_manager.filter(**{f"{field.name}__in": pks}).order_by()
        if issubclass(user, Row):
            owner = user._meta.get_field(user.parent).related_model
            yield owner, set(rows.values_list(user.parent, flat=True)), False
        else:
            yield user, set(rows.values_list("pk", flat=True)), field in user.stands_on()


def linking_to(model, pks) -> Iterator[tuple[type[Record], set[int]]]:
    keys = list(model._base_manager.filter(pk__in=pks).values_list("key", flat=True))
    links = Link.objects.filter(to_kind=kinds.kind_of(model), to_key__in=keys).order_by()
    from_keys = defaultdict(set)
    for kind, key in links.values_list("from_kind", "from_key").distinct():
        from_keys[kind].add(key)
    known = {kinds.kind_of(each): each for each in apps.get_models() if issubclass(each, Record)}
    for kind, some in from_keys.items():
        for part in chunks(some) if kind in known else ():
            yield known[kind], set(known[kind]._base_manager.filter(key__in=part).values_list("pk", flat=True))


def veiled_until(codes: set[str]) -> Pks:
    """Whose texts have a veil that one of these codes lifts."""
    found: Pks = defaultdict(set)
    if not codes:
        return found
    for model in apps.get_models():
        names = [field.name for field in model._meta.concrete_fields if isinstance(field, ProseField)]
        if not names or not issubclass(model, (Record, Row)):
            continue
        veiled = Q()
        for name in names:
            for code in codes:
                veiled |= Q(**{f"{name}__contains": f"{{{code}}}"})
        rows = model._base_manager.filter(veiled).order_by()
        if issubclass(model, Row):
            found[model._meta.get_field(model.parent).related_model] |= set(rows.values_list(model.parent, flat=True))
        else:
            found[model] |= set(rows.values_list("pk", flat=True))
    return found


def entries_among(*reached: Pks) -> Pks:
    """With the entries on whose pages the plain records stand, and those that are told together."""
    entries: Pks = defaultdict(set)
    for pks_by_model in reached:
        for model, pks in pks_by_model.items():
            if issubclass(model, Entry):
                entries[model] |= pks
            else:
                for shown_on, on in pages_of(model, pks):
                    entries[shown_on] |= on
    for model in list(entries):
        if together := together_of(model):
            entries[model] = together.connected(entries[model])
    return entries


def pages_of(model, pks) -> Iterator[tuple[type[Record], set[int]]]:
    """The entries that a plain record stands on."""
    for field in model.stands_on():
        if issubclass(field.related_model, Entry):
            for some in chunks(pks):
                rows = model._base_manager.filter(pk__in=some).order_by()
                yield field.related_model, set(rows.values_list(field.attname, flat=True))
