from django.contrib import admin

from editorial.admin import EntryAdmin, StatusFilter

from ..models import Milestone, Section


@admin.register(Section)
class SectionAdmin(EntryAdmin):
    place = 22

    list_display = ["title", "season", "number", "status_now"]
    list_filter = [StatusFilter, "season"]
    list_select_related = ["season"]
    search_fields = ["title", "key", "body"]

    fieldsets = [(None, {"fields": ["title", ("season", "number"), "body"]})]


@admin.register(Milestone)
class MilestoneAdmin(EntryAdmin):
    place = 23

    list_display = ["title", "kind", "happened", "reported", "season", "status_now"]
    list_editable = ["happened", "reported"]
    list_filter = [StatusFilter, "kind", "season"]
    list_select_related = ["season"]
    search_fields = ["title", "key", "text"]

    fieldsets = [
        (None, {"fields": ["title", ("season", "kind")]}),
        ("When", {"fields": [("happened", "happened_as_printed"), "reported"]}),
        ("What happened", {"fields": ["text"]}),
    ]
