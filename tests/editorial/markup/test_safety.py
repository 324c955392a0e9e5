"""Whatever is written comes out as harmless, well nested HTML."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.markup import parse, render, render_inline
from editorial.markup.sanitising import sanitise

from .pages import Page, Reader, values

TAGS = {
    "p",
    "br",
    "hr",
    "em",
    "strong",
    "blockquote",
    "ul",
    "ol",
    "li",
    "a",
    "sup",
    "div",
    "details",
    "summary",
    "span",
}
ATTRIBUTES = {"href", "rel", "title", "id", "class", "start", "aria-label", "data-nosnippet"}

PAYLOADS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></ScRiPt>",
    "<img src=x onerror=alert(1)>",
    "<img srcset='x 1x, javascript:alert(1) 2x' onload=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<details open ontoggle=alert(1)>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<base href=//evil.example/>",
    "<a href=javascript:alert(1)>x</a>",
    "<!--><script>alert(1)</script>-->",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](https://a.b/\"onmouseover=\"alert(1))",
    "[x](https://a.b '\" onmouseover=\"alert(1)')",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "[x]\n\n[x]: javascript:alert(1)",
    "[[person:krysten-ritter|<img src=x onerror=alert(1)>]]",
    "[[person:krysten-ritter\" onclick=\"alert(1)|x]]",
    "[[javascript:alert|x]]",
    "[@s4, \"><script>alert(1)</script>]",
    "[@s4\" onclick=\"alert(1)]",
    "||<script>alert(1)</script>||{s02e11}",
    "||x||{s02e11\"><script>alert(1)</script>}",
    "```<script>\nalert(1)\n```",
    "{{7*7}} {% debug %} ${7*7}",
    "\ud83d<script>\udc00alert(1)\ufffe</script>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "[x](java\x00script:alert(1))",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u202escript\u2066<b onclick=x>\u2028",
]  # fmt: skip

PIECES = [
    *("||", "|", "||{s02e11}", "||{s02e12}", "{s02e01}", "[[person:jeri]]", "[[person:jeri|", "[[", "]]", "[@s4]"),
    *("[@s4, ", "[", "]", "](https://x.y)", "](/z 'title", "')", "(", ")", "<https://x.y>", "*", "**", "_", "\\"),
    *("\n", "\n\n", "- ", "\n- ", "\n> ", "1. ", "    ", "---\n", "# ", "`", "&", "&amp;", "<", ">", '"', "'"),
    *("<script>", "</p>", "<b onclick=x>", "javascript:", "word ", " ", "é", "\U0001f468\u200d\U0001f469", "\ud800"),
    *("\x00", "\r\n", "\x1f", "\u202e", "\uffff"),
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40).map("".join) | st.text()


def check_harmless(html):
    reader = Reader(html)
    assert reader.tags <= TAGS
    assert {name for _, name, _ in reader.attributes} <= ATTRIBUTES
    for href in values(reader, "href"):
        assert href.lower().startswith(("https://", "http://", "mailto:", "/", "#"))
        assert not href.startswith(("//", "/\\"))
    assert reader.faults == []
    html.encode()


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("around", ["{}", "a {} b", "- {}", "> {}", "||{}||{{s02e11}}", "*{}*", "[{}](https://x.y)"])
def test_payload_is_harmless(payload, around):
    text = around.format(payload)

    check_harmless(render(parse(text), Page()))
    check_harmless(render_inline(text, Page()))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_titles_of_entries_are_not_trusted(payload):
    page = Page(titles={"krysten-ritter": payload.encode(errors="replace").decode()})

    check_harmless(render(parse("[[person:krysten-ritter]]"), page))


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<b>a</b>", "a"),
        ("<script>a</script>b", "b"),
        ('<p class="other" style="color:red" onclick="x" id="y">a</p>', "<p>a</p>"),
        ('<a href="javascript:x">a</a>', "<a>a</a>"),
        ('<a href="data:x" onclick="x">a</a>', "<a>a</a>"),
        ('<details open class="veil x" ontoggle="y">a</details>', '<details class="veil">a</details>'),
        ('<svg onload="x"><a>b</a></svg>c', "c"),
    ],
)
def test_sanitising_alone_would_hold(html, left):
    """The last step does not rely on those before it."""
    assert sanitise(html) == left


def unbalanced(tokens):
    """The tokens that do not close what was opened last, and what stays open; the last step would hide these."""
    opened, wrong = [], []
    for token in tokens:
        if token.nesting == 1:
            opened.append(token.type.removesuffix("_open"))
        elif token.nesting == -1 and (not opened or opened.pop() != token.type.removesuffix("_close")):
            wrong.append(token)
    return wrong + opened


@pytest.mark.parametrize(
    "text",
    [
        "*a **b ||c||{s02e11} d***",
        "*a ||**b ||c||{s02e12}** d||{s02e11} e*",
        "*a **b " * 10 + "||c||{s02e11} " + "d** e*" * 10 + " *f*",
        "[*a ||b||{s02e11}*](https://c.d)",
    ],
)
def test_tokens_are_balanced_around_veils(text):
    [_, inline, _] = parse(text).tokens

    assert unbalanced(inline.children) == []


@settings(deadline=None, max_examples=400)
@given(texts)
def test_any_text_renders_harmless(text):
    for token in parse(text).tokens:
        assert unbalanced(token.children or []) == []
    check_harmless(render(parse(text), Page()))
    check_harmless(render_inline(text, Page()))
    parse(text).plain().encode()


@settings(deadline=None, max_examples=200)
@given(texts.map(lambda text: text.replace("|", "").replace("\\", "").replace("\n", " ").replace("\r", " ")), texts)
def test_no_text_before_a_veil_unveils_it(before, after):
    """On one line, that is, and without a Markdown link around the mark itself."""
    before = before.replace("[", "").replace("<", "")

    prose = parse(f"{before}||secret||{{s02e11}} {after}")

    assert "secret" not in prose.plain()
