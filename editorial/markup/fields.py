"""The model fields for what editors write: a line, prose, and the sources of a record."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.db import models

from .characters import tidy, validate_characters, validate_one_line
from .marks import one_space
from .syntax import validate_cites, validate_prose


class LineField(models.CharField):
    """One line of plain text, without markup."""

    default_validators = [validate_characters, validate_one_line]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 200)
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        value = super().to_python(value)
        return value if value is None else tidy(value)


class CitesField(models.CharField):
    """The sources of a record as a whole: citation marks and nothing else."""

    default_validators = [validate_characters, validate_cites]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 500)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        value = super().to_python(value)
        return value if value is None else one_space(value)


class ProseFormField(forms.CharField):
    """Browsers send every line break as \\r\\n, which alone is no change to the text."""

    def to_python(self, value):
        value = super().to_python(value)
        return value if value in self.empty_values else tidy(value)


class ProseField(models.TextField):
    """Markdown with links to entries, citations and veils."""

    default_validators = [validate_characters, validate_prose]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 100_000)
        super().__init__(*args, **kwargs)
        self.validators.append(MaxLengthValidator(self.max_length))

    def to_python(self, value):
        value = super().to_python(value)
        return value if value is None else tidy(value)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": ProseFormField, **kwargs})
