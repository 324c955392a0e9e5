"""What the models themselves say against what is to be written, told of the record in the fixture."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from ..snapshot import Fields, Path
from ..snapshot.shape import Shape
from ..snapshot.taking import CHUNK
from .planning import Plan
from .problems import Problem

BESIDE_EDITS = "So it would be together with what an editor changed in it."


class Validation:
    """All records in memory as they are to be, so that they can be asked before anything is written.

    References were looked up by key already, and what must be unique is looked at for all records at once.
    """

    def __init__(self, plans: list[Plan], using: str):
        self.plans = plans
        self.written = [plan for plan in plans if plan.is_written]
        self.using = using
        self.instances: dict[tuple[type[models.Model], str], Any] = {}
        self.sound: list[tuple[Plan, Path, Any]] = []

    def problems(self, tell: Callable[[int], None]) -> list[Problem]:
        """What is wrong with them. `tell` hears how many were looked at."""
        for plan in self.plans if self.written else ():
            self.instances[plan.draft.address] = (
                made(plan.wanted.fields, plan.wanted.shape, plan.graph and plan.graph.instance.pk)
                if plan.is_written
                else plan.graph.instance
            )
        self.fetch_others()
        for plan in self.written:
            self.relate(self.instances[plan.draft.address], plan.wanted.fields, plan.wanted.shape)
        found = []
        for number, plan in enumerate(self.written, 1):
            found += self.problems_of(plan)
            tell(number)
        return found

    def fetch_others(self) -> None:
        """Have at hand what is named and in no fixture, in a query for each model."""
        wanted = defaultdict(set)
        for plan in self.written:
            for fields, shape in parts_of(plan):
                for name, field in shape.references.items():
                    if fields[name] is not None and (field.related_model, fields[name]) not in self.instances:
                        wanted[field.related_model].add(fields[name])
        for model, keys in wanted.items():
            for start in range(0, len(keys), CHUNK):
                lookup = {f"{model.natural_field}__in": sorted(keys)[start : start + CHUNK]}
                for instance in model._base_manager.using(self.using).filter(**lookup):
                    self.instances[model, instance.natural_key()[0]] = instance

    def relate(self, instance: Any, fields: Fields, shape: Shape) -> None:
        for name, field in shape.references.items():
            setattr(instance, name, self.instances.get((field.related_model, fields[name])))

    def problems_of(self, plan: Plan) -> Iterator[Problem]:
        for place in filter(plan.changes_part, plan.parts()):
            instance = self.row_at(plan, place) if place else self.instances[plan.draft.address]
            part = plan.part_at(place)
            exclude = {*part.shape.references, getattr(part.model, "parent", "")}
            if part.path == place:
                exclude |= part.unread
            found = [*told(partial(instance.clean_fields, exclude)), *told(instance.clean)]
            yield from problems_at(plan, place, found)
            if not found:
                self.sound.append((plan, place, instance))

    def row_at(self, plan: Plan, place: Path) -> Any:
        accessor, uid = place
        fields, shape = plan.wanted.get(place), plan.wanted.shape.rows[accessor]
        row = made(fields, shape, plan.graph and plan.graph.row_pks.get(place))
        row.uid, row.order = uid, fields["order"]
        self.relate(row, fields, shape)
        setattr(row, shape.model.parent, self.instances[plan.draft.address])
        return row

    def broken_conditions(self) -> list[Problem]:
        """What the database refuses. It is asked about each part, so only if it did refuse."""
        return [
            problem
            for plan, place, instance in self.sound
            for problem in problems_at(plan, place, told(partial(check_conditions, instance)))
        ]


def problems_at(plan: Plan, place: Path, found: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    is_mixed = any(path[: len(place)] == place for path in plan.kept | plan.conflicting)
    for field, message in found:
        yield plan.part_at(place).problem(f"{message} {BESIDE_EDITS}" if is_mixed else message, field)


def parts_of(plan: Plan) -> Iterator[tuple[Fields, Shape]]:
    wanted = plan.wanted
    yield wanted.fields, wanted.shape
    for accessor, rows in wanted.rows.items():
        for fields in rows.values():
            yield fields, wanted.shape.rows[accessor]


def made(fields: Fields, shape: Shape, pk: int | None) -> Any:
    """An instance with these values, which is there already if it has a primary key."""
    values = {name: column.to_python(fields[name]) for name, column in shape.columns.items() if name != "uid"}
    instance = shape.model(pk=pk, **values)
    instance._state.adding = pk is None
    return instance


def told(check: Callable[[], None]) -> Iterator[tuple[str, str]]:
    try:
        check()
    except ValidationError as error:
        for field, messages in in_fields(error).items():
            for message in messages:
                yield field, message


def check_conditions(instance: models.Model) -> None:
    for constraint in instance._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            constraint.validate(type(instance), instance)


def in_fields(error: ValidationError) -> dict[str, list[str]]:
    if hasattr(error, "error_dict"):
        return {"" if field == NON_FIELD_ERRORS else field: messages for field, messages in error.message_dict.items()}
    return {"": error.messages}
