"""Choosing entries by typing a part of their name, with the chosen ones shown without a query for each.

A module turns the select with what is chosen into a field to type in. Without script the select still keeps or drops
it, and a field beside it takes the key of something else, which is sent as "key:krysten-ritter".
"""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from ..permissions import name_for
from ..publishing import Record

BY_KEY = "key:"
LONGEST_KEY = 150
# Side by side, since the links of Django's wrapper follow the select that they belong to.
SELECT_OR_KEY = '{}<noscript><label class="chooser-key">{} <input type="text" name="{}" value="{}"></label></noscript>'


def is_identifier(value) -> bool:
    """Whether this can be the primary key of a row: the database need not be troubled with anything else."""
    return re.fullmatch("[0-9]{1,18}", str(value), re.ASCII) is not None


class KnowsChosen:
    known = ()  # entries that the form has at hand

    class Media:
        js = [forms.Script("desk/choosing.js", type="module")]

    def __init__(self, db_field, admin_site, user):
        super().__init__()
        self.db_field, self.admin_site, self.user = db_field, admin_site, user

    def build_attrs(self, base_attrs, extra_attrs=None):
        meta = self.db_field.model._meta
        asked = {"app_label": meta.app_label, "model_name": meta.model_name, "field_name": self.db_field.name}
        address = reverse(f"{self.admin_site.name}:autocomplete")
        return super().build_attrs(base_attrs, extra_attrs) | {"data-choose-from": f"{address}?{urlencode(asked)}"}

    def optgroups(self, name, value, attrs=None):
        chosen = [str(pk) for pk in value if is_identifier(pk)]
        entries = {str(entry.pk): entry for entry in self.known}
        if not entries.keys() >= set(chosen):
            entries = {str(entry.pk): entry for entry in self.choices.queryset.filter(pk__in=chosen)}
        blank = [] if self.is_required or self.allow_multiple_selected else [("", "", False)]
        options = [*blank, *((pk, self.label(entries[pk]), True) for pk in chosen if pk in entries)]
        return [(None, [self.create_option(name, *option, index) for index, option in enumerate(options)], 0)]

    def label(self, entry):
        return name_for(self.user, entry) if isinstance(entry, Record) else str(entry)

    def render(self, name, value, attrs=None, renderer=None):
        select = super().render(name, value, attrs, renderer)
        typed = " ".join(key.removeprefix(BY_KEY) for key in self.format_value(value) if key.startswith(BY_KEY))
        return format_html(SELECT_OR_KEY, select, self.no_script_label, f"{name}-key", typed)

    def typed_keys(self, data, name):
        return [BY_KEY + key for key in re.split(r"[\s,]+", data.get(f"{name}-key", "")) if key]

    def value_omitted_from_data(self, data, files, name):
        return super().value_omitted_from_data(data, files, name) and f"{name}-key" not in data


class ChooseOne(KnowsChosen, forms.Select):
    no_script_label = "or the one with the key"

    def value_from_datadict(self, data, files, name):
        keys = self.typed_keys(data, name)
        return keys[0] if keys else super().value_from_datadict(data, files, name)


class ChooseSome(KnowsChosen, forms.SelectMultiple):
    no_script_label = "and those with the keys"

    def value_from_datadict(self, data, files, name):
        chosen = super().value_from_datadict(data, files, name) or []
        return [*chosen, *self.typed_keys(data, name)]


class EntryChoiceField(forms.ModelChoiceField):
    def to_python(self, value):
        if isinstance(value, str) and value.startswith(BY_KEY):
            return entries_by_key(self.queryset, [value])[value]
        # What was chosen before needs no look-up, and stays though one may not know of it.
        return known_to(self).get(str(value)) or super().to_python(value)


class EntriesChoiceField(forms.ModelMultipleChoiceField):
    def clean(self, value):
        keys = [pk for pk in value or () if str(pk).startswith(BY_KEY)]
        found = entries_by_key(self.queryset, keys) if keys else {}
        value = [found[pk].pk if pk in found else pk for pk in value or ()]
        for pk in value:
            if not is_identifier(pk):
                raise ValidationError(
                    self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": pk}
                )
        known = known_to(self)
        kept = [known[str(pk)] for pk in value if str(pk) in known]
        others = [pk for pk in value if str(pk) not in known]
        return [*kept, *super().clean(others)] if others or not kept else kept


def known_to(field) -> dict[str, object]:
    """The entries that came with the form, by primary key."""
    widget = getattr(field.widget, "widget", field.widget)
    return {str(entry.pk): entry for entry in getattr(widget, "known", ())}


def entries_by_key(queryset, typed) -> dict:
    """The entry that each "key:…" names."""
    model = queryset.model
    name = getattr(model, "natural_field", None) or getattr(model, "USERNAME_FIELD", "pk")
    keys = {text: text.removeprefix(BY_KEY) for text in typed}
    askable = [key for key in keys.values() if "\0" not in key and len(key) <= LONGEST_KEY]
    entries = {str(getattr(entry, name)): entry for entry in queryset.filter(**{f"{name}__in": askable})}
    for key in keys.values():
        if key not in entries:
            raise ValidationError(
                "There is no %(kind)s with the key “%(key)s”.",
                code="no_such_key",
                params={"kind": model._meta.verbose_name, "key": key},
            )
    return {text: entries[key] for text, key in keys.items()}


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
