"""The admin of whatever has a key: plain records, and entries with their publishing."""

from django.contrib import admin, messages
from django.template.loader import render_to_string
from django.utils.text import capfirst

from ..desk import Refusal, hold
from ..desk.publishing import readiness
from ..permissions import can_publish
from .changelists import GuardedLists
from .formfields import DeskFields
from .forms import EntryForm, RecordForm
from .preview import PreviewsForm
from .previewlinks import SharesPreviews
from .publishing import VERBS
from .trash import DeletesIntoTrash
from .usage import UsageMixin

HISTORY = ["created_at", "created_by", "updated_at", "updated_by", "version"]
BACKING = ("What backs it, and what is missing", {"fields": ["cites", "absent"], "classes": ["collapse"]})
PUBLISHING = (
    "Publishing",
    {
        "fields": [("publish_at", "expire_at"), "horizon"],
        "description": "When it is published without a moment, it is public at once.",
    },
)


class RecordAdmin(UsageMixin, SharesPreviews, DeskFields, DeletesIntoTrash, PreviewsForm, GuardedLists):
    """Subclasses give the fieldsets of their kind; those that every record has follow of themselves."""

    list_per_page = 50
    view_on_site = False
    change_form_template = "admin/desk/change_form.html"
    add_form_template = "admin/desk/change_form.html"

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


class EntryAdmin(RecordAdmin):
    form = EntryForm
    naming = ("Key and address", {"fields": ["key", "slug"]})
    closing = [BACKING, PUBLISHING]
    history = ("History", {"fields": ["owner", *HISTORY], "classes": ["collapse"]})
    prepopulated_fields = {"key": ["title"]}

    actions = ["publish_selected", "archive_selected"]

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if can_publish(request.user, obj or self.model) else [*fields, "publish_at", "expire_at", "owner"]

    def save_model(self, request, obj, form, change):
        if not change and obj.owner is None:
            obj.owner = request.user
        super().save_model(request, obj, form, change)

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
        self.do_to_each(request, queryset, "publish")

    @admin.action(description="Archive: take off the public site", permissions=["publish"])
    def archive_selected(self, request, queryset):
        self.do_to_each(request, queryset, "archive")

    def do_to_each(self, request, queryset, name):
        """Do what the page of publishing does, to one entry after the other; each is done whole or not at all."""
        verb, _, done = VERBS[name]
        count = 0
        for entry in queryset:
            with hold(entry) as held:
                if name not in self.verbs_for(request, held):
                    continue
                state = readiness(held) if name == "publish" else None
                if state and (problem := first_problem(state)):
                    self.message_user(request, f"“{entry}” was not published. {problem}", messages.ERROR)
                    continue
                try:
                    count += verb(held, request.user) is not None
                except Refusal as refusal:
                    self.message_user(request, f"“{entry}”: {refusal}", messages.ERROR)
        self.message_user(request, f"{done} Entries changed: {count}.")


def first_problem(state):
    """What keeps an entry from being published without a look at it; nothing if it is ready."""
    if state.faults:
        return state.faults[0]
    if found := [*state.errors, *state.warnings]:
        return f"{capfirst(found[0].place)}: {found[0].message}" if found[0].place else found[0].message
    return state.needs({})
