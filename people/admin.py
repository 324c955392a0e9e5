from django.contrib import admin

from editorial.admin import EntryAdmin, RecordAdmin, RowInline, StackedRowInline, StatusFilter

from .models import Character, CharacterAlias, Identity, Person, PersonAlias, Quote

ALIAS_FIELDS = ["order", "name", "kind", "note", "cites", "horizon"]


class PersonAliasInline(RowInline):
    model = PersonAlias
    verbose_name_plural = "aliases"
    fields = ALIAS_FIELDS


class QuoteInline(StackedRowInline):
    model = Quote
    fields = ["order", "text", ("occasion", "topic"), "source", "cites", "horizon"]


@admin.register(Person)
class PersonAdmin(EntryAdmin):
    place = 30

    list_display = ["title", "sort_name", "description", "status_now"]
    list_editable = ["sort_name", "description"]
    list_filter = [StatusFilter]
    search_fields = ["title", "key", "sort_name", "description", "aliases__name"]

    fieldsets = [
        (None, {"fields": ["title", "sort_name", "description"]}),
        ("Life", {"fields": ["biography", "picture"]}),
    ]

    inlines = [PersonAliasInline, QuoteInline]


class CharacterAliasInline(RowInline):
    model = CharacterAlias
    verbose_name_plural = "aliases"
    fields = ALIAS_FIELDS


@admin.register(Character)
class CharacterAdmin(EntryAdmin):
    place = 31

    list_display = ["title", "sort_name", "unnamed", "horizon", "status_now"]
    list_editable = ["sort_name"]
    list_filter = [StatusFilter, "unnamed"]
    search_fields = ["title", "key", "sort_name", "aliases__name"]

    fieldsets = [
        (None, {"fields": ["title", "unnamed", "sort_name"]}),
        ("In the story", {"fields": ["description", "picture"]}),
    ]

    inlines = [CharacterAliasInline]


@admin.register(Identity)
class IdentityAdmin(RecordAdmin):
    place = 32

    list_display = ["key", "face", "truth", "revealed"]
    list_select_related = ["face", "truth"]
    search_fields = ["key", "face__title", "truth__title"]

    fieldsets = [(None, {"fields": [("face", "truth"), "revealed", "explanation"]})]
