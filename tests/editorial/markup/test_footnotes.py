import pytest

from editorial.markup import Citation, Footnotes, Mark
from editorial.markup.footnotes import letters

RYAN = Citation("ryan-2016")
PARAGRAPH_24 = Citation("s4", "¶24")
PARAGRAPH_25 = Citation("s4", "¶25")


def test_citations_are_numbered_by_first_use():
    footnotes = Footnotes({"s4": "the encyclopedia", "ryan-2016": "Ryan"})

    marks = [footnotes.cite(citation) for citation in (PARAGRAPH_24, RYAN, PARAGRAPH_24, PARAGRAPH_25)]

    assert marks == [
        Mark(1, "a", "note-1", "cite-1a"),
        Mark(2, "a", "note-2", "cite-2a"),
        Mark(1, "b", "note-1", "cite-1b"),
        Mark(3, "a", "note-3", "cite-3a"),
    ]


def test_notes_lead_back_to_every_mark():
    footnotes = Footnotes({"s4": "the encyclopedia", "ryan-2016": "Ryan"})
    for citation in (PARAGRAPH_24, RYAN, PARAGRAPH_24):
        footnotes.cite(citation)

    first, second = footnotes.notes

    assert (first.number, first.id, first.citation, first.source) == (1, "note-1", PARAGRAPH_24, "the encyclopedia")
    assert [mark.mark_id for mark in first.marks] == ["cite-1a", "cite-1b"]
    assert (second.number, second.id, second.citation, second.source) == (2, "note-2", RYAN, "Ryan")
    assert [mark.mark_id for mark in second.marks] == ["cite-2a"]


def test_a_source_that_was_not_given_gets_neither_mark_nor_number():
    footnotes = Footnotes({"s4": "the encyclopedia"})

    assert footnotes.cite(RYAN) is None
    assert footnotes.cite(PARAGRAPH_24) == Mark(1, "a", "note-1", "cite-1a")
    assert len(footnotes.notes) == 1


@pytest.mark.parametrize(("index", "word"), [(0, "a"), (25, "z"), (26, "aa"), (51, "az"), (52, "ba"), (702, "aaa")])
def test_uses_are_told_apart_by_letters(index, word):
    assert letters(index) == word
