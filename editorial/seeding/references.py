"""What the records of a fixture name: other records of it, or what is there; never what an editor deleted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import models

from ..snapshot import Missing, without
from ..snapshot.taking import CHUNK
from .drafting import Draft
from .planning import Plan
from .problems import Problem

Name = tuple[type[models.Model], str]  # model and key


def resolve(plans: list[Plan], deleted: set[Name], in_batches: bool, using: str) -> list[Problem]:
    """Take out of the plans what names a record that stays deleted; returns what names nothing at all.

    `deleted` are those that stay deleted of earlier batches, if these plans are one of several.
    """
    named = [(plan, part, *each) for plan in plans for part in plan.draft.parts for each in part.named_keys()]
    known = deleted | {plan.draft.address for plan in plans}
    known |= find({(field.related_model, key) for *_, key, field in named} - known, using)
    problems = list(unnamed(plans))
    for plan, part, name, key, field in named:
        if (field.related_model, key) not in known:
            kind, user = field.related_model._meta.verbose_name, plan.draft.model._meta.verbose_name
            advice = f" If it comes later, put each {kind} before each {user}." if in_batches else ""
            problems.append(part.problem(f"There is no {kind} with the key “{key}”.{advice}", name))
    leave_out(plans, named, deleted)
    return problems


def find(names: Iterable[Name], using: str) -> set[Name]:
    """Those of these records that there are; a query for each model."""
    keys = defaultdict(list)
    for model, key in names:
        keys[model].append(key)
    found = set()
    for model, some in keys.items():
        for start in range(0, len(some), CHUNK):
            there = model._base_manager.using(using).filter(
                **{f"{model.natural_field}__in": some[start : start + CHUNK]}
            )
            found |= {(model, key) for key in there.values_list(model.natural_field, flat=True)}
    return found


def unnamed(plans: list[Plan]) -> Iterator[Problem]:
    for part in (part for plan in plans for part in plan.draft.parts):
        for name, field in part.shape.references.items():
            if part.references[name] is None and not field.null:
                yield part.problem("This is needed: give the key of a record.", name)


def leave_out(plans: list[Plan], named: list[tuple[Plan, Draft, str, str, models.Field]], deleted: set[Name]) -> None:
    """Leave out what cannot be without a deleted record, and of all else what names one."""
    deleted = deleted | {plan.draft.address for plan in plans if plan.is_left_deleted}
    while deleted:
        more = {
            plan.draft.address
            for plan, part, name, key, field in named
            if (field.related_model, key) in deleted and is_essential(part, name) and plan.is_new
        }
        for plan in plans:
            plan.is_left_deleted |= plan.draft.address in more
        if not more:
            break
        deleted |= more
    missing = defaultdict(list)
    for plan, part, name, key, field in named:
        if (field.related_model, key) in deleted:
            missing[plan.name].append(Missing((*part.path, name), field.related_model, key))
    for plan in plans:
        if gone := missing.get(plan.name):
            there = {each.path: plan.live.get(each.path) for each in gone if plan.live and is_essential_at(plan, each)}
            plan.fixture = without(plan.fixture, gone).with_values(there)


def is_essential(part: Draft, name: str) -> bool:
    return part.parent is None and name in part.shape.references and not part.shape.references[name].null


def is_essential_at(plan: Plan, missing: Missing) -> bool:
    return len(missing.path) == 1 and is_essential(plan.draft, missing.path[0])
