"""What editors call the place in a record at which something stands."""

from django.core.exceptions import FieldDoesNotExist
from django.db import models


def name_of_place(model: type[models.Model], where: str) -> str:
    """What the index calls “biography” or “credits.cites”, in the words of the form."""
    words = []
    for name in where.split("."):
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:  # The index is older than the model.
            return where
        if field.auto_created:
            model = field.related_model
            words.append(str(model._meta.verbose_name_plural))
        else:
            words.append(str(field.verbose_name))
    return ": ".join(words)
