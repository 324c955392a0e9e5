"""What of a model is content: what fixtures and snapshots hold of it."""

from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from ..publishing import Record, Row
from ..publishing.publicness import Publishable


@dataclass(frozen=True)
class Shape:
    """The parts of a model by what becomes of them in plain data.

    `columns` stand as values, `references` and `many` as natural keys, `accounts` as user names; `rows` have a shape of
    their own. Where a row stands among its siblings (`order`) and the accounts are no part of a fixture.
    """

    model: type[Any]
    columns: dict[str, models.Field]
    references: dict[str, models.ForeignKey]
    many: dict[str, models.ManyToManyField]
    accounts: dict[str, models.ForeignKey]
    rows: dict[str, "Shape"]

    @property
    def names(self):
        return [*self.columns, *self.references, *self.many, *self.rows]

    @property
    def is_row(self) -> bool:
        return issubclass(self.model, Row)

    @property
    def label(self) -> str:
        return self.model._meta.label_lower


@cache
def shape_of(model: Any) -> Shape:
    columns: dict[str, Any] = {}
    references: dict[str, Any] = {}
    accounts: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if issubclass(model, Row) and field.name in ("order", model.parent):
            continue
        if field.name == "uid":
            columns[field.name] = field
        elif field.many_to_one and issubclass(field.related_model, Publishable):
            references[field.name] = field
        elif field.many_to_one and field.editable and field.related_model is get_user_model():
            accounts[field.name] = field
        elif field.editable and not field.primary_key and not field.many_to_one:
            columns[field.name] = field
    many = {field.name: field for field in model._meta.many_to_many}
    rows = {
        relation.get_accessor_name(): shape_of(relation.related_model)
        for relation in model._meta.related_objects
        if issubclass(relation.related_model, Row) and relation.field.name == relation.related_model.parent
    }
    return Shape(model, columns, references, many, accounts, rows)


def record_models() -> list[type[Record]]:
    """The models of the records that fixtures hold, each after those that it refers to."""
    models_ = [model for model in apps.get_models() if issubclass(model, Record)]
    needs: dict[type[Record], list[type[Record]]] = {}
    for model in models_:
        shape = shape_of(model)
        related: list[Any] = [field.related_model for field in (*shape.references.values(), *shape.many.values())]
        needs[model] = [other for other in related if other is not model]
    return list(TopologicalSorter(needs).static_order())


def natural_field(model: type[Any]) -> str:
    """By which snapshots call the records of a model; accounts by the name with which they log in."""
    return model.USERNAME_FIELD if model is get_user_model() else model.natural_field
