from django.contrib import admin

from editorial.admin import EntryAdmin, StackedRowInline, StatusFilter

from .models import Article, Claim, Depiction


class DepictionInline(StackedRowInline):
    model = Depiction
    fields = ["order", "title", "description", "credit_as_printed", "cites", "horizon"]


@admin.register(Article)
class ArticleAdmin(EntryAdmin):
    place = 10

    list_display = ["title", "happened", "source", "publish_at", "status_now"]
    list_filter = [StatusFilter, "seasons"]
    list_select_related = ["source"]
    search_fields = ["title", "key", "digest", "source__title"]
    date_hierarchy = "publish_at"

    fieldsets = [
        (None, {"fields": ["title", "happened", ("source", "byline")]}),
        ("Texts", {"fields": ["digest", "established"]}),
        ("What it is about", {"fields": ["seasons", "people", "picture"]}),
    ]

    inlines = [DepictionInline]


@admin.register(Claim)
class ClaimAdmin(EntryAdmin):
    place = 11

    list_display = ["title", "article", "outcome", "settled_in", "status_now"]
    list_filter = [StatusFilter, "outcome"]
    list_select_related = ["article", "settled_in"]
    search_fields = ["title", "key", "statement", "article__title"]

    fieldsets = [
        (None, {"fields": ["title", "article", "statement"]}),
        ("What came of it", {"fields": [("outcome", "settled_in"), "explanation"]}),
    ]
