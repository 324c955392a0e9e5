"""What a record tells, text by text, and from which horizon on its page shows it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.db import models

from ..links.index import parts_of
from ..markup import EntryRef, parse
from ..markup.fields import LineField, ProseField
from ..markup.prose import within_veils


class Stretch(NamedTuple):
    """A stretch of a paragraph, which no veil begins or ends in: its words, and the entry if it is a link to one."""

    words: str
    ref: EntryRef | None
    veils: tuple[str, ...]

    def known_from(self, told_from: int, numbers: Mapping[str, int]) -> int:
        """The horizon from which it is shown, if its text is from `told_from`; a veil of no episode hides nothing."""
        return max([told_from, *(numbers.get(code, 0) for code in self.veils)])


class Text(NamedTuple):
    part: models.Model
    field: str
    told_from: int
    paragraphs: list[list[Stretch]]


def texts_of(record) -> Iterator[Text]:
    """The texts of a record and its rows; a line is a paragraph."""
    for _, part in parts_of(record):
        for field in part._meta.concrete_fields:
            text = getattr(part, field.attname) if isinstance(field, (LineField, ProseField)) else ""
            if text:
                told_from = max(record.known_from(), part.field_known_from(field.name))
                yield Text(part, field.name, told_from, paragraphs_of(field, text))


def paragraphs_of(field, text: str) -> list[list[Stretch]]:
    if isinstance(field, LineField):
        return [[Stretch(text, None, ())]]
    return [
        [Stretch(token.content, token.meta.get("ref"), veils) for token, veils in within_veils(block.children or [])]
        for block in parse(text).tokens
        if block.type == "inline"
    ]
