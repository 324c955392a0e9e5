from django.contrib import admin
from django.core.exceptions import ValidationError

from editorial.admin import EntryAdmin, EntryForm, RowInline, StatusFilter

from ..models import Appearance, Credit, Episode


class EpisodeForm(EntryForm):
    def clean(self):
        cleaned = super().clean()
        season, number = cleaned.get("season"), cleaned.get("number_in_season")
        if "key" in cleaned and season and number:
            check_key(cleaned["key"], f"s{season.number:02}e{number:02}")
        return cleaned


def check_key(key, code):
    """A veil names the episode by its key; of another series, the code stands at the end: defenders-s01e01."""
    if key != code and not key.endswith(f"-{code}"):
        raise ValidationError(
            {
                "key": ValidationError(
                    "The key of this episode is %(code)s: its season and its number there, two digits each.",
                    code="no_code",
                    params={"code": code},
                )
            }
        )


class CreditInline(RowInline):
    model = Credit
    fields = ["order", "job", "person", "label_as_printed", "joiner_as_printed", "cites", "horizon"]


class AppearanceInline(RowInline):
    model = Appearance
    fields = ["order", "character", "manner", "dies", "note", "cites", "horizon"]


@admin.register(Episode)
class EpisodeAdmin(EntryAdmin):
    place = 20

    list_display = ["code", "title", "number_in_series", "released", "status_now"]
    list_display_links = ["title"]
    list_filter = [StatusFilter, "season"]
    list_select_related = ["season"]
    search_fields = ["title", "key", "teaser", "summary"]

    form = EpisodeForm
    fieldsets = [
        (None, {"fields": ["title", "season", ("number_in_season", "number_in_series")]}),
        ("Texts", {"fields": ["teaser", "summary"]}),
        ("Release", {"fields": [("released", "released_as_printed")]}),
        ("Figures", {"fields": [("runtime_minutes", "production_code", "viewers_millions")], "classes": ["collapse"]}),
        ("Picture", {"fields": ["picture"], "classes": ["collapse"]}),
    ]
    prepopulated_fields = {}  # The key is the code.

    inlines = [CreditInline, AppearanceInline]

    @admin.display(ordering="number_in_series")
    def code(self, episode):
        return episode.code
