import pytest

from editorial.markup import parse, render, render_inline

from .pages import Page, Reader, values

VEIL = (
    '<details class="veil"><summary>Spoiler: season 2, episode {}</summary>'
    '<div class="veil-text" data-nosnippet="">{}</div></details>'
)


def html(text, page=None):
    return render(parse(text), page or Page())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\ntwo.", "<p>One\ntwo.</p>\n"),
        ("*One* **two**", "<p><em>One</em> <strong>two</strong></p>\n"),
        ("> One\n\n---", "<blockquote>\n<p>One</p>\n</blockquote>\n<hr>\n"),
        ("3. One\n4. two", '<ol start="3">\n<li>One</li>\n<li>two</li>\n</ol>\n'),
        ("{{7*7}} 'a' & \"b\"", "<p>{{7*7}} 'a' &amp; \"b\"</p>\n"),
    ],
)
def test_markdown(text, expected):
    assert html(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[person:krysten-ritter]]", '<a href="/person/krysten-ritter/?a=1&amp;b=2">Krysten Ritter</a>'),
        ("[[person:krysten-ritter|she & *he*]]", '<a href="/person/krysten-ritter/?a=1&amp;b=2">she &amp; *he*</a>'),
        ("[[person:jeri]]", '<a href="/person/jeri/?a=1&amp;b=2">Jeri &lt;Hogarth&gt; &amp; “Co”</a>'),
        ("[[person:nobody|Some <b>one]]", "Some &lt;b&gt;one"),
        ("[[person:nobody]]", "(not available)"),
        ("[[person:nobody|Some\n  one ]]", "Some one"),
    ],
)
def test_link_to_an_entry(text, expected):
    assert html(text) == f"<p>{expected}</p>\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](https://x.y/)", '<a href="https://x.y/" rel="nofollow noreferrer">a</a>'),
        ("[a](HTTP://x.y 'b')", '<a href="HTTP://x.y" title="b" rel="nofollow noreferrer">a</a>'),
        ("<mailto:a@x.y>", '<a href="mailto:a@x.y" rel="nofollow noreferrer">mailto:a@x.y</a>'),
        ("[a](/people/)", '<a href="/people/">a</a>'),
        ("[a](#b)", '<a href="#b">a</a>'),
        ("[](https://x.y/)", ""),
        ("[a](//x.y)", "[a](//x.y)"),
        ("[a](/\\x.y)", '<a href="/%5Cx.y">a</a>'),
        ("[a](people/)", "[a](people/)"),
        ("[a](ftp://x.y)", "[a](ftp://x.y)"),
        ("[a [[person:nobody|b]]](https://x.y)", "[a b](https://x.y)"),
    ],
)
def test_link_written_as_in_markdown(text, expected):
    assert html(text) == f"<p>{expected}</p>\n"


def test_citation_is_a_numbered_mark():
    assert html("So.[@s4, ¶24]") == (
        '<p>So.<sup class="cite" id="cite-1a"><a href="#note-1" aria-label="Note 1">1</a></sup></p>\n'
    )


def test_citations_side_by_side_are_two_numbers():
    assert "1</a></sup> <sup" in html("So.[@s4, ¶24][@s4, ¶25]")
    assert "1</a></sup> <sup" in html("So.[@s4, ¶24] [@s4, ¶25]")


def test_citation_without_a_source_renders_nothing():
    assert html("So.[@nobody]") == "<p>So.</p>\n"


def test_ids_are_unique_in_all_texts_of_a_page():
    page = Page()

    whole = html("a[@s4] b[@ryan-2016] c[@s4]", page) + render_inline("[@s4] [@s4, ¶1]", page)

    ids = values(Reader(whole), "id")
    assert ids == ["cite-1a", "cite-2a", "cite-1b", "cite-1c", "cite-3a"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a ||b||{s02e11} c", '<div class="paragraph">a ' + VEIL.format(11, "b") + " c</div>"),
        (
            "a ||*b* [[person:nobody|c]]||{s02e11}",
            '<div class="paragraph">a ' + VEIL.format(11, "<em>b</em> c") + "</div>",
        ),
        (
            "a ||b ||c||{s02e12}||{s02e11}",
            '<div class="paragraph">a ' + VEIL.format(11, "b " + VEIL.format(12, "c")) + "</div>",
        ),
        (
            "*a **b ||c||{s02e11} d***",
            '<div class="paragraph"><em>a <strong>b </strong></em>'
            + VEIL.format(11, "<em><strong>c</strong></em>")
            + "<em><strong> d</strong></em></div>",
        ),
        ("*||a||{s02e11}*", '<div class="paragraph">' + VEIL.format(11, "<em>a</em>") + "</div>"),
        (
            "[a ||b||{s02e11}](/c)",
            '<div class="paragraph"><a href="/c">a </a>' + VEIL.format(11, '<a href="/c">b</a>') + "</div>",
        ),
        ("- a ||b||{s02e11}\n- c", "<ul>\n<li>a " + VEIL.format(11, "b") + "</li>\n<li>c</li>\n</ul>"),
        (
            "> ||a||{s02e11}",
            '<blockquote>\n<div class="paragraph">' + VEIL.format(11, "a") + "</div>\n</blockquote>",
        ),
        ("a\n\n||b||{s02e11}", '<p>a</p>\n<div class="paragraph">' + VEIL.format(11, "b") + "</div>"),
    ],
)
def test_veil_stands_where_details_may_stand(text, expected):
    result = html(text)

    assert result == f"{expected}\n"
    assert Reader(result).faults == []


def test_a_note_has_no_paragraph_around_it():
    assert render_inline("a *b* ||c||{s02e01}\nd", Page()) == "a <em>b</em> " + VEIL.format(1, "c") + "\nd"


def test_a_text_renders_twice_the_same():
    text = "*a ||b||{s02e11}* [c](https://x.y) [@s4]"

    assert html(text) == html(text)


def test_rendered_prose_is_safe_for_templates():
    assert hasattr(html("a"), "__html__")
    assert hasattr(render_inline("a", Page()), "__html__")
