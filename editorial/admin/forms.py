"""The forms of records and rows: what is said of them before anything is saved."""

from django import forms
from django.core.validators import MaxValueValidator
from django.forms.models import BaseInlineFormSet

from ..permissions import call_by_known_names
from .choosing import tell_chosen
from .fields import HorizonChoiceField

LAST_ORDER = 30_000  # a row without a number goes after the last, and has to fit as well


class DeskForm(forms.ModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        tell_chosen(self)
        for name, field in self.fields.items():
            if isinstance(field, HorizonChoiceField):
                field.admit(getattr(self.instance, name))


class RecordForm(DeskForm):
    pass


class EntryForm(RecordForm):
    pass


class RowForm(DeskForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["order"].required = False
        self.fields["order"].validators.append(MaxValueValidator(LAST_ORDER))
        self.fields["order"].initial = None

    @property
    def stays(self):
        """Whether there will be such a row after saving."""
        return (self.has_changed() or not self.instance._state.adding) and not self.cleaned_data.get("DELETE")


class RowNameField(forms.CharField):
    """Which row a form is for, by its permanent name: on the stage its primary key is another one each time."""

    widget = forms.HiddenInput

    def __init__(self, uid):
        self.uid = str(uid) if uid else ""
        super().__init__(required=False, initial=self.uid)

    def clean(self, value):
        if (value or "") != self.uid:
            raise forms.ValidationError("This row is no part of this record any more.", code="no_row")
        return value


class RowFormSet(BaseInlineFormSet):
    """The rows of a record, told by their `uid`; one without a number goes to the end."""

    user = None  # who has the form
    default_error_messages = BaseInlineFormSet.default_error_messages | {
        "missing_management_form": "The list of rows was damaged on its way, so nothing is saved: %(field_names)s.",
        "too_many_forms": "A record has at most %(num)d rows of a kind.",
    }

    def get_queryset(self):
        """With each row knowing its record, and calling all that it names as whoever has the form may know it."""
        if not hasattr(self, "_queryset"):  # Each of the forms asks for it.
            rows = super().get_queryset()
            call_by_known_names(self.user, list(rows))
            for row in rows:
                setattr(row, self.fk.name, self.instance)
        return self._queryset

    def add_fields(self, form, index):
        super().add_fields(form, index)
        uid = None if form.instance._state.adding else form.instance.uid
        form.fields[self._pk_field.name] = RowNameField(uid)

    def _get_to_python(self, field):
        return str

    def _existing_object(self, pk):
        if not hasattr(self, "_rows_by_uid"):
            self._rows_by_uid = {str(row.uid): row for row in self.get_queryset()}
        return self._rows_by_uid.get(pk)

    def save(self, commit=True):
        rows = [form.instance for form in self.forms if form.stays]
        last = max((row.order for row in rows if row.order is not None), default=-1)
        for place, row in enumerate((row for row in rows if row.order is None), start=last + 1):
            row.order = place
        return super().save(commit)
