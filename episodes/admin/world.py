from django.contrib import admin

from editorial.admin import RecordAdmin

from ..models import Connection, Release


@admin.register(Release)
class ReleaseAdmin(RecordAdmin):
    place = 25

    list_display = ["platform", "regions", "format", "starts", "ends", "season"]
    list_editable = ["starts", "ends"]
    list_filter = ["season"]
    list_select_related = ["season"]
    search_fields = ["platform", "key", "regions", "format"]

    fieldsets = [
        (None, {"fields": ["season", ("platform", "format"), "regions"]}),
        ("When", {"fields": [("starts", "starts_as_printed"), ("ends", "ends_as_printed")]}),
        ("Remarks", {"fields": ["note"]}),
    ]
    prepopulated_fields = {"key": ["platform", "regions"]}


@admin.register(Connection)
class ConnectionAdmin(RecordAdmin):
    place = 26

    list_display = ["work", "relation", "medium", "season", "horizon"]
    list_filter = ["relation", "season"]
    list_select_related = ["season"]
    search_fields = ["work", "key", "medium"]

    fieldsets = [
        (None, {"fields": ["season", ("work", "medium"), "relation"]}),
        ("Remarks", {"fields": ["note", "horizon"]}),
    ]
    prepopulated_fields = {"key": ["work"]}
