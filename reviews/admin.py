from django.contrib import admin

from editorial.admin import EntryAdmin, RecordAdmin, RowInline, StatusFilter

from .models import Nomination, Nominee, Review, Score


@admin.register(Review)
class ReviewAdmin(EntryAdmin):
    place = 40

    list_display = ["title", "critic", "season", "grade_as_printed", "grade", "verdict", "status_now"]
    list_filter = [StatusFilter, "verdict", "season"]
    list_select_related = ["critic", "season"]
    search_fields = ["title", "key", "critic__title", "source__title", "source__publication__name"]

    fieldsets = [
        (None, {"fields": ["title", ("critic", "source"), ("season", "scope")]}),
        ("Judgement", {"fields": [("grade_as_printed", "grade"), "verdict", "summary"]}),
    ]


@admin.register(Score)
class ScoreAdmin(RecordAdmin):
    place = 41

    list_display = ["body", "measure", "value_as_printed", "value", "scale", "as_of", "season"]
    list_editable = ["as_of"]
    list_filter = ["measure", "season"]
    list_select_related = ["season"]
    search_fields = ["body", "key", "label_as_printed", "value_as_printed"]

    fieldsets = [
        (None, {"fields": ["season", ("body", "measure"), "as_of"]}),
        ("As printed", {"fields": [("label_as_printed", "value_as_printed")]}),
        ("Read as", {"fields": [("value", "scale"), ("votes", "voters")]}),
        ("Remarks", {"fields": ["consensus", "note"], "classes": ["collapse"]}),
    ]
    prepopulated_fields = {"key": ["body", "measure"]}


class NomineeInline(RowInline):
    model = Nominee
    fields = ["order", "person", "note", "cites", "horizon"]


@admin.register(Nomination)
class NominationAdmin(EntryAdmin):
    place = 42

    list_display = ["title", "award", "year", "category", "result", "status_now"]
    list_filter = [StatusFilter, "result", "season"]
    search_fields = ["title", "key", "award", "body", "category", "nominees__person__title"]

    fieldsets = [
        (None, {"fields": ["title", "season"]}),
        ("Award", {"fields": [("award", "body"), ("category", "year"), "result", "note"]}),
    ]

    inlines = [NomineeInline]
