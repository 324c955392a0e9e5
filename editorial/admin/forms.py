"""The forms of records and rows: what is said of them before anything is saved."""

from django import forms
from django.forms.models import BaseInlineFormSet

from ..links.dead import DeadMark, dead_marks
from ..publishing import public_since
from .choosing import tell_chosen
from .fields import HorizonChoiceField


class DeskForm(forms.ModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        tell_chosen(self)
        for name, field in self.fields.items():
            if isinstance(field, HorizonChoiceField):
                field.admit(getattr(self.instance, name))

    def add_dead_mark(self, mark: DeadMark):
        self.add_error(mark.field if mark.field in self.fields else None, mark.message)


class RecordForm(DeskForm):
    def _post_clean(self):
        super()._post_clean()
        if self.instance.is_meant_for_public():
            for mark in dead_marks([self.instance], along_with=[self.instance]):
                self.add_dead_mark(mark)


class EntryForm(RecordForm):
    def clean(self):
        """A moment that cannot be read is an error of its own, and none to be filled in."""
        cleaned = super().clean()
        if {"state", "publish_at"} <= cleaned.keys():
            cleaned["publish_at"] = public_since(cleaned["state"], cleaned["publish_at"])
        return cleaned


class RowForm(DeskForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["order"].required = False
        self.fields["order"].initial = None

    @property
    def stays(self):
        """Whether there will be such a row after saving."""
        return (self.has_changed() or not self.instance._state.adding) and not self.cleaned_data.get("DELETE")


class RowFormSet(BaseInlineFormSet):
    """The rows of a record; one without a number goes to the end."""

    def get_queryset(self):
        """With each row knowing its record, which it may name when it says what it is."""
        rows = super().get_queryset()
        for row in rows:
            setattr(row, self.fk.name, self.instance)
        return rows

    def clean(self):
        super().clean()
        if not self.instance.is_meant_for_public():
            return
        forms_by_row = {id(form.instance): form for form in self.forms if form.stays}
        rows = [form.instance for form in forms_by_row.values()]
        for mark in dead_marks(rows, along_with=[self.instance]):
            forms_by_row[id(mark.part)].add_dead_mark(mark)

    def save(self, commit=True):
        rows = [form.instance for form in self.forms if form.stays]
        last = max((row.order for row in rows if row.order is not None), default=-1)
        for place, row in enumerate((row for row in rows if row.order is None), start=last + 1):
            row.order = place
        return super().save(commit)
