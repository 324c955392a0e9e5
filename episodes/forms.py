import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_date

FIRST = datetime.date(1900, 1, 1)


class DayInput(forms.DateInput):
    """A browser's own field for days, which holds nothing else: what was typed amiss stands in a line of text."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["type"] = "date" if is_day(context["widget"]["value"] or "") else "text"
        return context


def is_day(typed: str) -> bool:
    try:
        return not typed or parse_date(typed).isoformat() == typed
    except (AttributeError, ValueError):  # It is written otherwise, or is not in the calendar.
        return False


class DayForm(forms.Form):
    """A day in the past, or today."""

    on = forms.DateField(
        label="On which day?",
        input_formats=["%Y-%m-%d"],
        widget=DayInput(format="%Y-%m-%d"),
        error_messages={
            "required": "Name a day first.",
            "invalid": "This is no day of the calendar: write it as 2018-03-08.",
        },
    )

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day < FIRST:
            raise ValidationError("That is before there was anything to watch. Name a day from 1900 on.")
        if day > timezone.localdate():
            raise ValidationError("That day is still to come, and no source knows of it.")
        return day
