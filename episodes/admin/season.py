from django.contrib import admin

from editorial.admin import EntryAdmin, StackedRowInline, StatusFilter

from ..models import Casting, Company, CrewMember, Season


class CompanyInline(StackedRowInline):
    model = Company
    fields = ["order", ("name", "role"), "note", "cites", "horizon"]
    classes = ["collapse"]


class CrewInline(StackedRowInline):
    model = CrewMember
    fields = ["order", ("person", "role"), "note", "cites", "horizon"]
    classes = ["collapse"]


class CastingInline(StackedRowInline):
    model = Casting
    fields = [
        "order",
        ("person", "character"),
        ("billing", "billing_inferred"),
        ("announced", "returning"),
        "note",
        "cites",
        "horizon",
    ]
    classes = ["collapse"]


@admin.register(Season)
class SeasonAdmin(EntryAdmin):
    place = 21

    list_display = ["title", "series", "number", "episode_count", "released", "status_now"]
    list_filter = [StatusFilter]
    search_fields = ["title", "key", "series"]

    fieldsets = [
        (None, {"fields": ["title", ("series", "number"), ("episodes_before", "episode_count")]}),
        ("Texts", {"fields": ["premise", "synopsis"]}),
        ("Release", {"fields": [("released", "released_as_printed"), ("network", "country")]}),
        ("Picture", {"fields": ["picture"], "classes": ["collapse"]}),
    ]

    inlines = [CastingInline, CrewInline, CompanyInline]
