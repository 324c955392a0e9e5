"""From the database to fixtures, in one canonical form: equal content gives equal bytes."""

import json

import yaml
from django.db import models

from ..snapshot.data import plain
from ..snapshot.shape import Shape, record_models, shape_of
from .drafting import derived_uid

WIDTH = 100  # letters in a line of prose


class Dumper(yaml.SafeDumper):
    """Block style, long texts as folded blocks, list items indented below their name."""

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)

    def ignore_aliases(self, data):
        return True


def represent_text(dumper, text):
    is_long = "\n" in text or len(text) > WIDTH
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=">" if is_long else None)


Dumper.add_representer(str, represent_text)


def dump(format_: str = "yaml") -> dict[str, str]:
    """{name of the fixture: its text} for each app that has records, every state of them included."""
    by_app: dict[str, list] = {}
    for model in record_models():
        records = records_of(shape_of(model))
        by_app.setdefault(model._meta.app_label, []).extend(records)
    return {app: FORMATS[format_](records) for app, records in by_app.items() if records}


def as_yaml(records) -> str:
    texts = [yaml.dump([record], Dumper=Dumper, sort_keys=False, allow_unicode=True, width=WIDTH) for record in records]
    return "\n".join(texts)


def as_json_lines(records) -> str:
    return "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records)


FORMATS = {"yaml": as_yaml, "jsonl": as_json_lines}


def records_of(shape: Shape):
    label = shape.model._meta.label_lower
    prefetches = [*shape.many]
    for accessor, row_shape in shape.rows.items():
        rows = row_shape.model.objects.select_related(*row_shape.references)
        rows = rows.prefetch_related(*row_shape.many).order_by("order", "pk")
        prefetches.append(models.Prefetch(accessor, rows))
    instances = shape.model.objects.select_related(*shape.references).prefetch_related(*prefetches)
    return [
        {"model": label, "fields": record_fields(instance, shape)}
        for instance in sorted(instances, key=lambda instance: instance.key)
    ]


def record_fields(record, shape: Shape):
    fields = own_fields(record, shape)
    if fields.get("slug") == record.key:
        del fields["slug"]
    for accessor, row_shape in shape.rows.items():
        rows = [row_fields(row, row_shape, record.key) for row in getattr(record, accessor).all()]
        if rows:
            fields[accessor] = rows
    return fields


def row_fields(row, shape: Shape, parent_key):
    fields = own_fields(row, shape)
    natural = [text_of(fields.get(name, default_of(shape, name))) for name in shape.model.natural]
    if row.uid == derived_uid(shape.model, parent_key, natural):
        del fields["uid"]
    return fields


def default_of(shape: Shape, name):
    column = shape.columns.get(name)
    return column.get_default() if column is not None else None


def text_of(value):
    return "" if value is None else str(value)


def own_fields(instance, shape: Shape):
    """What differs from its default, in the order of the model's fields."""
    fields = {}
    for field in shape.model._meta.concrete_fields:
        if field.name in shape.references:
            related = getattr(instance, field.name)
            if related is not None:
                fields[field.name] = related.natural_key()[0]
        elif field.name in shape.columns:
            value = field.value_from_object(instance)
            if field.name == "uid" or value != field.get_default():
                fields[field.name] = plain(value)
    for name in shape.many:
        keys = sorted(other.natural_key()[0] for other in getattr(instance, name).all())
        if keys:
            fields[name] = keys
    return {name: fields[name] for name in sorted(fields, key=reading_order(shape))}


def reading_order(shape: Shape):
    """Key, title and state first, then as in the model, what backs it and what is missing last."""
    first = ["uid", "key", "slug", "title", "state", "publish_at", "expire_at", "horizon"]
    last = ["cites", "absent"]
    names = [name for name in shape.names if name not in first + last]
    places = {name: place for place, name in enumerate([*first, *names, *last])}
    return places.__getitem__
