"""What prose asks of the page on which it is shown."""

from typing import NamedTuple, Protocol

from ..horizon import Standing
from .marks import Citation, EntryRef


class Target(Protocol):
    """Where a link leads."""

    @property
    def title(self) -> str: ...

    @property
    def url(self) -> str: ...


class Mark(NamedTuple):
    """The number that stands for a citation, the letter of this use, and the ids of the note below and of this mark."""

    number: int
    letter: str
    note_id: str
    mark_id: str


class Page(Protocol):
    def target(self, ref: EntryRef) -> Target | None:
        """The entry's title and address, if this page may link to it."""

    def cite(self, citation: Citation) -> Mark | None:
        """A mark for one more use of the citation, if its source may be shown."""

    def anchor(self, name: str) -> str:
        """The name if this page has no place of that name yet, else nothing."""

    def standing(self, code: str) -> Standing:
        """How what the episode of that code gives away stands on this page."""
