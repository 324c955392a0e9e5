"""Forms that are filled in with what was typed before, and say nothing of what is wrong with it: saving does."""

from django.forms.utils import ErrorDict, ErrorList
from django.http import QueryDict


def filled_in(form: type, typed: QueryDict) -> type:
    """The class of form, filled in."""

    class FilledIn(unchecked(form)):
        def __init__(self, *args, **kwargs):
            super().__init__(typed, *args, **kwargs)

    return FilledIn


def unchecked(form: type) -> type:
    """The class of form, which would else ask the database about each of its fields to show them."""

    class Unchecked(form):
        def full_clean(self):
            self._errors, self.cleaned_data = ErrorDict(renderer=self.renderer), {}

    return Unchecked


def unchecked_rows(formset: type) -> type:
    class UncheckedRows(formset):
        form = unchecked(formset.form)

        def full_clean(self):
            self._errors, self._non_form_errors = [], ErrorList(renderer=self.renderer)

    return UncheckedRows
