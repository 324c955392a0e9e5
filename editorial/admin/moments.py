"""Moments in a form: one text, read and shown in the time zone of the desk."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html

FORM = "2018-03-08 09:00"


class MomentInput(forms.DateTimeInput):
    """A text, since a browser's own field drops what it cannot read before anybody is told.

    A module adds a button that opens the browser's calendar.
    """

    class Media:
        js = [forms.Script("desk/moments.js", type="module")]

    def __init__(self, attrs=None):
        super().__init__({"size": 20, "autocomplete": "off", "data-moment": True} | (attrs or {}))

    def render(self, name, value, attrs=None, renderer=None):
        zone = timezone.get_current_timezone_name()
        field = super().render(name, value, attrs, renderer)
        return format_html('<span class="moment">{} <span class="moment-zone">{}</span></span>', field, zone)


class MomentField(forms.DateTimeField):
    widget = MomentInput
    default_error_messages = {"invalid": f"Write a day and a time, as in {FORM}."}

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        how = f"Write it as {FORM}, in the time zone {timezone.get_current_timezone_name()}."
        self.help_text = f"{self.help_text} {how}".strip()

    def prepare_value(self, value):
        """An hour that comes twice is shown with its offset, so that it can be sent back as it was."""
        if not hasattr(value, "utcoffset"):
            return value
        local = timezone.localtime(value)
        if local.utcoffset() == local.replace(fold=1 - local.fold).utcoffset():
            local = local.replace(tzinfo=None)
        return written(local)

    def to_python(self, value):
        try:
            return super().to_python(value)
        except ValidationError as error:
            if error.code == "ambiguous_timezone":
                raise ValidationError(gap_or_fold(error.params["datetime"]), code=error.code) from None
            raise


def gap_or_fold(naive) -> str:
    """Why no single moment is meant, in the time zone of the desk."""
    zone = timezone.get_current_timezone()
    earlier, later = (naive.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    where = f"{written(naive)} in the time zone {zone}"
    if earlier.utcoffset() < later.utcoffset():
        return f"There is no {where}: the clocks are put forward over it."
    return f"There are two of {where}, when the clocks are put back. Write {written(earlier)} or {written(later)}."


def written(moment) -> str:
    return moment.isoformat(sep=" ", timespec="seconds" if moment.second else "minutes")
