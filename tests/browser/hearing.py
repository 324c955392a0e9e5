"""A page as the browser tells it to a screen reader."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from playwright.sync_api import Page


class Part(NamedTuple):
    role: str
    name: str
    description: str
    states: dict[str, Any]
    parts: list["Part"]

    def all(self, *roles: str) -> Iterator["Part"]:
        """Itself and what is in it, in the order of reading: of some roles, or of all."""
        if not roles or self.role in roles:
            yield self
        for part in self.parts:
            yield from part.all(*roles)


def heard(page: Page) -> Part:
    """The accessibility tree. What nobody is told of, such as what is hidden or closed, is not in it."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}

    def told(node: dict) -> Iterator[Part]:
        children = [by_id[child] for child in node.get("childIds", []) if child in by_id]
        parts = [part for child in children for part in told(child)]
        if node["ignored"]:
            yield from parts
        else:
            states = {state["name"]: state["value"].get("value") for state in node.get("properties", [])}
            yield Part(said(node, "role"), said(node, "name"), said(node, "description"), states, parts)

    (page_as_told,) = told(nodes[0])
    return page_as_told


def said(node: dict, what: str) -> str:
    return node.get(what, {}).get("value", "").strip()
