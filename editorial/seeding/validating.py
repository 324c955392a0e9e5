"""What the models themselves say against what is to be written, told of the record in the fixture."""

from collections import defaultdict
from collections.abc import Callable, Iterator
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

    def problems(self) -> list[Problem]:
        for plan in self.plans if self.written else ():
            self.instances[plan.draft.address] = (
                made(plan.wanted.fields, plan.wanted.shape, plan.graph and plan.graph.instance.pk)
                if plan.is_written
                else plan.graph.instance
            )
        self.fetch_others()
        for plan in self.written:
            self.relate(self.instances[plan.draft.address], plan.wanted.fields, plan.wanted.shape)
        return [problem for plan in self.written for problem in self.problems_of(plan)]

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
        record = self.instances[plan.draft.address]
        for place in filter(plan.changes_part, plan.parts()):
            part = plan.part_at(place)
            exclude = {*part.shape.references, *(part.unread if part.path == place else ())}
            instance = record
            if place:
                accessor, uid = place
                fields, shape = plan.wanted.get(place), plan.wanted.shape.rows[accessor]
                instance = made(fields, shape, plan.graph and plan.graph.row_pks.get(place))
                instance.uid, instance.order = uid, fields["order"]
                self.relate(instance, fields, shape)
                setattr(instance, shape.model.parent, record)
                exclude = {*exclude, *shape.references, shape.model.parent}
            for field, message in complaints(instance, exclude):
                is_mixed = any(path[: len(place)] == place for path in plan.kept | plan.conflicting)
                yield part.problem(f"{message} {BESIDE_EDITS}" if is_mixed else message, field)


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


def complaints(instance: models.Model, exclude: set[str]) -> Iterator[tuple[str, str]]:
    """(field, message) for each rule that the instance breaks."""
    found = [*told(lambda: instance.clean_fields(exclude)), *told(instance.clean)]
    # The database can only be asked about values that it can hold.
    yield from found or told(lambda: check_conditions(instance))


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
