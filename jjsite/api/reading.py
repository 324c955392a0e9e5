"""The description in sections to be read by people: made of it alone, so that it says no less and no more."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Line:
    """A row of a table: a parameter or a field, what it may be, and what it means."""

    name: str
    value: str
    meaning: str


@dataclass(frozen=True)
class Section:
    id: str
    title: str
    addresses: list[str]
    example: str
    parameters: list[Line]
    fields: list[Line]


@dataclass(frozen=True)
class Structure:
    """What sections name: a row, a part, a date."""

    id: str
    title: str
    fields: list[Line]


def sections(description: dict[str, Any]) -> list[Section]:
    """One for each kind of entry."""
    schemas = description["components"]["schemas"]
    made = []
    for address, methods in description["paths"].items():
        listing, detail = methods["get"], description["paths"].get(f"{address}{{key}}/")
        if detail is None:
            continue
        schema = schemas[component_of(detail["get"])]
        word = address.strip("/").rpartition("/")[2]
        made.append(
            Section(
                id=word,
                title=listing["summary"].removeprefix("All ").capitalize(),
                addresses=[address, f"{address}{{key}}/"],
                example=f"{address}?page_size=1",
                parameters=[parameter_line(parameter) for parameter in listing["parameters"]],
                fields=list(lines(schema)),
            )
        )
    return made


def structures(description: dict[str, Any]) -> list[Structure]:
    """All that the sections name and that has no section of its own."""
    schemas = description["components"]["schemas"]
    told = {component_of(methods["get"]) for methods in description["paths"].values()}
    return [
        Structure(name.lower(), schema.get("title", name), list(lines(schema)))
        for name, schema in sorted(schemas.items())
        if name not in told
    ]


def component_of(operation: dict[str, Any]) -> str:
    return name_of(operation["responses"]["200"]["content"]["application/json"]["schema"])


def name_of(schema: dict[str, Any]) -> str:
    return str(schema["$ref"]).rpartition("/")[2]


def parameter_line(parameter: dict[str, Any]) -> Line:
    return Line(parameter["name"], in_words(parameter["schema"]), parameter.get("description", ""))


def lines(schema: dict[str, Any], prefix: str = "") -> Iterator[Line]:
    """A line for each property, those of nested structures under their full names."""
    for name, part in schema.get("properties", {}).items():
        if part.get("properties") and "value" not in part["properties"]:
            yield from lines(part, f"{prefix}{name}.")
        else:
            yield Line(f"{prefix}{name}", in_words(part), part.get("description") or part.get("title", ""))


def in_words(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return name_of(schema)
    if "anyOf" in schema:
        return " or ".join(in_words(one) for one in schema["anyOf"])
    if "const" in schema:
        return f"“{schema['const']}”"
    if "enum" in schema:
        return ", ".join(f"“{value}”" for value in schema["enum"] if value)
    if schema["type"] == "array":
        return f"list of {in_words(schema['items'])}"
    if "value" in schema.get("properties", {}):
        return f"value and label: {in_words(schema['properties']['value'])}"
    return schema.get("format") or schema["type"]
