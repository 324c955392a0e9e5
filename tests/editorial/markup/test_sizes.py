"""Long and deeply nested texts: each of these took minutes, or never ended, if some step went over the rest of the text
again for every mark, or called itself for every level."""

import pytest

from editorial.markup import parse, render

from .pages import Page, Reader

MANY = 10_000


@pytest.mark.parametrize("sign", ["|", "[", "*", "_", "`", "<", "&", "\\", "!", "]", "{"])
def test_one_sign_again_and_again_is_printed(sign):
    expected = sign * MANY if sign != "\\" else sign * (MANY // 2)

    assert parse(sign * MANY + ".").plain() == expected + "."


@pytest.mark.parametrize(
    "piece",
    [
        *("|| ", "||{s02e11} ", "||a ", "[[a ", "[[person:a|b ", "[@a, "),
        *("[a](b (c ", "[a](b 'c ", "[a](<b ", "[a]( ", "<https://a ", "![ "),
    ],
)
def test_beginnings_without_an_end_are_printed(piece):
    text = (piece * MANY).strip()

    assert parse(text).plain() == text


@pytest.mark.parametrize("opening", ["[[person:a|", "[@s4,", "||", "[a](b"])
def test_a_long_way_to_an_end_that_never_comes(opening):
    prose = parse(f"{opening}{' ' * 1_000_000}x")

    assert prose.plain() == f"{opening} x"


@pytest.mark.parametrize(
    ("piece", "tag"),
    [("||a||{s02e11} ", "details"), ("[@s4, ¶24] ", "sup"), ("[[person:jeri]] ", "a"), ("[a](https://b.c) ", "a")],
)
def test_many_marks(piece, tag):
    html = render(parse(piece * MANY), Page())

    assert html.count(f"<{tag} ") == MANY
    assert Reader(html).faults == []


@pytest.mark.parametrize("sign", ["- ", "> ", "1. ", ">"])
def test_lists_and_quotations_in_each_other_without_end(sign):
    prose = parse(f"{sign * MANY}a")

    html = render(prose, Page())
    assert prose.too_deep is True
    assert 20 < html.count("<") < 200
    assert Reader(html).faults == []


def test_veils_in_each_other_without_end():
    html = render(parse("||a " * MANY + "||{s02e11}" * MANY), Page())

    assert 1 < html.count("<details") < 30
    assert html.startswith('<div class="paragraph"><details')
    assert html.endswith("</details></div>\n")
    assert Reader(html).faults == []


def test_emphasis_in_each_other_without_end_around_many_veils():
    html = render(parse("*a **b " * MANY + "||c||{s02e11} " * MANY + "d** e*" * MANY), Page())

    assert html.count("<details") == MANY
    assert len(html) < 500 * MANY
    assert Reader(html).faults == []


@pytest.mark.parametrize("text", ["x" * 2_000_000, "word " * 400_000, "a\n" * 100_000], ids=["word", "words", "lines"])
def test_long_texts(text):
    prose = parse(text)

    assert render(prose, Page()) == f"<p>{text.strip()}</p>\n"
    assert prose.plain() == " ".join(text.split())
