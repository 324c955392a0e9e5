"""Statements that nothing backs.

A record is backed as a whole by its `cites`, or by a source that it refers to, as an article does; so are its own texts
and its bare rows, the tracks of an album say. What a row tells in a text of its own needs a citation there: in the
text or for the row. A record with neither texts nor rows needs one if it is an entry or ties others together, as an
identity does. A source backs itself, and what is only a name or a picture states nothing.
"""

from .. import kinds
from ..links.index import SOURCE, marks_of, parts_of
from ..links.models import Relation
from ..markup.fields import ProseField
from ..publishing import Entry
from .findings import Level, declare
from .registry import references_of

uncited = declare("uncited", "Statements without a source", Level.WARNING)


def find_uncited(records):
    for record in records:
        if not record.is_meant_for_public() or is_source(type(record)):
            continue
        whole = is_backed(record)
        for _, part in parts_of(record):
            is_row = part is not record
            for name in statements_of(part, is_row):
                if not is_backed(part) and ((is_row and name) or not whole) and not has_citation(part, name):
                    yield uncited(record, "No source is cited for this.", part, name or "cites")


def statements_of(part, is_row) -> list[str]:
    """The names of its texts; if there are none, "" for the part itself where that states something."""
    texts = [field.name for field in part._meta.concrete_fields if is_text(field) and getattr(part, field.attname)]
    if texts or is_row:
        return texts or [""]
    alone = len(list(parts_of(part))) == 1
    return [""] if alone and (isinstance(part, Entry) or ties_others(part)) else []


def is_text(field) -> bool:
    return isinstance(field, ProseField) or field.name == "note"


def ties_others(record) -> bool:
    return any(record._meta.get_field(name).many_to_one for name in references_of(type(record)))


def is_backed(part) -> bool:
    """By its `cites`, or by a source that it refers to."""
    fields = [part._meta.get_field(name) for name in references_of(type(part))]
    refers = any(
        field.many_to_one and is_source(field.related_model) and getattr(part, field.attname) for field in fields
    )
    return bool(part.cites) or refers


def is_source(model) -> bool:
    return kinds.kind_of(model) == SOURCE


def has_citation(part, name) -> bool:
    return any(mark.where == name and mark.relation == Relation.CITES for mark in marks_of(part))
