"""Checks over all records at once: nothing twice before they are written, and the registered checks after it."""

from collections import defaultdict

from django.db import models

from .. import checks
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


def check_content(drafts: list[Draft], using: str) -> tuple[list[Problem], int]:
    """What the registered checks find in what was written and is meant for the public: errors, and how many warnings.

    A draft, and what is kept as an editor left it, may be as it is.
    """
    problems, warnings = [], 0
    by_model = defaultdict(dict)
    for draft in drafts:
        if draft.instance.is_meant_for_public() and not draft.kept:
            by_model[draft.model][draft.natural] = draft
    for model, ours in by_model.items():
        keys = list(ours)
        for start in range(0, len(keys), checks.CHUNK):
            records = model.objects.using(using).filter(key__in=keys[start : start + checks.CHUNK]).order_by("pk")
            for record, findings in checks.findings_in(records).items():
                errors = [finding for finding in findings if finding.is_error]
                problems += [problem_of(ours[record.key], error) for error in errors]
                warnings += len(findings) - len(errors)
    return problems, warnings


def problem_of(draft: Draft, finding) -> Problem:
    """Told of the row in which it stands."""
    rows = {(row.model, row.natural): row for row in draft.rows}
    part = rows.get((type(finding.part), finding.part.natural_key()[0]), draft)
    return part.problem(finding.message, finding.field)
