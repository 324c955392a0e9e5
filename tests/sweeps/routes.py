"""Every address pattern that the site knows, found in its resolver."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse


@dataclass(frozen=True)
class Route:
    name: str  # with its namespace, as `reverse` takes it; empty if it has none
    path: str  # as it is written
    arguments: tuple[str, ...]
    view: Any = field(compare=False)

    @property
    def is_admin(self) -> bool:
        return self.path.startswith("admin/")

    def address(self, **arguments) -> str | None:
        """Where it leads with these arguments; None if it takes no such."""
        if not self.name:
            return None if self.arguments else f"/{self.path}"
        try:
            return reverse(self.name, kwargs=arguments)
        except NoReverseMatch:
            return None


def routes(resolver=None, path="", namespace="") -> Iterator[Route]:
    for pattern in (resolver or get_resolver()).url_patterns:
        whole = path + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            name = f"{namespace}{pattern.name}" if pattern.name else ""
            yield Route(name, whole, tuple(pattern.pattern.regex.groupindex), pattern.callback)
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern, whole, inner)
