"""The kinds of value that a field may hold: as data, each with its schema beside it."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from markdown_it.token import Token

from editorial import kinds
from editorial.dates import PartialDate
from editorial.markup import Citation, EntryRef, Prose, parse, render
from editorial.markup.cutting import cut
from editorial.markup.rendering import NOT_AVAILABLE
from editorial.pages.absolute import absolute

from .addresses import address_of
from .page import AnswerPage

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
ADDRESS: Schema = {"type": "string", "format": "uri"}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def structure(title: str, properties: dict[str, Schema], optional: tuple[str, ...] = ()) -> Schema:
    """An object with these properties and no others."""
    return {
        "title": title,
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def many(schema: Schema, title: str = "") -> Schema:
    return ({"title": title} if title else {}) | {"type": "array", "items": schema}


def or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


PRECISIONS = ["day", "week", "month", "year", "undated"]
PARTIAL_DATE = structure(
    "A date as far as it is known",
    {
        "value": or_null(
            TEXT | {"description": "2018-03-08, 2018-03 or 2018: the first day, month or year; null if undated."}
        ),
        "precision": {"enum": PRECISIONS},
        "by": {"type": "boolean", "description": "Whether it was some time up to then."},
        "label": TEXT | {"description": "In words."},
    },
)


def date_data(date: PartialDate, page: AnswerPage) -> dict[str, Any]:
    return {
        "value": None if date.year is None else date.iso,
        "precision": precision_of(date),
        "by": date.qualifier == "by",
        "label": date.label,
    }


def precision_of(date: PartialDate) -> str:
    if date.qualifier in PRECISIONS:
        return date.qualifier
    return "day" if date.day else "month" if date.month else "year"


CITATION = structure(
    "What backs a fact",
    {
        "key": TEXT,
        "title": TEXT,
        "locator": or_null(TEXT | {"description": "Where in it: “¶24” is the 24th line that is not empty."}),
        "url": ADDRESS,
        "api_url": ADDRESS,
    },
)


def citations_data(citations: Iterable[Citation], page: AnswerPage) -> list[dict[str, Any]]:
    return [
        {
            "key": source.key,
            "title": source.title_before(page.horizon),
            "locator": citation.locator or None,
            "url": absolute(source.get_absolute_url()),
            "api_url": address_of(type(source), source.key),
        }
        for citation in citations
        if (source := page.sources.get(citation.key))
    ]


PROSE = structure(
    "A text",
    {
        "html": TEXT | {"description": "With links to the pages of the site; what is later is cut out."},
        "text": TEXT | {"description": "The same in words alone, a line for each paragraph."},
        "cites": many(ref("Citation")),
    },
)


def prose_data(text: str, page: AnswerPage) -> dict[str, Any]:
    told = Prose(tuple(with_absolute_links(cut(parse(text), page.standing))), faults=(), too_deep=False)
    targets = {ref: page.target(ref) for ref in told.links}
    titles = {ref: target.title if target else NOT_AVAILABLE for ref, target in targets.items()}
    return {
        "html": str(render(told, page)),
        "text": told.plain(veiled=True, titles=titles),
        "cites": citations_data(told.citations, page),
    }


def with_absolute_links(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens of a text, of which others hold the same ones."""
    for token in tokens:
        if token.children:
            yield token.copy(children=list(with_absolute_links(token.children)))
        elif token.type == "link_open":
            yield token.copy(attrs=token.attrs | {"href": urljoin(absolute("/"), str(token.attrs["href"]))})
        else:
            yield token


REFERENCE = structure(
    "Another entry",
    {"type": TEXT, "key": TEXT, "title": TEXT, "url": ADDRESS, "api_url": ADDRESS},
)


def reference_data(entry: Any, page: AnswerPage) -> dict[str, Any]:
    return {
        "type": kinds.kind_of(type(entry)),
        "key": entry.key,
        "title": entry.title_before(page.horizon),
        "url": absolute(entry.get_absolute_url()),
        "api_url": address_of(type(entry), entry.key),
    }


def named_entry_data(name: str, page: AnswerPage) -> dict[str, Any] | None:
    """The entry of a name such as person:eka-darville, if it may be told of."""
    kind, _, key = name.partition(":")
    target = page.target(EntryRef(kind, key))
    if target is None:
        return None
    return {
        "type": kind,
        "key": key,
        "title": target.title,
        "url": target.url,
        "api_url": address_of(kinds.model_of(kind), key),
    }


COMPONENTS = {"KnownDate": PARTIAL_DATE, "Citation": CITATION, "Prose": PROSE, "Reference": REFERENCE}
