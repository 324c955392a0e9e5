import logging
from contextlib import suppress
from functools import partial
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models, router, transaction
from django.db.models import Q
from django.urls import reverse

from ..markup.fields import LineField
from ..publishing import PublicQuerySet, Record
from ..snapshot import is_on_stage
from .originals import OriginalField
from .renditions import make_renditions, rendition_names
from .showing import Renditions

logger = logging.getLogger(__name__)

# From what renditions are made, and what is noted of them.
DRAWN_FROM = {"file", "focal_x", "focal_y"}
DRAWN = ["width", "height", "token", "renditions"]


def unguessable_name(picture, filename):
    """Stand for what the first migration names; files are called by their content since."""
    raise NotImplementedError


class PictureQuerySet(PublicQuerySet):
    def bulk_create(self, objs, *args, **kwargs):
        """As a fixture's pictures are created: they are drawn like those that are saved one by one."""
        pictures = list(objs)
        for picture in pictures:
            picture.draw()
        return super().bulk_create(pictures, *args, **kwargs)


class Picture(Record):
    shown_only_where_used = True

    title = LineField(help_text="For editors: how to find this picture again.")
    file = OriginalField(max_length=120)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    token = models.CharField(max_length=32, blank=True, db_index=True, editable=False)
    renditions = models.JSONField(default=dict, blank=True, editable=False)
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

    objects = PictureQuerySet.as_manager()

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

    def save(self, *, using=None, update_fields=None, **kwargs):
        using = using or router.db_for_write(type(self), instance=self)
        if update_fields is not None and DRAWN_FROM.isdisjoint(update_fields) and self.renditions:
            super().save(using=using, update_fields=update_fields, **kwargs)
            return
        with transaction.atomic(using=using):
            noted = self.take_noted(using)
            self.draw()
            if update_fields is not None:
                update_fields = [*update_fields, *DRAWN]
            super().save(using=using, update_fields=update_fields, **kwargs)
            gone = noted - rendition_names(self.token, self.renditions)
            transaction.on_commit(partial(remove, self.file.storage, gone), using=using, robust=True)

    save.alters_data = True

    def take_noted(self, using) -> set[str]:
        """Take over what the database notes, which may have changed since, and return the files that it names."""
        rows = type(self).objects.using(using).select_for_update(no_key=True).filter(pk=self.pk)
        noted = rows.values(*DRAWN).first()
        if noted is None:
            return set()
        for name, value in noted.items():
            setattr(self, name, value)
        return rendition_names(self.token, self.renditions)

    def draw(self):
        """Store what is new of the files; the row that names them is for the caller to save."""
        self._meta.get_field("file").pre_save(self, add=self._state.adding)
        if not is_on_stage():
            make_renditions(self)

    @property
    def shown(self) -> Renditions:
        return Renditions(self)

    def get_absolute_url(self):
        """The address of the largest rendition, good while the picture is public and its file the same."""
        return self.shown.largest.url if self.shown else self.get_original_url()

    def get_original_url(self):
        """The address of the file itself, for the desk only."""
        return reverse("pictures:original", args=[PurePosixPath(self.file.name).name])

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
        if self.file:
            self.check_file()

    def check_file(self):
        """A new one is stored with the picture, and until then only what it is stored in can be looked at."""
        try:
            if self.file.is_new():
                self.file.storage.check()
            elif self.file.is_missing():
                raise ValidationError({"file": f"There is no file “{self.file.name}”. Upload the picture once more."})
        except OSError as error:
            logger.warning("Pictures cannot be stored. %s", error)
            message = "Just now pictures cannot be stored. Wait a moment, choose the file again, and save once more."
            raise ValidationError({"file": message}) from error


def remove(storage, names):
    for name in names:
        with suppress(OSError):  # A sweep will find it.
            storage.delete(name)


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
