"""The admin of whatever has a key: plain records, and entries with their publishing."""

from django.contrib import admin, messages
from django.db import transaction
from django.template.loader import render_to_string

from ..links.dead import dead_marks_in
from ..links.index import forget, reindex
from ..permissions import can_publish
from ..publishing import NOTED
from .changelists import GuardedLists
from .formfields import DeskFields
from .forms import EntryForm, RecordForm

HISTORY = ["created_at", "created_by", "updated_at", "updated_by", "version"]
BACKING = ("What backs it, and what is missing", {"fields": ["cites", "absent"], "classes": ["collapse"]})
PUBLISHING = (
    "Publishing",
    {
        "fields": ["state", ("publish_at", "expire_at"), "horizon"],
        "description": "Published without a moment means now.",
    },
)


class RecordAdmin(DeskFields, GuardedLists):
    """Subclasses give the fieldsets of their kind; those that every record has follow of themselves."""

    list_per_page = 50
    view_on_site = False

    form = RecordForm
    naming = ("Key", {"fields": ["key"]})
    closing = [BACKING]
    history = ("History", {"fields": HISTORY, "classes": ["collapse"]})
    readonly_fields = HISTORY

    def get_fieldsets(self, request, obj=None):
        first, *others = self.fieldsets
        return [first, self.naming, *others, *self.closing, *([self.history] if obj else [])]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def get_readonly_fields(self, request, obj=None):
        """The key is typed once: texts and fixtures call the record by it."""
        return [*self.readonly_fields, "key"] if obj else self.readonly_fields

    def get_changeform_initial_data(self, request):
        """None: an address fills in no form, least of all with values that its fields cannot show."""
        return {}

    def save_model(self, request, obj, form, change):
        """A form in which nothing was changed is no edit, after which a fixture would be kept off."""
        if form.has_changed() or not change:
            obj.note_edit(by=request.user)
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        record = form.instance
        if change and not form.has_changed() and any(formset.has_changed() for formset in formsets):
            record.note_edit(by=request.user)
            record.save(update_fields=NOTED)
        reindex([record])

    def delete_model(self, request, obj):
        forget([obj])
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        forget(queryset)
        super().delete_queryset(request, queryset)


class EntryAdmin(RecordAdmin):
    form = EntryForm
    naming = ("Key and address", {"fields": ["key", "slug"]})
    closing = [BACKING, PUBLISHING]
    history = ("History", {"fields": ["owner", *HISTORY], "classes": ["collapse"]})
    prepopulated_fields = {"key": ["title"]}

    actions = ["publish_selected", "archive_selected"]

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if can_publish(request.user, obj or self.model) else [*fields, "state", "publish_at", "expire_at"]

    @admin.display(description="status", ordering="state")
    def status_now(self, entry):
        status = entry.status_at()
        return render_to_string("admin/desk/_status.html", {"status": status.value, "label": status.label})

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.is_public() else None

    def has_publish_permission(self, request):
        return can_publish(request.user, self.model)

    @admin.action(description="Publish, now or at the moment set", permissions=["publish"])
    def publish_selected(self, request, queryset):
        done = []
        with transaction.atomic():
            for entry, dead in dead_marks_in(queryset).items():
                if dead:
                    self.message_user(request, refusal(entry, dead[0]), messages.ERROR)
                elif can_publish(request.user, entry) and entry.publish(by=request.user):
                    done.append(entry)
        self.say_done(request, done, "Published.")

    @admin.action(description="Archive: take off the public site", permissions=["publish"])
    def archive_selected(self, request, queryset):
        with transaction.atomic():
            done = [entry for entry in queryset if can_publish(request.user, entry) and entry.archive(by=request.user)]
        self.say_done(request, done, "Archived.")

    def say_done(self, request, entries, what):
        for entry in entries:
            self.log_change(request, entry, what)
        self.message_user(request, f"{what} Entries changed: {len(entries)}.")


def refusal(entry, mark):
    return f"“{entry}” was not published. {type(mark.part)._meta.verbose_name}, {mark.field}: {mark.message}"
