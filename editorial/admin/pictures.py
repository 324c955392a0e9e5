from contextlib import suppress

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.utils.html import format_html

from ..models import Picture
from ..pictures.processing import make_safe
from ..pictures.showing import Rendition
from .forms import RecordForm
from .records import RecordAdmin


class PictureFormField(forms.FileField):
    """Not Django's own ImageField, which would try each decoder there is on what comes in."""

    def to_python(self, data):
        file = super().to_python(data)
        return file and made_safe(file)


def made_safe(upload):
    """What became of an upload, which is drawn when that is first asked."""
    if not hasattr(upload, "outcome"):
        try:
            upload.outcome = make_safe(upload)
        except ValidationError as error:
            upload.outcome = error
    if isinstance(upload.outcome, ValidationError):
        raise upload.outcome
    return upload.outcome


class PictureForm(RecordForm):
    file = PictureFormField(
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif,image/gif"}),
        help_text="JPEG, PNG, WebP, AVIF or GIF, at most 20 MB and 40 million pixels. It is drawn anew, no side longer "
        "than 3,200 pixels: where and with what it was taken does not stay in it, nor do its name and all frames but "
        "the first.",
    )

    class Media:
        js = [Script("js/focal-point.js", type="module")]


@admin.register(Picture)
class PictureAdmin(RecordAdmin):
    place = 60

    list_display = ["title", "thumbnail", "alt", "credit", "licence"]
    list_filter = ["decorative"]
    list_per_page = 20
    search_fields = ["title", "key", "alt", "credit"]

    form = PictureForm
    fieldsets = [
        (None, {"fields": ["title", "file"]}),
        ("For whoever cannot see it", {"fields": ["alt", "decorative"]}),
        ("By what right", {"fields": ["credit", "licence"]}),
        (
            "What must not be cut off",
            {
                "fields": ["preview", ("focal_x", "focal_y")],
                "description": "Where there is room for a square only, it is cut out around this point.",
            },
        ),
    ]
    prepopulated_fields = {"key": ["title"]}
    readonly_fields = [*RecordAdmin.readonly_fields, "preview"]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Draw what is uploaded before the transaction begins, in which every other writer waits."""
        upload = request.FILES.get("file")
        if upload and (self.has_add_permission(request) or self.has_change_permission(request)):
            with suppress(ValidationError):  # The form says it, at its field.
                made_safe(upload)
        return super().changeform_view(request, object_id, form_url, extra_context)

    @admin.display(description="picture")
    def thumbnail(self, picture):
        return image(picture.shown.thumb, picture.alt) if picture.shown else "–"

    @admin.display(description="picture")
    def preview(self, picture):
        if not picture.file:
            return "Once saved, the picture is shown here: a click on it, or the arrow keys, move the focal point."
        is_drawn = picture.shown and picture.shown.made["file"] == picture.file.name
        original = Rendition(picture.get_original_url(), picture.width, picture.height)
        return format_html(
            '<div class="focal-point" data-focal-point="id_focal_x id_focal_y">{}</div>',
            image(picture.shown.smallest if is_drawn else original, picture.alt),
        )


def image(rendition, alt):
    return format_html(
        '<img class="thumbnail" src="{}" alt="{}" width="{}" height="{}" loading="lazy">',
        rendition.url,
        alt,
        rendition.width,
        rendition.height,
    )
