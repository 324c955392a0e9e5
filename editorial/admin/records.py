"""The admin of whatever has a key: plain records, and entries with their publishing."""

from django.contrib import admin
from django.template.loader import render_to_string

from ..addresses import was_public
from ..checks import completeness
from ..permissions import can_publish
from ..publishing import Entry
from .bulk import PublishesMany
from .changelists import GuardedLists, MineFilter, WorkingCopyFilter
from .formfields import DeskFields
from .forms import EntryForm, RecordForm
from .latelists import KeepsLateLists
from .preview import PreviewsForm
from .previewlinks import SharesPreviews
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


class RecordAdmin(UsageMixin, SharesPreviews, DeskFields, DeletesIntoTrash, PreviewsForm, KeepsLateLists, GuardedLists):
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

    def get_list_display(self, request):
        """With a column for what is missing, where something is wanted, and for what waits, where no status tells."""
        columns = [*self.list_display]
        if self.model.wanted:
            columns.append("completeness_now")
        if not issubclass(self.model, Entry):
            columns.append("waiting_now")
        return columns

    def get_list_filter(self, request):
        return [*self.list_filter, WorkingCopyFilter, MineFilter]

    @admin.display(description="complete")
    def completeness_now(self, record):
        state = completeness(record)
        return f"{state.filled} of {state.wanted}"

    @admin.display(description="changes")
    def waiting_now(self, record):
        return render_to_string("admin/desk/_status_in_list.html", {"copy": record.working_copy})

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def get_readonly_fields(self, request, obj=None):
        """The key is typed once: texts and fixtures call the record by it."""
        return [*self.readonly_fields, "key"] if obj else self.readonly_fields

    def get_changeform_initial_data(self, request):
        """None: an address fills in no form, least of all with values that its fields cannot show."""
        return {}


class EntryAdmin(PublishesMany, RecordAdmin):
    form = EntryForm
    naming = ("Key and address", {"fields": ["key", "slug"]})
    closing = [BACKING, PUBLISHING]
    history = ("History", {"fields": ["owner", *HISTORY], "classes": ["collapse"]})
    prepopulated_fields = {"key": ["title"]}

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        if can_publish(request.user, obj or self.model):
            return fields
        known = ["slug"] if obj and was_public(obj) else []  # An address that the public knows leads somewhere.
        return [*fields, *known, "publish_at", "expire_at", "owner"]

    def save_model(self, request, obj, form, change):
        if not change and obj.owner is None:
            obj.owner = request.user
        super().save_model(request, obj, form, change)

    @admin.display(description="status", ordering="state")
    def status_now(self, entry):
        status = entry.status_at()
        context = {"status": status.value, "label": status.label, "copy": entry.working_copy}
        return render_to_string("admin/desk/_status_in_list.html", context)

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.is_public() else None
