"""What a check finds, and the kinds of finding that reports group by."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from ..publishing import Record

Ref = tuple[str, str]  # the kind and key of an entry

HEADINGS: dict[str, str] = {}  # by code, what reports call such findings


class Level(models.TextChoices):
    ERROR = "error", "error"
    WARNING = "warning", "warning"


@dataclass(frozen=True)
class Finding:
    """One thing to mend or to give a reason for. An error keeps the record from being published, a warning does not.

    `part` is the record or the row of it in which it stands, `field` the name of a field of that part or of a
    kind of row, "" if it is about the part as a whole. `about` are the other entries of which it tells.
    """

    level: Level
    code: str
    message: str
    record: Record
    part: models.Model
    field: str = ""
    about: frozenset[Ref] = frozenset()

    @property
    def heading(self) -> str:
        return HEADINGS[self.code]

    @property
    def is_error(self) -> bool:
        return self.level == Level.ERROR

    @property
    def place(self) -> str:
        """Where in the record it stands, in words: “credit ‘directed by Anna Foerster’, note”."""
        row = "" if self.part is self.record else f"{self.part._meta.verbose_name} “{self.part}”"
        return ", ".join(filter(None, [row, label_of(type(self.part), self.field)]))


@dataclass(frozen=True)
class FindingKind:
    code: str
    heading: str
    level: Level

    def __call__(self, record, message, part=None, field="", level=None, about: Iterable[Ref] = ()) -> Finding:
        return Finding(level or self.level, self.code, message, record, part or record, field, frozenset(about))


def declare(code: str, heading: str, level: Level) -> FindingKind:
    """A kind of finding, to be called with what is found; no two share a code."""
    if code in HEADINGS:
        raise ValueError(f"Two kinds of finding have the code {code!r}.")
    HEADINGS[code] = heading
    return FindingKind(code, heading, level)


def label_of(model, name: str) -> str:
    """What editors call a field of the model, or a kind of row."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    return str(field.related_model._meta.verbose_name_plural if field.auto_created else field.verbose_name)
