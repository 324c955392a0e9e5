"""A site with much more of everything: copies of the shipped entries, each set with its own links among them.

What a season has a fixed number of stays as it is: its episodes, chapters, albums, releases and scores.
"""

import re
import uuid
from collections.abc import Iterator
from functools import cache

from django.core.management.color import no_style
from django.db import connection, models, transaction

from editorial import kinds
from editorial.pictures.models import Picture
from editorial.publishing import Entry, Record
from editorial.snapshot.shape import record_models, shape_of
from episodes.models import Album, Connection, Episode, Release, Season, Section
from reviews.models import Score

ONCE: set[type[Record]] = {Season, Episode, Section, Album, Release, Connection, Score, Picture}
BATCH = 500
REFERENCE = re.compile(r"(\[\[(?P<kind>[a-z]+):[a-z0-9-]+|\[@[a-z0-9-]+|^(?P<whole>[a-z]+):[a-z0-9-]+$)")


def grow(entries: int) -> int:
    """Add copies until there are about as many entries as wanted; says how many there are then."""
    there = {model: list(model._base_manager.order_by("pk")) for model in models_to_copy()}
    stride = 1 + max((record.pk for records in there.values() for record in records), default=0)
    one_set = sum(len(records) for model, records in there.items() if issubclass(model, Entry))
    copies = max(0, round((entries - count()) / one_set))
    with transaction.atomic():
        for model, records in there.items():
            fresh = (copy_of(record, number, stride) for number in range(1, copies + 1) for record in records)
            model._base_manager.bulk_create(fresh, batch_size=BATCH)
            for field in model._meta.many_to_many:
                copy_pairs(field.remote_field.through, copies, stride)
        reset_sequences(there)
    return count()


def count() -> int:
    return sum(kinds.model_of(word)._base_manager.count() for word in kinds.words())


def models_to_copy() -> Iterator[type[models.Model]]:
    for model in record_models():
        if model not in ONCE:
            yield model
            yield from (shape.model for shape in shape_of(model).rows.values())


@cache
def is_copied(model: type[models.Model]) -> bool:
    return model in models_to_copy()


def copy_of(record: models.Model, number: int, stride: int) -> models.Model:
    """A record as the numbered set has it: of a name of its own, and related to the others of its set."""
    values = {}
    for field in record._meta.concrete_fields:
        value = getattr(record, field.attname)
        if field.primary_key or (field.many_to_one and value is not None and is_copied(field.related_model)):
            value += number * stride
        elif field.name in ("key", "slug"):
            value = f"{value}-{number}"
        elif field.name == "uid":
            value = uuid.uuid5(value, str(number))
        elif isinstance(value, str):
            value = REFERENCE.sub(lambda found: renamed(found, number), value)
        values[field.attname] = value
    return type(record)(**values)


def renamed(reference: re.Match[str], number: int) -> str:
    kind = reference["kind"] or reference["whole"] or "source"
    is_known = kind in kinds.words() and is_copied(kinds.model_of(kind))
    return f"{reference[0]}-{number}" if is_known else reference[0]


def copy_pairs(through: type[models.Model], copies: int, stride: int) -> None:
    pairs = list(through._default_manager.order_by("pk"))
    last = max((pair.pk for pair in pairs), default=0)
    through._default_manager.bulk_create(
        (
            through(
                pk=pair.pk + number * last,
                **{
                    field.attname: getattr(pair, field.attname)
                    + (number * stride if is_copied(field.related_model) else 0)
                    for field in through._meta.concrete_fields
                    if field.many_to_one
                },
            )
            for number in range(1, copies + 1)
            for pair in pairs
        ),
        batch_size=BATCH,
    )


def reset_sequences(model_list) -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(model_list)):
            cursor.execute(statement)
