"""Checks over all records at once: nothing twice, and no link or citation that leads nowhere."""

from collections import defaultdict

from django.db import models

from ..links.dead import dead_marks
from ..publishing import Entry
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
    parts = {
        id(part.instance): part
        for draft in drafts
        if draft.instance.is_meant_for_public() and not draft.kept
        for part in draft.parts
    }
    entries = [draft.instance for draft in drafts if issubclass(draft.model, Entry)]
    dead = dead_marks([part.instance for part in parts.values()], along_with=entries, using=using)
    return [parts[id(mark.part)].problem(mark.message, mark.field) for mark in dead]
