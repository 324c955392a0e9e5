"""From the text of a fixture to its records, as plain texts, lists and mappings."""

from dataclasses import dataclass, field
from typing import Any

import yaml

from .problems import Problem

CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML without guesses: 2018-03-08, 2:12, No and 1e3 are texts; the model's field reads them."""


Loader.yaml_implicit_resolvers = {}


@dataclass
class RawRecord:
    file: str
    line: int
    model: str
    fields: dict[str, Any] = field(default_factory=dict)


class Unreadable(Exception):
    def __init__(self, message, node=None):
        super().__init__(message)
        self.line = node.start_mark.line + 1 if node else None


def read_fixture(file: str, content: bytes) -> tuple[list[RawRecord], list[Problem]]:
    """The records of a fixture, and what cannot be read of it."""
    try:
        root = yaml.compose(content.decode("utf-8"), Loader=Loader)
    except UnicodeDecodeError as error:
        return [], [Problem(file, f"This is not UTF-8 text (byte {error.start}).")]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = f"This is not valid YAML: {error.problem or error.context}."
        return [], [Problem(file, message, mark.line + 1 if mark else None)]
    except (yaml.YAMLError, RecursionError) as error:
        return [], [Problem(file, f"This is not valid YAML: {error}.")]
    if root is None:
        return [], []
    if not isinstance(root, yaml.SequenceNode):
        return [], [Problem(file, "A fixture is a list of records, each with “model” and “fields”.")]

    records, problems, seen = [], [], set()
    for node in root.value:
        line = node.start_mark.line + 1
        try:
            records.append(read_record(file, line, plain(node, seen)))
        except Unreadable as error:
            problems.append(Problem(file, str(error), error.line or line))
        except RecursionError:
            problems.append(Problem(file, "This record is nested too deeply.", line))
    return records, problems


def read_record(file, line, data):
    if not isinstance(data, dict) or not {"model", "fields"} <= data.keys():
        raise Unreadable("A record is a mapping with “model” and “fields”.")
    if extra := data.keys() - {"model", "fields"}:
        raise Unreadable(
            f"A record has “model” and “fields” only, and is named by its key: leave out {', '.join(sorted(extra))}."
        )
    if not isinstance(data["model"], str):
        raise Unreadable("“model” is a name such as episodes.episode.")
    if not isinstance(data["fields"], dict):
        raise Unreadable("“fields” is a mapping of field names to values.")
    return RawRecord(file, line, data["model"], data["fields"])


def plain(node, seen):
    if id(node) in seen:
        raise Unreadable("Anchors and aliases are not supported: write the value out.", node)
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return CONSTANTS.get(node.value, node.value) if is_plain(node) else node.value
    if isinstance(node, yaml.SequenceNode):
        return [plain(item, seen) for item in node.value]
    values = {}
    for key_node, value_node in node.value:
        key = plain(key_node, seen)
        if not isinstance(key, str):
            raise Unreadable("A field's name is a text.", key_node)
        if key in values:
            raise Unreadable(f"“{key}” stands here twice.", key_node)
        values[key] = plain(value_node, seen)
    return values


def is_plain(node):
    """Whether a scalar stands without quotation marks and is no block of text."""
    return not node.style
