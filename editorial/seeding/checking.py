"""Checks over all records at once: nothing twice, and no link or citation that leads nowhere."""

from collections import defaultdict

from django.db import models

from .. import horizon, kinds
from ..links.index import marks_of, veils_of
from ..publishing import Entry, State
from .drafting import Draft
from .problems import Problem


def check_unique(parts: list[Draft], using: str) -> list[Problem]:
    by_model = defaultdict(list)
    for part in parts:
        by_model[part.model].append(part)
    problems = []
    for model, ours in by_model.items():
        stale = {row.pk for part in parts for row in part.stale_rows if type(row) is model}
        for names in unique_sets(model):
            problems += doubles(model, names, ours, stale, using)
    return problems


def unique_sets(model):
    """The sets of fields that no two records share, but for the natural key, which says who is who."""
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key and field.name != model.natural_field:
            yield (field.name,)
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.condition is None:
            yield tuple(constraint.fields)


def doubles(model, names, ours: list[Draft], stale, using):
    """Which of these records say what another one says already in these fields."""
    known = {part.instance.pk for part in ours if not part.is_new}
    lookups = [lookup_of(model, name) for name in names]
    others = model.objects.using(using).exclude(pk__in=stale).order_by()
    taken = {
        tuple(map(str, values)): "an entry that is not in the fixtures"
        for pk, *values in others.values_list("pk", *lookups)
        if pk not in known
    }
    for part in ours:
        values = tuple(str(fixture_value(part.instance, name)) for name in names)
        if other := taken.get(values):
            message = f"{' and '.join(values)} is taken by {other}."
            yield part.problem(message, ", ".join(names))
        else:
            taken[values] = part.name


def lookup_of(model, name):
    field = model._meta.get_field(name)
    return f"{name}__{field.related_model.natural_field}" if field.many_to_one else name


def fixture_value(instance, name):
    field = instance._meta.get_field(name)
    if not field.many_to_one:
        return getattr(instance, name)
    related = field.get_cached_value(instance, default=None) or getattr(instance, name, None)
    return related.natural_key()[0] if related is not None else None


def check_references(drafts: list[Draft], using: str) -> list[Problem]:
    """Links, citations and veils of what is to be public lead somewhere; a draft's may not yet."""
    parts = [part for draft in drafts if is_to_be_public(draft) for part in draft.parts]
    entries = [draft for draft in drafts if issubclass(draft.model, Entry)]
    return [*dead_links(parts, entries, using), *unknown_veils(parts, entries)]


def is_to_be_public(draft: Draft):
    return not draft.kept and getattr(draft.instance, "state", State.PUBLISHED) == State.PUBLISHED


def dead_links(parts, entries, using):
    marks = [(part, mark) for part in parts for mark in marks_of(part.instance)]
    known = {(kinds.kind_of(entry.model), entry.natural) for entry in entries}
    wanted = defaultdict(set)
    for _, mark in marks:
        if (mark.kind, mark.key) not in known and kinds.is_kind(mark.kind):
            wanted[mark.kind].add(mark.key)
    for kind, keys in wanted.items():
        found = kinds.model_of(kind).objects.using(using).filter(key__in=keys)
        known |= {(kind, key) for key in found.values_list("key", flat=True)}
    for part, mark in marks:
        if (mark.kind, mark.key) not in known:
            message = f"This leads nowhere: there is no {mark.kind} “{mark.key}”."
            yield part.problem(message, mark.where)


def unknown_veils(parts, entries):
    known = {episode.code for episode in horizon.episodes()}
    for entry in entries:
        known |= {code for code, _, _ in horizon_codes(entry)}
    for part in parts:
        for field, code in veils_of(part.instance):
            if code not in known:
                message = f"There is no episode “{code}” that could give this away."
                yield part.problem(message, field)


def horizon_codes(entry: Draft):
    # A record that lacks what it stands on is a problem that is told already.
    return entry.instance.horizon_codes() if entry.is_whole else []
