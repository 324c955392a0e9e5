from django.contrib import admin

from editorial.admin import EntryAdmin, RecordAdmin, StackedRowInline, StatusFilter

from .models import Discrepancy, Publication, Reading, Source


@admin.register(Source)
class SourceAdmin(EntryAdmin):
    place = 50

    list_display = ["title", "key", "kind", "publication", "published", "status_now"]
    list_editable = ["published"]
    list_filter = [StatusFilter, "kind", "document", "orphan", "publication"]
    list_select_related = ["publication"]
    search_fields = ["title", "key", "authors", "authors_as_printed", "number_as_printed", "publication__name"]

    fieldsets = [
        (
            None,
            {"fields": ["title", ("authors_as_printed", "authors"), ("publication", "publication_inferred"), "kind"]},
        ),
        ("Dates", {"fields": [("published", "archived", "retrieved")]}),
        ("What it says", {"fields": ["digest"]}),
        (
            "In the founding documents",
            {"fields": ["document", "number_as_printed", "orphan"], "classes": ["collapse"]},
        ),
    ]
    prepopulated_fields = {}  # It is cited by a short key of one's own making, such as ryan-2016.


class ReadingInline(StackedRowInline):
    model = Reading
    fields = ["order", "value", "note", "cites", "horizon"]


@admin.register(Discrepancy)
class DiscrepancyAdmin(EntryAdmin):
    place = 51

    list_display = ["number", "title", "kind", "about", "status", "status_now"]
    list_display_links = ["title"]
    list_filter = [StatusFilter, "kind", "status"]
    search_fields = ["title", "key", "explanation", "printed", "readings__value"]

    fieldsets = [
        (None, {"fields": ["title", ("kind", "number"), ("about", "about_field")]}),
        ("The dispute", {"fields": ["explanation"]}),
        ("What we make of it", {"fields": ["status", "printed", "reason"]}),
    ]

    inlines = [ReadingInline]


@admin.register(Publication)
class PublicationAdmin(RecordAdmin):
    place = 52

    list_display = ["name", "key", "owner"]
    search_fields = ["name", "key", "owner"]

    fieldsets = [(None, {"fields": ["name", "owner", "note"]})]
    prepopulated_fields = {"key": ["name"]}
