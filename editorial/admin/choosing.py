"""Choosing entries by typing a part of their name, with the chosen ones shown without a query for each."""

import re

from django import forms
from django.contrib.admin.widgets import AutocompleteMixin
from django.core.exceptions import ValidationError


def is_identifier(value) -> bool:
    """Whether this can be the primary key of a row: the database need not be troubled with anything else."""
    return re.fullmatch("[0-9]{1,18}", str(value), re.ASCII) is not None


class KnowsChosen(AutocompleteMixin):
    known = ()  # entries that the form has at hand

    def optgroups(self, name, value, attrs=None):
        chosen = [str(pk) for pk in value if is_identifier(pk)]
        entries = {str(entry.pk): entry for entry in self.known}
        if not entries.keys() >= set(chosen):
            entries = {str(entry.pk): entry for entry in self.choices.queryset.filter(pk__in=chosen)}
        blank = [] if self.is_required or self.allow_multiple_selected else [("", "", False)]
        options = [*blank, *((pk, str(entries[pk]), True) for pk in chosen if pk in entries)]
        return [(None, [self.create_option(name, *option, index) for index, option in enumerate(options)], 0)]


class ChooseOne(KnowsChosen, forms.Select):
    pass


class ChooseSome(KnowsChosen, forms.SelectMultiple):
    pass


class EntriesChoiceField(forms.ModelMultipleChoiceField):
    def clean(self, value):
        for pk in value or ():
            if not is_identifier(pk):
                raise ValidationError(
                    self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": pk}
                )
        return super().clean(value)


def tell_chosen(form):
    """Let the widgets of a form know the entries that came with its instance."""
    for name, field in form.fields.items():
        widget = getattr(field.widget, "widget", field.widget)
        if not isinstance(widget, KnowsChosen):
            continue
        if widget.allow_multiple_selected:
            widget.known = form.initial.get(name) or ()
        elif entry := form.instance._state.fields_cache.get(name):
            widget.known = [entry]
