"""The field for prose: a plain textarea, to which scripts add a toolbar, suggestions and a count of the words."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django import forms
from django.forms.widgets import Script
from django.urls import reverse
from django.utils.html import format_html, json_script

from .. import horizon

BEHAVIOURS = ["prose-toolbar", "suggestions", "word-count"]
MARKS = "Marks: [[person:key]] links, [@source] cites, ||…||{s02e01} veils what that episode gives away."


@dataclass(frozen=True)
class EpisodeCodes:
    """The episodes that a veil may name, for the scripts of a page: there once, however many fields ask for it."""

    ask: Callable[[], list[horizon.EpisodeCode]] = field(compare=False)

    def __html__(self):
        labels: dict[str, str] = {}
        for code, _, label, _ in self.ask():
            if horizon.is_code(code):
                labels.setdefault(code, f"{code}: {label}")  # an episode, before a landmark of the same code
        return json_script(list(labels.items()), "episode-codes")


class ProseWidget(forms.Textarea):
    def __init__(self, rows, episodes):
        super().__init__({"class": "prose", "rows": rows})
        self.episodes = episodes

    @property
    def media(self):
        scripts = [Script(f"js/{name}.js", type="module") for name in BEHAVIOURS]
        return forms.Media(js=[EpisodeCodes(self.episodes), *scripts])

    def render(self, name, value, attrs=None, renderer=None):
        return format_html(
            '<div class="prose-field" data-prose-field data-suggest="{}">{}</div>',
            reverse("admin:suggest"),
            super().render(name, value, attrs, renderer),
        )


def help_on_marks(about_field):
    """What stands below a field of prose: something about the field, and how marks are written."""
    return format_html(
        '{} {} <a href="{}" target="_blank">All marks, with examples (opens in a new tab)</a>.',
        about_field,
        MARKS,
        reverse("admin:guide", args=["markup"]),
    )
