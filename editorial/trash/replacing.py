"""One record in the place of another, wherever that was named."""

from typing import Any

from django.db import IntegrityError, models, transaction

from .. import kinds
from ..desk import Held, Refusal, hold
from ..links.fields import EntryRefField
from ..links.index import SOURCE
from ..markup import EntryRef
from ..markup.fields import CitesField, ProseField
from ..markup.renaming import rename_citations, rename_links, rename_sources
from ..publishing import Record
from ..revisions.trashed import Trashed
from ..snapshot import Fields, Snapshot
from ..snapshot.applying import identifying
from ..snapshot.shape import Shape
from .pointing import users_of
from .touching import refuse_unless_touchable, rewrite
from .trashing import trash


@transaction.atomic
def replace(
    held: Held, other: Record, by=None, summary: str = "", *, leads_there: bool = False
) -> tuple[Trashed, list[str]]:
    """Let everything that points to a record point to another of its kind, and move it to the trash.

    It is to be held `and_others`. Also texts: the marks lead to the other, with the words that they print. A row that
    would say of the other what a row beside it says already goes. With `leads_there` its address leads to the other as
    well. Returns what is in the trash, and sentences on the
    rows that went.
    """
    record = held.record
    if type(other) is not type(record) or other.pk == record.pk:
        raise Refusal(f"Choose another {record._meta.verbose_name} to stand in its place.")
    substitution = Substitution(record, other)
    users = users_of(record, is_user=substitution.changes, in_texts=True)
    refuse_unless_touchable(
        [model._base_manager.get(pk=pk) for model, pk in users], by, "You may not change what points here"
    )
    told: list[str] = []
    for model, pk in users:
        with hold(model(pk=pk)) as user:
            name = str(user.record)
            told += substitution.rows_that_go(user.live, name)
            why = f"“{record}” was replaced with “{other}”."[:300]
            try:
                with transaction.atomic():
                    rewrite(user, substitution.in_snapshot, substitution.in_snapshot, by, why)
            except IntegrityError as error:
                raise Refusal(
                    f"“{other}” cannot stand in its place in “{name}”: only one may say what it would say."
                ) from error
    return trash(held, by, summary, redirect_to=other if leads_there else None), told


class Substitution:
    """Of one record by another of its kind, in snapshots of others."""

    def __init__(self, record: Record, other: Record):
        self.model = type(record)
        self.kind = kinds.kind_of(self.model)
        self.old, self.new = record.key, other.key

    def changes(self, said: Snapshot) -> bool:
        return self.in_snapshot(said) != said

    def in_snapshot(self, said: Snapshot) -> Snapshot:
        rows: dict[str, dict[str, Fields]] = {}
        for accessor, before in said.rows.items():
            shape = said.shape.rows[accessor]
            after = {uid: self.in_fields(fields, shape) for uid, fields in before.items()}
            gone = doubles(before, after, shape)
            rows[accessor] = {uid: fields for uid, fields in after.items() if uid not in gone}
        return Snapshot(said.model, self.in_fields(said.fields, said.shape), rows)

    def rows_that_go(self, said: Snapshot, name: str) -> list[str]:
        after = self.in_snapshot(said)
        return [
            f"“{name}”: one {said.shape.rows[accessor].model._meta.verbose_name} less, which was there already."
            for accessor, rows in said.rows.items()
            for uid in rows
            if uid not in after.rows[accessor]
        ]

    def in_fields(self, fields: Fields, shape: Shape) -> Fields:
        values = dict(fields)
        for name, field in shape.references.items():
            if field.related_model is self.model and values.get(name) == self.old:
                values[name] = self.new
        for name, many in shape.many.items():
            if many.related_model is self.model and self.old in values.get(name, ()):
                values[name] = sorted({*values[name], self.new} - {self.old})
        for name, column in shape.columns.items():
            if values.get(name) and isinstance(column, (ProseField, CitesField, EntryRefField)):
                values[name] = self.in_text(values[name], column)
        return values

    def in_text(self, text: str, column: models.Field) -> str:
        ref = EntryRef(self.kind, self.old)
        if isinstance(column, EntryRefField):
            return f"{self.kind}:{self.new}" if text == f"{self.kind}:{self.old}" else text
        if self.old not in text:
            return text
        renamed = text
        if isinstance(column, ProseField):
            renamed = rename_links(renamed, ref, EntryRef(self.kind, self.new))
        if self.kind == SOURCE:
            rename: Any = rename_citations if isinstance(column, ProseField) else rename_sources
            renamed = rename(renamed, self.old, self.new)
        if renamed != text and column.max_length and len(renamed) > column.max_length:
            raise Refusal(f"A text would be longer than {column.max_length} characters with “{self.new}” in it.")
        return renamed


def doubles(before: dict[str, Fields], after: dict[str, Fields], shape: Shape) -> set[str]:
    """Which of the changed rows say what the database lets only one row say."""
    names = sorted(identifying(shape.model))
    if not names:
        return set()
    taken = {tuple(fields[name] for name in names) for uid, fields in after.items() if fields == before[uid]}
    gone = set()
    for uid, fields in after.items():
        said = tuple(fields[name] for name in names)
        if fields != before[uid]:
            if said in taken:
                gone.add(uid)
            taken.add(said)
    return gone
