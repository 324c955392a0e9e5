"""The notes at the foot of a page, numbered as its texts call for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .marks import Citation
from .page import Mark


@dataclass
class Note:
    """One note: a citation, its source, and the marks in the text to lead back to."""

    number: int
    citation: Citation
    source: Any
    marks: list[Mark] = field(default_factory=list)

    @property
    def id(self) -> str:
        return f"note-{self.number}"


class Footnotes:
    """The citations of one page in order of first use; each source is fetched beforehand.

    A citation used again keeps its number and gets a mark of its own: `cite-3a`, `cite-3b`.
    """

    def __init__(self, sources: Mapping[str, Any]):
        self._sources = sources
        self._notes: dict[Citation, Note] = {}

    def cite(self, citation: Citation) -> Mark | None:
        """A mark for one more use of the citation; None if its source is not among those given."""
        if citation.key not in self._sources:
            return None
        note = self._notes.get(citation)
        if note is None:
            note = Note(len(self._notes) + 1, citation, self._sources[citation.key])
            self._notes[citation] = note
        letter = letters(len(note.marks))
        mark = Mark(note.number, letter, note.id, f"cite-{note.number}{letter}")
        note.marks.append(mark)
        return mark

    @property
    def notes(self) -> list[Note]:
        """For the list at the foot, once all texts of the page are rendered."""
        return list(self._notes.values())


def letters(index: int) -> str:
    """a to z for the first, then aa, ab, and so on."""
    word = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        word = chr(ord("a") + rest) + word
    return word
