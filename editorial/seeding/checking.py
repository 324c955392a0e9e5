"""Checks over many records at once: nothing twice before they are written, and the registered checks after it."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from django.db import models

from .. import checks
from ..links.index import reindex
from ..snapshot import Fields, Path
from ..snapshot.data import plain
from ..snapshot.taking import CHUNK
from .planning import Plan
from .problems import Problem
from .roll import Address, Roll


def check_unique(plans: list[Plan], roll: Roll, using: str) -> list[Problem]:
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
        for problem in taken_twice(model, names, ours, roll, using)
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
    model, names: tuple[str, ...], ours: list[tuple[Plan, Path]], roll: Roll, using: str
) -> Iterator[Problem]:
    wanted = {}
    for plan, place in ours:
        fields = plan.wanted.get(place) if place else plan.wanted.fields
        values = tuple(value_of(plan, fields, name, getattr(model, "parent", None)) for name in names)
        if None not in values:
            wanted[plan.name, place] = values
    written = {(plan.draft.model, plan.draft.natural) for plan, _ in ours}
    taken = dict(held_by_others(model, names, {values[0] for values in wanted.values()}, written, roll, using))
    for plan, place in ours:
        values = wanted.get((plan.name, place))
        part = plan.part_at(place)
        if other := taken.get(values):
            yield part.problem(f"{' and '.join(map(str, values))} is taken by {other}.", ", ".join(names))
        elif values:
            taken[values] = part.name


def held_by_others(
    model, names: tuple[str, ...], firsts: set, written: set[Address], roll: Roll, using: str
) -> Iterator[tuple[tuple, str]]:
    """(values, by what) of the records or rows that have one of these first values and are not written now."""
    owner = owner_of(model)
    key = f"{model.parent}__key" if hasattr(model, "parent") else "key"
    lookups = [lookup_of(model, name) for name in names]
    asked = sorted(firsts)
    for start in range(0, len(asked), CHUNK):
        others = model._base_manager.using(using).filter(**{f"{lookups[0]}__in": asked[start : start + CHUNK]})
        for owner_key, *values in others.order_by().values_list(key, *lookups):
            if (owner, owner_key) not in written:
                place = roll.places.get((owner, owner_key))
                yield tuple(map(plain, values)), place.name if place else "an entry that is not in the fixtures"


def owner_of(model):
    return model._meta.get_field(model.parent).related_model if hasattr(model, "parent") else model


def lookup_of(model, name: str) -> str:
    field = model._meta.get_field(name)
    return f"{name}__{field.related_model.natural_field}" if field.many_to_one else name


def value_of(plan: Plan, fields: Fields, name: str, parent: str | None):
    return plan.fixture.key if name == parent else fields[name]


@checks.one_run()
def check_and_link(roll: Roll, using: str, progress: Callable[[int, int], None]) -> tuple[list[Problem], int]:
    """Index the links of what was written, and have the registered checks look at all that is there of the fixtures.

    Returns the errors in what is meant for the public, and how many warnings there are: a draft, and what is kept as an
    editor left it, may be as it is. Both read the same texts, so that they go from piece to piece together.
    """
    problems: list[Problem] = []
    warnings, done, total = 0, 0, sum(map(len, roll.keys.values()))
    for model, keys in roll.keys.items():
        for start in range(0, len(keys), checks.CHUNK):
            some = keys[start : start + checks.CHUNK]
            records = list(model._base_manager.using(using).filter(key__in=some).order_by("pk"))
            reindex([record for record in records if record.pk in roll.written[model]], using)
            checked = [record for record in records if (model, record.key) not in roll.kept]
            for record, findings in checks.findings_in(checked).items():
                if record.is_meant_for_public():
                    errors = [finding for finding in findings if finding.is_error]
                    problems += [problem_of(roll, error) for error in errors]
                    warnings += len(findings) - len(errors)
            done += len(some)
            progress(done, total)
    return problems, warnings


def problem_of(roll: Roll, finding: checks.Finding) -> Problem:
    """Told of the row in which it stands."""
    return roll.place_of(finding.record, finding.part).problem(finding.message, finding.field)
