import pytest

from editorial.markup import Citation, EntryRef, citations_of, parse, parse_inline

RITTER = EntryRef("person", "krysten-ritter")


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("[[person:krysten-ritter]]", (RITTER,)),
        ("[[person:krysten-ritter|Ritter]]", (RITTER,)),
        ("[[person:krysten-ritter|Krysten\nRitter]]", (RITTER,)),
        ("*[[person:krysten-ritter]]* and [[person:krysten-ritter|her]]", (RITTER,)),
        ("||[[person:krysten-ritter]]||{s02e11}", (RITTER,)),
        ("> - [[episode:s02e01]] [[person:krysten-ritter]]", (EntryRef("episode", "s02e01"), RITTER)),
        ("[[[person:krysten-ritter]]]", (RITTER,)),
        ("[[person:x][[person:krysten-ritter]]", (RITTER,)),
        ("[[person:krysten-ritter]](https://example.org)", (RITTER,)),
        (r"\[[person:krysten-ritter]]", ()),
        ("[[person:krysten ritter]]", ()),
        ("[[person:Krysten-Ritter]]", ()),
        ("[[person:krysten--ritter]]", ()),
        ("[[person:krysten-ritter|]]", ()),
        ("[[person:krysten-ritter|  ]]", ()),
        ("[[person:krysten-ritter|a|b]]", ()),
        ("[[person:krysten-ritter", ()),
        ("[[person:" + "k" * 80 + "]]", (EntryRef("person", "k" * 80),)),
        ("[[person:" + "k" * 81 + "]]", ()),
    ],
)
def test_links_are_those_that_are_written_exactly(text, links):
    assert parse(text).links == links


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        ("It is so.[@s4]", (Citation("s4", ""),)),
        ("It is so.[@s4, ¶24]", (Citation("s4", "¶24"),)),
        ("It is so.[@s4,\n¶24]", (Citation("s4", "¶24"),)),
        ("[@s4,¶24][@ryan-2016][@s4, ¶24]", (Citation("s4", "¶24"), Citation("ryan-2016", ""))),
        ("[@s4, page 3,\n  note 2 ]", (Citation("s4", "page 3, note 2"),)),
        ("[@s4, " + "x" * 40 + "]", (Citation("s4", "x" * 40),)),
        ("[@s4, " + "x" * 41 + "]", ()),
        ("[@s4]: https://example.org", (Citation("s4", ""),)),
        (r"\[@s4]", ()),
        ("[@s4,]", ()),
        ("[@S4]", ()),
        ("[@]", ()),
        ("[@s4, a|b]", ()),
        ("[@s4, [x]]", ()),
    ],
)
def test_citations_are_those_that_are_written_exactly(text, citations):
    assert parse(text).citations == citations


@pytest.mark.parametrize(
    ("text", "veils", "left"),
    [
        ("She ||dies||{s02e11} there.", ("s02e11",), "She there."),
        ("She ||dies\nand *lives*||{s02e11}.", ("s02e11",), "She ."),
        ("a ||b||{s02e11} c ||d||{s02e02}", ("s02e11", "s02e02"), "a c"),
        ("a ||b ||c||{s02e12} d||{s02e11} e", ("s02e11", "s02e12"), "a e"),
        ("a |||b|||{s02e11} c", ("s02e11",), "a c"),
        ("a || b ||c||{s02e11} d", ("s02e11",), "a || b d"),
        ("a *b ||c* d||{s02e11} e", ("s02e11",), "a *b e"),
        ("[a ||b](https://x.y) c||{s02e11} d", ("s02e11",), "[a d"),
        ("`a ||b||{s02e11} c`", ("s02e11",), "`a c`"),
        ("a\n\n    a ||b||{s02e11} c", ("s02e11",), "a\na c"),
        ("[" * 50 + " ||b||{s02e11} c", ("s02e11",), "[" * 50 + " c"),
        (r"a ||b \|| c||{s02e11} d", ("s02e11",), "a d"),
        (r"a \\||b||{s02e11} d", ("s02e11",), r"a \ d"),
        ("a ||b|| c", (), "a ||b|| c"),
        ("a ||b", (), "a ||b"),
        ("a b||{s02e11} c", (), "a b||{s02e11} c"),
        ("a ||b||{s2e11} c", (), "a ||b||{s2e11} c"),
        ("a ||b||{ s02e11 } c", (), "a ||b||{ s02e11 } c"),
        ("a ||||{s02e11} c", (), "a ||||{s02e11} c"),
        ("a |b|{s02e11} c", (), "a |b|{s02e11} c"),
        (r"a \||b||{s02e11} c", (), "a ||b||{s02e11} c"),
        ("a ||b\n\nc||{s02e11} d", (), "a ||b\nc||{s02e11} d"),
    ],
)
def test_veils_need_two_ends_and_a_code(text, veils, left):
    prose = parse(text)

    assert prose.veils == veils
    assert prose.plain() == left


def test_plain_has_the_words_a_line_for_each_paragraph():
    text = (
        "One *two*\nthree,\\\nfour.[@s4]\n\n- five\n- [six](https://example.org)\n\n"
        "> [[person:jeri|seven]] [[person:jeri]]\n\n[@s4]"
    )

    prose = parse(text)

    assert prose.plain() == "One two three, four.\nfive\nsix\nseven"
    assert prose.plain(titles={EntryRef("person", "jeri"): "Jeri"}).endswith("seven Jeri")


def test_plain_gives_what_is_veiled_when_asked():
    prose = parse("She ||*dies* ||twice||{s02e12}||{s02e11} there.")

    assert prose.plain(veiled=True) == "She dies twice there."
    assert prose.plain() == "She there."


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("# One", "# One"),
        ("One\n===", "One ==="),
        ("![one](https://x.y/z.png)", "!one"),
        ("<b>one</b>", "<b>one</b>"),
        ("`one`", "`one`"),
        ("```\none\n```", "``` one ```"),
        ("one\n\n    two", "one\ntwo"),
        ("|a|\n|-|\n|b|", "|a| |-| |b|"),
        ("[a]: /b\n\n[a]", "[a]: /b\n[a]"),
    ],
)
def test_what_prose_has_no_use_for_is_plain_text(text, plain):
    assert parse(text).plain() == plain


@pytest.mark.parametrize(
    ("text", "too_deep"), [("- " * 9 + "a", False), ("- " * 10 + "a", True), ("> " * 20 + "a", True)]
)
def test_too_deep_is_where_text_gets_lost(text, too_deep):
    prose = parse(f"{text}\n\nb")

    assert prose.too_deep is too_deep
    assert (prose.plain() == "a\nb") is not too_deep


def test_inline_text_knows_no_blocks():
    prose = parse_inline("- one [@s4]")

    assert prose.plain() == "- one"
    assert prose.citations == (Citation("s4"),)


def test_citations_of_a_text_of_citations_keeps_order_and_repeats():
    assert citations_of("[@s4, ¶24] [@ryan-2016][@s4, ¶24]") == (
        Citation("s4", "¶24"),
        Citation("ryan-2016"),
        Citation("s4", "¶24"),
    )
    assert citations_of("") == ()
