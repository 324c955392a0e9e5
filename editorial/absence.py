"""Three ways in which a fact can be missing, kept apart: the sources are silent, there is none, nobody knows."""

from django.core.exceptions import ValidationError
from django.db import models


class Absence(models.TextChoices):
    NOT_STATED = "not stated", "not stated"
    NONE = "none", "none"
    UNKNOWN = "unknown", "unknown"


def validate_absence(value):
    if not isinstance(value, dict):
        raise ValidationError("Give each missing field its kind of absence.", code="no_absence")
    for field, absence in value.items():
        if absence not in Absence.values:
            raise ValidationError(
                "“%(absence)s” is no kind of absence for %(field)s: choose among %(choices)s.",
                code="no_absence",
                params={
                    "absence": absence,
                    "field": field,
                    "choices": ", ".join(Absence.values),
                },
            )


class AbsenceField(models.JSONField):
    """{field name: `Absence`} for the fields of the record that are empty on purpose."""

    def __init__(self, **kwargs):
        kwargs.setdefault("default", dict)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("verbose_name", "what is missing")
        kwargs.setdefault("validators", [validate_absence])
        super().__init__(**kwargs)
