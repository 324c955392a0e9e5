"""What stands in the way of somebody on a page, in the ways it is seen: on a phone and at a desk, dark and light."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.rounds import EVERY_WAY

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Axe().axe_script
# It need not load the style sheets once more, which the policy forbids it.
ASKED = {"resultTypes": ["violations"], "preload": False}
RULES = ASKED | {"runOnly": {"type": "tag", "values": WCAG}}
CONTRAST = ASKED | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
# A width counts for what is in reach, a scheme for contrast alone. `WAYS=all` looks at contrast at both widths.
WAYS = [(320, "dark", RULES), (1280, "light", RULES)]
if EVERY_WAY:
    WAYS += [(1280, "dark", CONTRAST), (320, "light", CONTRAST)]


def show(page: Page, width: int, scheme: str):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # colors at rest


def barriers(page: Page, ways=WAYS, within: str = "html") -> dict:
    """What axe finds, and on a phone what must be moved sideways to be seen. All that can be opened is."""
    found = {}
    page.evaluate(AXE)
    page.eval_on_selector_all("details", "all => all.forEach(each => { each.open = true })")
    for width, scheme, rules in ways:
        show(page, width, scheme)
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")  # where what saves covers nothing
        run = page.evaluate("([within, rules]) => axe.run(within, rules)", [within, rules])
        for barrier in run["violations"]:
            found[width, scheme, barrier["id"]] = [node["html"][:200] for node in barrier["nodes"]][:3]
        if width == 320 and (page_width := page.evaluate("document.documentElement.scrollWidth")) > width:
            found[width, "wide"] = page_width
    return found
