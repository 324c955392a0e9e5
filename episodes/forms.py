import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

FIRST = datetime.date(1900, 1, 1)


class DayForm(forms.Form):
    """A day in the past, or today."""

    on = forms.DateField(
        label="On which day?",
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
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
