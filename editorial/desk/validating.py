"""Whether a record may say what somebody wants it to say, by the rules of its kind."""

from collections.abc import Iterator
from copy import copy

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models

from ..snapshot import Fields, Path, Snapshot, Unappliable, staged
from ..snapshot.shape import Shape
from .holding import Held
from .refusals import Invalid


def validate(held: Held, wanted: Snapshot) -> None:
    """Raise Invalid with all that is wrong, each with its place."""
    errors = list(unreadable(wanted))
    if errors:  # The database can only be asked about values that it can hold.
        raise Invalid(errors)
    try:
        with staged(wanted):
            record = type(held.record)._base_manager.get(pk=held.record.pk)
            errors += complaints((), record, exclude=())
            for accessor, shape in wanted.shape.rows.items():
                for row in getattr(record, accessor).all():
                    setattr(row, shape.model.parent, record)
                    errors += complaints((accessor, str(row.uid)), row, exclude=(shape.model.parent,))
    except Unappliable as error:
        errors += [(missing.path, str(missing)) for missing in error.missing]
    except IntegrityError:
        errors += list(taken(held, wanted)) or [((), "Two of its parts say what only one may say.")]
    if errors:
        raise Invalid(errors)


def taken(held: Held, wanted: Snapshot) -> Iterator[tuple[Path, str]]:
    """What only one record may say, and another says already."""
    record = copy(held.record)
    for name, column in wanted.shape.columns.items():
        if column.unique:
            setattr(record, name, column.to_python(wanted.fields[name]))
    try:
        record.validate_unique()
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            yield from (((name,), message) for message in messages)


def complaints(path: Path, instance: models.Model, exclude) -> Iterator[tuple[Path, str]]:
    try:
        instance.full_clean(exclude=exclude)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            place = path if name == NON_FIELD_ERRORS else (*path, name)
            yield from ((place, message) for message in messages)


def unreadable(wanted: Snapshot) -> Iterator[tuple[Path, str]]:
    """Values that their fields do not take."""
    yield from unreadable_in((), wanted.fields, wanted.shape)
    for accessor, rows in wanted.rows.items():
        for uid, fields in rows.items():
            yield from unreadable_in((accessor, uid), fields, wanted.shape.rows[accessor])


def unreadable_in(path: Path, fields: Fields, shape: Shape) -> Iterator[tuple[Path, str]]:
    for name, column in shape.columns.items():
        try:
            if name in fields:
                column.run_validators(column.to_python(fields[name]))
        except ValidationError as error:
            yield from (((*path, name), message) for message in error.messages)
