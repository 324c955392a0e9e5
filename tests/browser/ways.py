"""Ways to read a page. Each turns an open page into what such a reader has, and tells what is lost to them there."""

import re
from collections.abc import Iterator
from itertools import pairwise

from playwright.sync_api import Page

from .hearing import Part, heard
from .seeing import cut_texts, lost_focus, lost_marks, width_of

DESK, ENLARGED = {"width": 1280, "height": 1024}, {"width": 320, "height": 256}  # the same at 400 percent
PAPER = {"width": 658, "height": 970}  # A4 within its margins

# What a reader may set by WCAG 1.4.12.
SPACED_OUT = """
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }
"""

ONCE = ["banner", "main", "contentinfo"]
NAMED = ["heading", "navigation", "region", "search", "table", "columnheader", "rowheader", "image", "link", "button"]
NAMED += ["DisclosureTriangle", "combobox", "searchbox", "textbox", "checkbox", "radio", "Date"]
CONTROLS = "button, .button, input:not([type=hidden], [type=checkbox]), select, .chip, .veil > summary"
FURNITURE = "nav, form, button, .skip, .cover, .back, .permalink"


def on_paper(page: Page) -> Iterator[str]:
    """No furniture, nothing from behind a closed veil, and the address of each link that leads away."""
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)
    yield from beyond_the_edge(page)
    yield from cut_texts(page)
    yield from those(page, FURNITURE)
    yield from those(page, ".veil:not([open]) > div")
    yield from those(page, "a[href^=http]", "!getComputedStyle(part, '::after').content.includes(part.href)")
    page.emulate_media(media="screen")
    page.set_viewport_size(DESK)


def by_ear(page: Page) -> Iterator[str]:
    """Whatever one can go to has a name; landmarks, headings and tables say how the page is built."""
    tree = heard(page)
    yield from (f"{part.role} without a name" for part in tree.all(*NAMED) if not part.name)
    yield from (f"not one {role}" for role in ONCE if len(list(tree.all(role))) != 1)
    landmarks = [part.name for part in tree.all("navigation", "search")]
    yield from (f"{name} twice" for name in set(landmarks) if landmarks.count(name) > 1)
    marks = [mark.name for superscript in tree.all("superscript") for mark in superscript.all("link")]
    yield from (f"{name} as a note" for name in marks if not re.fullmatch(r"Note \d+", name))
    yield from headings_out_of_order(tree)
    for table in tree.all("table"):
        yield from (f"{table.name} without {role}" for role in ("columnheader", "rowheader") if not [*table.all(role)])
    for figure in tree.all("figure"):
        drawings = [part for part in figure.all("group") if part.name]
        yield from (f"{drawing.name} without a description" for drawing in drawings if not drawing.description)
        if not drawings and not [*figure.all("blockquote")]:
            yield "a figure of nothing"


def headings_out_of_order(tree: Part) -> Iterator[str]:
    above = 0
    for heading in tree.all("heading"):
        level = heading.states["level"]
        if level > above + 1 or (level == 1) != (above == 0):
            yield f"level {level} below {above}: {heading.name}"
        above = level


def enlarged(page: Page) -> Iterator[str]:
    """Nothing is beyond the edge, cut off, or under something that stands still."""
    page.set_viewport_size(ENLARGED)
    yield from beyond_the_edge(page)
    yield from cut_texts(page)
    yield from lost_focus(page)
    page.set_viewport_size(DESK)


def spaced_out(page: Page) -> Iterator[str]:
    """Texts may be wider and higher than they were set, at any size."""
    add_style(page, SPACED_OUT)
    yield from beyond_the_edge(page)
    yield from cut_texts(page)
    page.set_viewport_size(ENLARGED)
    yield from cut_texts(page)
    page.set_viewport_size(DESK)
    add_style(page, "")


def in_forced_colours(page: Page) -> Iterator[str]:
    """Charts, the focus, and the edges of what is pressed or filled in; the search has none towards its button."""
    page.emulate_media(forced_colors="active")
    yield from lost_marks(page)
    yield from lost_focus(page)
    edges = "['Top', 'Bottom', 'Left'].every(side => parseFloat(getComputedStyle(part)[`border${side}Width`]) >= 1)"
    yield from those(page, CONTROLS, f"!{edges}")
    page.emulate_media(forced_colors="none")


def without_pictures(page: Page) -> Iterator[str]:
    """What is drawn is decoration, or written in a table with it."""
    yield from those(page, "img", "!part.hasAttribute('alt')")
    yield from those(page, "svg:not(svg svg)", "!part.closest('[aria-hidden=true], figure')")
    for chart in page.locator("figure.chart").all():
        written = chart.get_by_role("table").inner_text().lower()
        drawn = " ".join(chart.locator(".chart-name, .chart-says").all_text_contents()).lower()
        yield from (f"{word} in the drawing only" for word in re.findall(r"\w+", drawn) if word not in written)


def without_style_sheets(page: Page) -> Iterator[str]:
    """Line by line from the way past the menu to the notes, nothing twice. The last way of all: the sheets are gone."""
    page.eval_on_selector_all("link[rel=stylesheet]", "sheets => sheets.forEach(sheet => sheet.remove())")
    lines = [line.strip() for line in page.locator("body").inner_text().split("\n") if line.strip()]
    if lines[0] != "Skip to the content":
        yield f"{lines[0]} comes first"
    yield from (f"{line} twice" for before, line in pairwise(lines) if line == before and "Spoiler" not in line)
    yield from those(page, "ol > li", "part.innerText.startsWith(`${part.value || 0}\\n`)")
    after = "document.querySelector('.footnotes').compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING"
    yield from those(page, ".cite", after)
    yield from lost_marks(page)


def beyond_the_edge(page: Page) -> Iterator[str]:
    if (width := width_of(page)) > page.viewport_size["width"]:
        yield f"{width} pixels wide"


def those(page: Page, selector: str, complaint: str = "true") -> list[str]:
    """The visible parts of which a complaint is true, which is written in script."""
    return page.eval_on_selector_all(
        selector,
        f"""parts => parts.filter(part => part.checkVisibility() && ({complaint}))
          .map(part => part.outerHTML.slice(0, 120))""",
    )


def add_style(page: Page, style: str) -> None:
    """As the reader's own browser does, whatever the policy of the site."""
    page.evaluate(
        """style => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(style);
          document.adoptedStyleSheets = [sheet];
        }""",
        style,
    )
