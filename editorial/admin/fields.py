"""The form fields for what a record has beyond texts and numbers."""

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst

from ..absence import Absence


class HorizonChoiceField(forms.TypedChoiceField):
    """A horizon, chosen among the episodes."""

    def __init__(self, **kwargs):
        super().__init__(coerce=int, **kwargs)

    def admit(self, number):
        """Offer this one too: the episode of that number may be gone, or not yet be there."""
        if number not in dict(self.choices):
            self.choices = [*self.choices, (number, f"episode {number} of the series")]


class AbsentWidget(forms.MultiWidget):
    """A choice for each field, beside the field's label."""

    def __init__(self, labels, choices):
        self.labels = labels
        super().__init__({name: forms.Select(choices=choices) for name in labels})

    def decompress(self, value):
        return [(value or {}).get(name, "") for name in self.labels]

    def render(self, name, value, attrs=None, renderer=None):
        selects = self.get_context(name, value, attrs)["widget"]["subwidgets"]
        fields = (
            (select["attrs"]["id"], label, self._render(select["template_name"], {"widget": select}, renderer))
            for select, label in zip(selects, self.labels.values(), strict=True)
        )
        return format_html(
            '<div class="absent">{}</div>', format_html_join("\n", '<label for="{}">{}</label> {}', fields)
        )


class AbsentField(forms.MultiValueField):
    """Which of a record's fields are empty on purpose, and in which way."""

    ways = [("", "—"), *Absence.choices]

    def __init__(self, model_fields, **kwargs):
        labels = {field.name: capfirst(field.verbose_name) for field in model_fields}
        self.names = list(labels)
        super().__init__(
            [forms.ChoiceField(choices=self.ways, required=False) for _ in labels],
            widget=AbsentWidget(labels, self.ways),
            required=False,
            require_all_fields=False,
            **kwargs,
        )

    def compress(self, data_list):
        return {name: absence for name, absence in zip(self.names, data_list, strict=False) if absence}
