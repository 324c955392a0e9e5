from django.contrib import admin

from editorial.admin import EntryAdmin, StackedRowInline, StatusFilter

from ..models import Album, Track


class TrackInline(StackedRowInline):
    model = Track
    fields = ["order", ("number", "title"), ("length_as_printed", "seconds"), "performers", "note", "cites", "horizon"]
    classes = ["collapse"]


@admin.register(Album)
class AlbumAdmin(EntryAdmin):
    place = 24

    list_display = ["title", "season", "composer", "released", "status_now"]
    list_filter = [StatusFilter, "season"]
    list_select_related = ["season", "composer"]
    search_fields = ["title", "key", "composer__title", "tracks__title"]

    fieldsets = [
        (None, {"fields": ["title", ("season", "composer")]}),
        ("Release", {"fields": [("released", "labels", "format")]}),
        ("Length", {"fields": [("total_as_printed", "total_seconds")]}),
        ("Remarks", {"fields": ["note", "picture"]}),
    ]

    inlines = [TrackInline]
