from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.utils.text import capfirst

from .. import horizon
from ..absence import AbsenceField
from ..markup.fields import ProseField
from ..publishing import Entry, HorizonField, Record
from .choosing import ChooseOne, ChooseSome, EntriesChoiceField, EntryChoiceField
from .fields import AbsentField, HorizonChoiceField, ProseWidget
from .moments import MomentField, MomentInput

MARKS = "Marks: [[person:key]] links, [@source] cites, ||…||{s02e01} veils what that episode gives away."
ABSENCES = (
    "Of a field that is empty on purpose: the sources do not state it, there is none, or nobody knows. "
    "The page says so in its place."
)


class DeskFields(admin.options.BaseModelAdmin):
    """Which form field stands for which field of a record or row."""

    formfield_overrides = {models.DateTimeField: {"form_class": MomentField, "widget": MomentInput}}
    prose_rows = 12
    prose_help = MARKS
    can_change_related = True

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, HorizonField):
            return HorizonChoiceField(
                choices=horizon_choices(request),
                initial=db_field.default,
                label=capfirst(db_field.verbose_name),
                help_text=db_field.help_text,
            )
        if isinstance(db_field, AbsenceField):
            return AbsentField(absentable(self.model), label=capfirst(db_field.verbose_name), help_text=ABSENCES)
        if isinstance(db_field, ProseField):
            kwargs["widget"] = ProseWidget(self.prose_rows)
            kwargs["help_text"] = f"{db_field.help_text} {self.prose_help}".strip()
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False  # A click beside the choice would delete what was chosen.
            several = getattr(field.widget.widget, "allow_multiple_selected", False)
            field.widget.can_change_related = self.can_change_related and not several
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs.setdefault("widget", ChooseOne(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, form_class=EntryChoiceField, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs.setdefault("widget", ChooseSome(db_field, self.admin_site))
        field = super().formfield_for_manytomany(db_field, request, form_class=EntriesChoiceField, **kwargs)
        field.help_text = db_field.help_text  # without what Django says of its own lists
        return field


def horizon_choices(request) -> list[tuple[int, str]]:
    """Asked for once a request: a form has such a field for itself and for each of its rows."""
    if not hasattr(request, "horizon_choices"):
        request.horizon_choices = horizon.choices()
    return request.horizon_choices


def absentable(model) -> list:
    """The fields of a kind of record that may be empty, without those that every record has."""
    base = Entry if issubclass(model, Entry) else Record
    common = {field.name for field in base._meta.local_fields}
    return [
        field
        for field in model._meta.concrete_fields
        if field.blank and field.editable and not (field.primary_key or field.is_relation or field.name in common)
    ]
