from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from .partial import WAYS_TO_WRITE, PartialDate


def read(value):
    if isinstance(value, PartialDate):
        return value
    if value is None or value == "":
        return None
    try:
        return PartialDate.parse(str(value))
    except ValueError as error:
        raise ValidationError(str(error), code="invalid_date") from None


class PartialDateFormField(forms.CharField):
    def __init__(self, **kwargs):
        kwargs["max_length"] = 30
        super().__init__(**kwargs)

    def to_python(self, value):
        return read(value if isinstance(value, PartialDate) else super().to_python(value))

    def prepare_value(self, value):
        return str(value) if isinstance(value, PartialDate) else value

    def run_validators(self, value):
        super().run_validators("" if value is None else str(value))


class PartialDateField(models.CharField):
    """A `PartialDate`, or None; kept as a text that sorts by time."""

    description = "A date known to the day, week, month or year"

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", None)
        kwargs.setdefault("help_text", WAYS_TO_WRITE)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value, expression, connection):
        return PartialDate.from_stored(value) if value else None

    def to_python(self, value):
        return read(value)

    def get_prep_value(self, value):
        date = read(value)
        return date.stored if date else ""

    def run_validators(self, value):
        super().run_validators("" if value is None else str(value))

    def value_to_string(self, obj):
        return str(self.value_from_object(obj) or "")

    def formfield(self, **kwargs):
        return models.Field.formfield(self, form_class=PartialDateFormField, **kwargs)
