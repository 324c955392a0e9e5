"""The OpenAPI description, made from the models and the filters of the site's lists."""

from functools import cache
from typing import Any

from django import forms

from editorial.pages.lists import models_by_list
from editorial.pictures.models import Picture
from editorial.publishing import Entry
from editorial.snapshot.shape import shape_of

from .addresses import list_view_of, words_for
from .asking import HORIZON, LARGEST_PAGE, PAGE, PAGE_SIZE, SIZE
from .entries import schemas_of
from .fields import part_schema
from .pictures import PICTURE
from .problems import CONTENT_TYPE
from .values import ADDRESS, COMPONENTS, TEXT, Schema, many, or_null, ref, structure

LICENCE = {"name": "CC BY-SA 4.0", "url": "https://creativecommons.org/licenses/by-sa/4.0/"}
ABOUT = (
    "All that the site tells of Jessica Jones, season 2, with a source for every fact. Nobody is sent what is given "
    "away later than their horizon: who does not give one has seen nothing. The site’s own prose is under "
    "CC BY-SA 4.0; quotations and titles belong to whom they quote."
)
HORIZON_PATTERN = "^(|all|0|[1-9][0-9]{0,3})$"
NUMBER: Schema = {"type": "integer", "minimum": 1}


@cache
def description() -> dict[str, Any]:
    paths: dict[str, Any] = {"/api/": {"get": operation("index", "What there is", "Index", [])}}
    for word, model in models_by_list().items():
        name = model.__name__
        paths[f"/api/{word}/"] = {
            "get": operation(
                f"{word}-list", f"All {words_for(model)}", f"{name}List", list_parameters(model), (400, 404)
            )
        }
        paths[f"/api/{word}/{{key}}/"] = {"get": detail_operation(word, model)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Jessica Jones Casebook",
            "version": "1",
            "summary": "A read-only API of an unofficial fan site.",
            "description": ABOUT,
            "license": LICENCE,
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": schemas(), "responses": {"Problem": PROBLEM_RESPONSE}},
    }


def operation(
    name: str, summary: str, component: str, parameters: list[Schema], problems: tuple[int, ...] = (400,)
) -> dict[str, Any]:
    answers: dict[str, Any] = {
        "200": {
            "description": "What was asked for",
            "headers": {
                "ETag": {"schema": TEXT, "description": "Send it as If-None-Match, to be told of changes only."}
            },
            "content": {"application/json": {"schema": ref(component)}},
        },
        "304": {"description": "It is as it was"},
    }
    answers |= {str(status): {"$ref": "#/components/responses/Problem"} for status in (*problems, 503)}
    return {"operationId": name, "summary": summary, "parameters": parameters, "responses": answers}


def detail_operation(word: str, model: Any) -> dict[str, Any]:
    key = {"name": "key", "in": "path", "required": True, "schema": TEXT, "description": "Its permanent name."}
    said = operation(
        f"{word}-detail",
        f"One of the {words_for(model)}",
        model.__name__,
        [key, HORIZON_PARAMETER],
        (400, 404),
    )
    if "seen_as" in schemas_of(model)[model.__name__]["properties"]:
        said["responses"]["302"] = {"description": "Who this is in truth, where that may be told"}
    return said


HORIZON_PARAMETER: Schema = {
    "name": HORIZON,
    "in": "query",
    "schema": {"type": "string", "pattern": HORIZON_PATTERN, "default": "0"},
    "description": "The last episode one has seen, as its number in the series, or “all”. What is later is left out.",
    "example": "20",
}


def list_parameters(model: Any) -> list[Schema]:
    filters = list_view_of(model).filterset_class.base_filters
    return [
        *(filter_parameter(name, one) for name, one in filters.items()),
        HORIZON_PARAMETER,
        query_parameter(PAGE, NUMBER | {"default": 1}, "Which page."),
        query_parameter(SIZE, NUMBER | {"maximum": LARGEST_PAGE, "default": PAGE_SIZE}, "How many on a page."),
    ]


def query_parameter(name: str, schema: Schema, about: str) -> Schema:
    return {"name": name, "in": "query", "schema": schema, "description": about}


def filter_parameter(name: str, one: Any) -> Schema:
    """As the form on the site has it. Its choices are those that there are, which the site's list shows."""
    choices = one.extra.get("choices")
    schema = {"enum": ["", *(str(value) for value, _ in choices)]} if isinstance(choices, list) else TEXT
    if issubclass(one.field_class, forms.MultipleChoiceField):
        schema = many(schema)
    about = " ".join(filter(None, [f"{one.label or name}.".capitalize(), str(one.extra.get("help_text", ""))]))
    return query_parameter(name, schema, about)


def schemas() -> dict[str, Schema]:
    made: dict[str, Schema] = {"Index": INDEX}
    for model in models_by_list().values():
        made[f"{model.__name__}List"] = list_schema(model)
        made |= schemas_of(model)
        for field in shape_of(model).references.values():
            related: Any = field.related_model
            if not issubclass(related, Entry):
                made[related.__name__] = PICTURE if related is Picture else part_schema(related)
    return made | COMPONENTS | {"Problem": PROBLEM}


def list_schema(model: Any) -> Schema:
    return structure(
        f"A page of {words_for(model)}",
        {
            "count": {"type": "integer", "description": "How many there are on all pages."},
            "page": NUMBER,
            "pages": NUMBER,
            "previous": or_null(ADDRESS),
            "next": or_null(ADDRESS),
            "horizon": {"anyOf": [{"type": "integer"}, {"const": "all"}]},
            "results": many(ref(model.__name__)),
        },
    )


INDEX = structure(
    "What there is",
    {
        "title": TEXT,
        "documentation": ADDRESS,
        "openapi": ADDRESS,
        "licence": structure("A licence", {"name": TEXT, "url": ADDRESS}),
        "kinds": many(structure("A kind of entry", {"type": TEXT, "title": TEXT, "api_url": ADDRESS})),
        "horizons": many(structure("A horizon to choose", {"horizon": {"type": "integer"}, "title": TEXT})),
    },
)
PROBLEM = structure(
    "Why this cannot be answered",
    {
        "type": TEXT,
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "errors": {
            "type": "object",
            "additionalProperties": many(TEXT),
            "description": "What is wrong, by parameter.",
        },
    },
    optional=("errors",),
)
PROBLEM_RESPONSE = {
    "description": "It cannot be answered, and why",
    "content": {CONTENT_TYPE: {"schema": ref("Problem")}},
}
