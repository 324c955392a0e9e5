"""Prose for a reader who chose a horizon. In these tests s02e11 is the episode of number 11."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.horizon import ALL, up_to
from editorial.markup import Prose, parse, render, render_inline
from editorial.markup.cutting import cut

from .pages import Page, Reader, values
from .test_safety import check_harmless, texts, unbalanced

AT_10 = up_to(10)


def html(text, horizon=AT_10):
    return render(parse(text), Page(horizon=horizon))


NOTE = '<span class="withheld">Withheld for now</span>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a ||b||{s02e11} c", f"<p>a {NOTE} c</p>"),
        ("a ||b||{s02e10} c", "<p>a b c</p>"),
        ("a ||b||{s02e09} c ||d||{s02e11}", f"<p>a b c {NOTE}</p>"),
        ("*a **b ||c||{s02e11} d***", f"<p><em>a <strong>b </strong></em>{NOTE}<em><strong> d</strong></em></p>"),
        ("[a ||b||{s02e11} c](/d)", f'<p><a href="/d">a </a>{NOTE}<a href="/d"> c</a></p>'),
        ("a ||[[person:jeri|J]] *b* [c](/d)||{s02e11}", f"<p>a {NOTE}</p>"),
        ("- a ||b||{s02e11}\n- c", f"<ul>\n<li>a {NOTE}</li>\n<li>c</li>\n</ul>"),
    ],
)
def test_what_comes_too_early_is_cut_and_the_rest_stands_open(text, expected):
    assert html(text) == f"{expected}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a ||b ||c||{s02e12}||{s02e11}", f"<p>a {NOTE}</p>"),
        ("a ||b ||c||{s02e09}||{s02e11} d", f"<p>a {NOTE} d</p>"),
        ("a ||b ||c||{s02e11} d||{s02e09} e", f"<p>a b {NOTE} d e</p>"),
        ("a ||b ||c||{s02e11}||{s02e09} ||d||{s02e12} e", f"<p>a b {NOTE} e</p>"),
    ],
)
def test_a_veil_within_a_veil(text, expected):
    assert html(text) == f"{expected}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a ||b||{s02e11} ||c||{s02e11}\n||d||{s02e11} e", f"<p>a {NOTE} e</p>"),
        ("a ||b||{s02e11} ||c||{s02e12}", f"<p>a {NOTE}</p>"),
        ("a ||b||{s02e11} c ||d||{s02e11}", f"<p>a {NOTE} c {NOTE}</p>"),
    ],
)
def test_one_note_a_place(text, expected):
    assert html(text) == f"{expected}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A. ||B.||{s02e11} C.", "<p>A. C.</p>"),
        ("A. ||B.[@s4]||{s02e11}", "<p>A.</p>"),
        ("||B [[person:jeri]].||{s02e11} C.", "<p>C.</p>"),
        ('A "b." ||*C.* ||D!||{s02e12}||{s02e11} ||E?||{s02e13} F.', '<p>A "b." F.</p>'),
        ("A. ||B.||{s02e11} ||c||{s02e12}, d.", f"<p>A. {NOTE} , d.</p>"),
        ("A, ||b.||{s02e11} C.", f"<p>A, {NOTE} C.</p>"),
        ("A. ||B||{s02e11} c.", f"<p>A. {NOTE} c.</p>"),
        ("A. ||B||{s02e11}. C.", f"<p>A. {NOTE}. C.</p>"),
    ],
)
def test_whole_sentences_leave_no_trace(text, expected):
    assert html(text) == f"{expected}\n"


def test_what_backs_a_cut_sentence_goes_with_it():
    page = Page(horizon=AT_10)

    render(parse("A.[@s4] ||B.||{s02e11}[@ryan-2016] [@s4, ¶3] C.[@s4]"), page)

    assert [note.source for note in page.footnotes.notes] == ["the encyclopedia"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n\n||b||{s02e11}\n\nc", "<p>a</p>\n<p>c</p>\n"),
        ("a\n\n||b||{s02e11} ||c||{s02e12}.[@s4]\n\nd", "<p>a</p>\n<p>d</p>\n"),
        ("a\n\n***||b||{s02e11}***", "<p>a</p>\n"),
        ("- ||a||{s02e11}\n- b", "<ul>\n<li>b</li>\n</ul>\n"),
        ("a\n\n- ||b||{s02e11}\n- > ||c||{s02e11}\n\nd", "<p>a</p>\n<p>d</p>\n"),
        ("a\n\n> ||b||{s02e11}", "<p>a</p>\n"),
        (
            "a\n\n||b||{s02e11} [[person:jeri|J]]",
            f'<p>a</p>\n<p>{NOTE} <a href="/person/jeri/?a=1&amp;b=2">J</a></p>\n',
        ),
        ("a\n\n—\n\n||b||{s02e11}", "<p>a</p>\n<p>—</p>\n"),
    ],
)
def test_what_is_used_up_goes_altogether(text, expected):
    assert html(text) == expected


def test_of_a_text_that_goes_altogether_one_note_is_left():
    assert html("||a||{s02e11}\n\n- ||b||{s02e12}") == f"<p>{NOTE}</p>\n"
    assert html("||a||{s02e09}\n\n||b||{s02e12}") == "<p>a</p>\n"
    assert render_inline("||a||{s02e11}", Page(horizon=AT_10)) == NOTE


def test_who_wants_to_be_told_everything_meets_no_veil():
    text = "a ||*b* ||c||{s02e12}||{s02e11} d\n\n||e||{s02e13}"

    assert html(text, ALL) == "<p>a <em>b</em> c d</p>\n<p>e</p>\n"
    assert render_inline("a ||b||{s02e11}", Page(horizon=ALL)) == "a b"


def test_what_is_cut_cites_nothing():
    page = Page(horizon=AT_10)

    whole = render(parse("||a[@s4]||{s02e11} b[@ryan-2016]\n\n||c||{s02e11}[@s4, ¶3]"), page)

    assert values(Reader(whole), "id") == ["cite-1a"]
    assert [note.source for note in page.footnotes.notes] == ["Ryan"]


def test_the_parsed_text_stays_as_it_is_for_the_next_page():
    text = "a ||b||{s02e11}[@s4]\n\n- ||c||{s02e09}"
    before = render(parse(text), Page())

    html(text)
    html(text, ALL)

    assert render(parse(text), Page()) == before
    assert "<details" in before


@settings(deadline=None, max_examples=200)
@given(texts, st.sampled_from([up_to(0), up_to(11), ALL]))
def test_any_text_stays_harmless_and_well_nested(text, horizon):
    page = Page(horizon=horizon)
    tokens = cut(parse(text), page.standing)

    assert unbalanced(tokens) == []
    for token in tokens:
        assert unbalanced(token.children or []) == []
        assert "veil_open" not in [child.type for child in token.children or []]
    check_harmless(render(parse(text), page))
    check_harmless(render_inline(text, page))


@settings(deadline=None, max_examples=200)
@given(texts.map(lambda text: text.replace("|", "").replace("\\", "").replace("\n", " ").replace("\r", " ")), texts)
def test_no_text_around_a_veil_gives_it_away(before, after):
    """On one line, that is, and without a Markdown link around the mark itself."""
    before = before.replace("[", "").replace("<", "")

    assert "secret" not in html(f"{before}||secret||{{s02e11}} {after}")


def test_the_words_alone_show_where_something_is_left_out():
    tokens = cut(parse("The answer is ||hers||{s02e11} alone."), Page(horizon=AT_10).standing)

    assert Prose(tuple(tokens), faults=(), too_deep=False).plain() == "The answer is … alone."
