from functools import partial

from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.utils.text import capfirst

from .. import horizon
from ..absence import AbsenceField
from ..markup.fields import ProseField
from ..permissions import visible_to
from ..publishing import Entry, HorizonField, Record
from .choosing import ChooseOne, ChooseSome, EntriesChoiceField, EntryChoiceField
from .fields import AbsentField, HorizonChoiceField
from .moments import MomentField, MomentInput
from .prose import ProseWidget, help_on_marks

ABSENCES = (
    "Of a field that is empty on purpose: the sources do not state it, there is none, or nobody knows. "
    "The page says so in its place."
)


class DeskFields(admin.options.BaseModelAdmin):
    """Which form field stands for which field of a record or row."""

    formfield_overrides = {models.DateTimeField: {"form_class": MomentField, "widget": MomentInput}}
    prose_rows = 12
    explains_prose = True
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
            kwargs["widget"] = ProseWidget(self.prose_rows, partial(known_episodes, request))
            if self.explains_prose:
                kwargs["help_text"] = help_on_marks(db_field.help_text)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False  # A click beside the choice would delete what was chosen.
            several = getattr(field.widget.widget, "allow_multiple_selected", False)
            field.widget.can_change_related = self.can_change_related and not several
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs.setdefault("widget", ChooseOne(db_field, self.admin_site, request.user))
        kwargs.setdefault("queryset", choosable(db_field.related_model, request.user))
        return super().formfield_for_foreignkey(db_field, request, form_class=EntryChoiceField, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs.setdefault("widget", ChooseSome(db_field, self.admin_site, request.user))
        kwargs.setdefault("queryset", choosable(db_field.related_model, request.user))
        field = super().formfield_for_manytomany(db_field, request, form_class=EntriesChoiceField, **kwargs)
        field.help_text = db_field.help_text  # without what Django says of its own lists
        return field


def choosable(model, user):
    """The records that a field offers: those of which whoever fills it in may know."""
    records = model._default_manager.all()
    return visible_to(records, user) if issubclass(model, Record) else records


def horizon_choices(request) -> list[tuple[int, str]]:
    return horizon.choices(known_episodes(request))


def known_episodes(request) -> list[horizon.EpisodeCode]:
    """Asked for once a request: a form has horizons and veils for itself and for each of its rows."""
    if not hasattr(request, "known_episodes"):
        request.known_episodes = horizon.episodes()
    return request.known_episodes


def absentable(model) -> list:
    """The fields of a kind of record that may be empty, without those that every record has."""
    base = Entry if issubclass(model, Entry) else Record
    common = {field.name for field in base._meta.local_fields}
    return [
        field
        for field in model._meta.concrete_fields
        if field.blank and field.editable and not (field.primary_key or field.is_relation or field.name in common)
    ]
