import secrets
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from ..markup.fields import LineField
from ..publishing import Record

FOLDER = "pictures"


def unguessable_name(picture, filename):
    """The uploaded name is never trusted, nor kept."""
    return f"{FOLDER}/{secrets.token_urlsafe(16)}.webp"


class Picture(Record):
    shown_only_where_used = True

    title = LineField(help_text="For editors: how to find this picture again.")
    file = models.ImageField(upload_to=unguessable_name, width_field="width", height_field="height", max_length=120)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    alt = LineField(
        "alternative text",
        max_length=300,
        blank=True,
        help_text="What the picture shows, for whoever cannot see it.",
    )
    decorative = models.BooleanField(default=False, help_text="The picture says nothing that the text does not say.")
    credit = LineField(help_text="Who made it, as the maker wants to be named.")
    licence = LineField(help_text="By what right it is shown here.")
    focal_x = models.PositiveSmallIntegerField(
        "focal point, % from the left", default=50, validators=[MaxValueValidator(100)]
    )
    focal_y = models.PositiveSmallIntegerField(
        "focal point, % from the top", default=50, validators=[MaxValueValidator(100)]
    )

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decorative=True, alt="") | (Q(decorative=False) & ~Q(alt="")),
                name="editorial_picture_alt_or_decorative",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """The address of the file, good while the picture is public."""
        return reverse("pictures:picture-file", args=[PurePosixPath(self.file.name).name])

    @classmethod
    def own_public_q(cls, at, prefix):
        used = Q(pk__in=[])
        for relation in cls._meta.related_objects:
            users = relation.related_model.objects.public(at)
            used |= Q(**{f"{prefix}pk__in": users.values(relation.field.name)})
        return used

    def is_public_itself(self, at):
        return type(self).objects.public(at).filter(pk=self.pk).exists()

    def clean(self):
        super().clean()
        if self.decorative and self.alt:
            raise ValidationError({"alt": "A decorative picture has no alternative text: empty one of the two."})
        if not self.decorative and not self.alt:
            raise ValidationError({"alt": "Say what the picture shows, or mark it as decorative."})


class Illustrated(models.Model):
    """An entry that may show a picture."""

    picture = models.ForeignKey(
        Picture,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="used_by_%(class)s",
        help_text="Shown to everybody who comes to the page: choose one that gives nothing away.",
    )

    class Meta:
        abstract = True
