"""Checks over all records at once: nothing twice before they are written, and the registered checks after it."""

from collections import defaultdict
from collections.abc import Iterator

from django.db import models

from .. import checks
from ..snapshot import Fields, Path
from ..snapshot.data import plain
from .drafting import Draft
from .planning import Plan
from .problems import Problem


def find_doubles(drafts: list[Draft]) -> Iterator[Problem]:
    """What stands in the fixtures twice."""
    first: dict[tuple, Draft] = {}
    for part in (part for draft in drafts for part in draft.parts):
        other = first.setdefault(part.address, part)
        if other is not part and part.parent:
            yield part.problem("Another row says the same: leave one out.")
        elif other is not part:
            yield part.problem(f"This key stands in {other.file}:{other.line} too.", "key")


def check_unique(plans: list[Plan], using: str) -> list[Problem]:
    """Which records and rows would say what another one says already and only one may say."""
    parts = defaultdict(list)
    for plan in plans:
        for place in plan.parts() if plan.is_written else ():
            model = plan.wanted.shape.rows[place[0]].model if place else plan.draft.model
            parts[model].append((plan, place))
    return [
        problem
        for model, ours in parts.items()
        for names in unique_sets(model)
        for problem in taken_twice(model, names, ours, plans, using)
    ]


def unique_sets(model) -> Iterator[tuple[str, ...]]:
    """The sets of fields that no two records share, but for the natural key, which says who is who."""
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key and field.name != model.natural_field:
            yield (field.name,)
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.condition is None:
            yield tuple(constraint.fields)


def taken_twice(
    model, names: tuple[str, ...], ours: list[tuple[Plan, Path]], plans: list[Plan], using: str
) -> Iterator[Problem]:
    parent = getattr(model, "parent", None)
    owner = f"{parent}__pk" if parent else "pk"
    by_pk = {plan.graph.instance.pk: plan for plan in plans if plan.graph and plan.draft.model is owner_of(model)}
    others = model._base_manager.using(using).order_by()
    taken = {
        tuple(map(plain, values)): by_pk[pk].draft.name if pk in by_pk else "an entry that is not in the fixtures"
        for pk, *values in others.values_list(owner, *(lookup_of(model, name) for name in names))
        if pk not in by_pk or not by_pk[pk].is_written
    }
    for plan, place in ours:
        fields = plan.wanted.get(place) if place else plan.wanted.fields
        values = tuple(value_of(plan, fields, name, parent) for name in names)
        if None in values:
            continue
        part = plan.part_at(place)
        if other := taken.get(values):
            yield part.problem(f"{' and '.join(map(str, values))} is taken by {other}.", ", ".join(names))
        else:
            taken[values] = part.name


def owner_of(model):
    return model._meta.get_field(model.parent).related_model if hasattr(model, "parent") else model


def lookup_of(model, name: str) -> str:
    field = model._meta.get_field(name)
    return f"{name}__{field.related_model.natural_field}" if field.many_to_one else name


def value_of(plan: Plan, fields: Fields, name: str, parent: str | None):
    return plan.fixture.key if name == parent else fields[name]


@checks.one_run()
def check_content(plans: list[Plan], using: str) -> tuple[list[Problem], int]:
    """What the registered checks find in what is there now and meant for the public: errors, and how many warnings.

    A draft, and what is kept as an editor left it, may be as it is.
    """
    problems, warnings = [], 0
    by_model: dict[type, dict[str, Plan]] = defaultdict(dict)
    for plan in plans:
        if not plan.kept:
            by_model[plan.draft.model][plan.draft.natural] = plan
    for model, ours in by_model.items():
        keys = list(ours)
        for start in range(0, len(keys), checks.CHUNK):
            records = model._base_manager.using(using).filter(key__in=keys[start : start + checks.CHUNK]).order_by("pk")
            for record, findings in checks.findings_in(records).items():
                if record.is_meant_for_public():
                    errors = [finding for finding in findings if finding.is_error]
                    problems += [problem_of(ours[record.key], error) for error in errors]
                    warnings += len(findings) - len(errors)
    return problems, warnings


def problem_of(plan: Plan, finding: checks.Finding) -> Problem:
    """Told of the row in which it stands."""
    return plan.part_at(place_of(plan, finding.part)).problem(finding.message, finding.field)


def place_of(plan: Plan, part: models.Model) -> Path:
    uid = str(getattr(part, "uid", ""))
    return next((place for place in plan.parts() if place and place[1] == uid), ())
