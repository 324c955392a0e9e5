"""Entries as the API tells them, with what is said of them elsewhere."""

from collections import defaultdict
from typing import Any

from editorial import kinds
from editorial.horizon import Horizon
from editorial.links.index import row_relations
from editorial.pages.absolute import absolute
from people.models import Character
from sources.models import Discrepancy

from .addresses import address_of
from .fields import (
    HORIZON_SCHEMA,
    absent_data,
    absent_schema,
    cites_data,
    fields_data,
    fields_schema,
    moment,
    part_data,
    part_schema,
    row_data,
    row_schema,
)
from .identities import note_faces
from .looking_up import part_relations, told_rows, with_all, with_parts
from .page import AnswerPage
from .values import ADDRESS, TEXT, Schema, many, ref, structure


def entries_data(entries: list[Any], horizon: Horizon) -> list[dict[str, Any]]:
    """Public entries of one model, looked up with `with_all` and `with_changes`, in a fixed number of queries more."""
    if not entries:
        return []
    disputes = disputes_about(entries, horizon)
    by_name = defaultdict(list)
    for dispute in disputes:
        by_name[dispute.about].append(dispute)
    faces = faces_of(entries, horizon)
    page = AnswerPage(with_parts([*entries, *faces, *disputes]), horizon=horizon)
    return [entry_data(entry, page, by_name[name_of(entry)]) for entry in entries]


def disputes_about(entries: list[Any], horizon: Horizon) -> list[Discrepancy]:
    about = [name_of(entry) for entry in entries]
    return list(with_all(Discrepancy.objects.public().told(horizon).filter(about__in=about), horizon))


def name_of(entry: Any) -> str:
    return f"{kinds.kind_of(type(entry))}:{entry.key}"


def faces_of(entries: list[Any], horizon: Horizon) -> list[Character]:
    if not isinstance(entries[0], Character):
        return []
    note_faces(entries, horizon)
    return [face for entry in entries for face in entry.seen_as]


def entry_data(entry: Any, page: AnswerPage, disputes: list[Discrepancy]) -> dict[str, Any]:
    data = {
        **core_data(entry, page),
        "updated": moment(entry.changed_at, page),
        "discrepancies": [core_data(dispute, page) for dispute in disputes],
    }
    if isinstance(entry, Character):
        data["seen_as"] = [core_data(face, page) for face in entry.seen_as]  # type: ignore[attr-defined]
    return data


def core_data(entry: Any, page: AnswerPage) -> dict[str, Any]:
    """What an entry says itself."""
    model = type(entry)
    return {
        "type": kinds.kind_of(model),
        "key": entry.key,
        "title": entry.title_before(page.horizon),
        "url": absolute(entry.get_absolute_url()),
        "api_url": address_of(model, entry.key),
        "horizon": entry.horizon,
        "fields": fields_data(entry, page),
        "absent": absent_data(entry, page),
        "rows": {
            name: [row_data(row, page) for row in told_rows(entry, name, page.horizon)]
            for name in names_of(row_relations(model))
        },
        "parts": {
            name: [part_data(part, page) for part in told_rows(entry, name, page.horizon)]
            for name in names_of(part_relations(model))
        },
        "cites": cites_data(entry, page),
    }


def names_of(relations: list[Any]) -> list[str]:
    return [relation.get_accessor_name() for relation in relations]


BESIDE = ("updated", "discrepancies", "seen_as")


def entry_schema(model: Any) -> Schema:
    """Of an entry; told of within another one it is without what is known of it besides."""
    properties: dict[str, Schema] = {
        "type": {"const": kinds.kind_of(model)},
        "key": TEXT | {"description": "Its permanent name."},
        "title": TEXT,
        "url": ADDRESS | {"description": "Its page."},
        "api_url": ADDRESS,
        "horizon": HORIZON_SCHEMA,
        "fields": fields_schema(model),
        "absent": absent_schema(model),
        "rows": lists_schema("What it lists", row_relations(model)),
        "parts": lists_schema("What stands with it", part_relations(model)),
        "cites": many(ref("Citation")) | {"description": "What backs it as a whole."},
        "updated": TEXT | {"format": "date-time", "description": "When what is public of it last changed."},
        "discrepancies": many(ref(Discrepancy.__name__)) | {"description": "Where sources disagree about it."},
    }
    if model is Character:
        properties["seen_as"] = many(ref(model.__name__)) | {
            "description": "The characters who turned out to be this one. Their own addresses lead here."
        }
    return structure(str(model._meta.verbose_name).capitalize(), properties, optional=BESIDE)


def lists_schema(title: str, relations: list[Any]) -> Schema:
    lists = {relation.get_accessor_name(): many(ref(relation.related_model.__name__)) for relation in relations}
    return structure(title, lists)


def schemas_of(model: Any) -> dict[str, Schema]:
    """The schema of a kind of entry, and those of its rows and parts."""
    rows = {relation.related_model for relation in row_relations(model)}
    parts = {relation.related_model for relation in part_relations(model)}
    return {
        model.__name__: entry_schema(model),
        **{row.__name__: row_schema(row) for row in rows},
        **{part.__name__: part_schema(part) for part in parts},
    }
