"""Marks that name another entry from now on, in texts that stay the same otherwise."""

import pytest

from editorial.markup import EntryRef
from editorial.markup.renaming import rename_citations, rename_links, rename_sources

ADA, BEA = EntryRef("person", "ada"), EntryRef("person", "bea")


@pytest.mark.parametrize(
    ("text", "renamed"),
    [
        ("See [[person:ada]].", "See [[person:bea]]."),
        ("[[person:ada|Ada L.]] and [[person:ada| her ]]", "[[person:bea|Ada L.]] and [[person:bea| her ]]"),
        ("> - [[person:ada|two\n> lines]]", "> - [[person:bea|two\n> lines]]"),
        ("||Hidden [[person:ada]]||{s02e01}", "||Hidden [[person:bea]]||{s02e01}"),
        ("*[[person:ada]]*", "*[[person:bea]]*"),
        (r"\[[person:ada]] is written [[person:ada]]", r"\[[person:ada]] is written [[person:bea]]"),
        (r"\\[[person:ada]]", r"\\[[person:bea]]"),
        ("<https://x.example/[[person:ada]]> [[person:ada]]", "<https://x.example/[[person:ada]]> [[person:bea]]"),
        ("[[person:ada-lovelace]] [[character:ada]] ada", "[[person:ada-lovelace]] [[character:ada]] ada"),
        ("[[person:ada", "[[person:ada"),
        ("\0[[person:ada]]\r\n\r\n", "\0[[person:bea]]\r\n\r\n"),
    ],
)
def test_links_lead_to_another_where_they_are_links(text, renamed):
    assert rename_links(text, ADA, BEA) == renamed


@pytest.mark.parametrize(
    ("text", "renamed"),
    [
        ("True.[@s4]", "True.[@s5]"),
        ("True.[@s4, ¶24][@s44]", "True.[@s5, ¶24][@s44]"),
        (r"\[@s4] [@s4]", r"\[@s4] [@s5]"),
    ],
)
def test_prose_cites_another_source(text, renamed):
    assert rename_citations(text, "s4", "s5") == renamed


def test_a_text_of_citations_cites_another_source():
    assert rename_sources("[@s4] [@s4, ¶1] [@s44]", "s4", "s5") == "[@s5] [@s5, ¶1] [@s44]"
