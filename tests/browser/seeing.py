"""What can be seen of a page as it is drawn: whole texts, the focus, charts. Each answers with what cannot."""

from playwright.sync_api import Page

TEXTS = """() => {
  const clips = box => /hidden|clip/.test(getComputedStyle(box).overflow);
  const scrolls = box => /auto|scroll/.test(getComputedStyle(box).overflowX);
  const isPutAway = part => getComputedStyle(part).clipPath !== "none";
  const page = { left: 0, right: innerWidth, top: -Infinity, bottom: Infinity };
  const known = new Map();
  const boxesAround = part => {
    if (!known.has(part)) {
      const outer = part === document.body ? [page] : boxesAround(part.parentElement);
      const own = clips(part) ? [part.getBoundingClientRect()] : [];
      known.set(part, outer && !isPutAway(part) ? [...(scrolls(part) ? [] : outer), ...own] : null);
    }
    return known.get(part);
  };
  const isOutside = (line, box) =>
    line.left < box.left - 1 || line.right > box.right + 1 || line.top < box.top - 1 || line.bottom > box.bottom + 1;
  const cut = [], range = new Range();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode, part = text.parentElement;
    if (!text.data.trim() || !part.checkVisibility() || part.closest("svg, [aria-hidden=true]")) continue;
    range.selectNodeContents(text);
    const lines = [...range.getClientRects()];
    if (boxesAround(part)?.some(box => lines.some(line => isOutside(line, box)))) cut.push(text.data.trim());
  }
  return cut;
}"""

FOCUS = """() => {
  const within = (least, most, value) => Math.min(Math.max(value, least), most);
  const isShown = part => [...part.getClientRects()].some(box => {
    const left = within(0, innerWidth - 1, box.left + 1), right = within(0, innerWidth - 1, box.right - 1);
    const top = within(0, innerHeight - 1, box.top + 1), bottom = within(0, innerHeight - 1, box.bottom - 1);
    const middle = [(left + right) / 2, (top + bottom) / 2];
    const points = [middle, [left, top], [right, top], [left, bottom], [right, bottom]];
    return points.some(([x, y]) => part.contains(document.elementFromPoint(x, y)));
  });
  const isOutlined = part => {
    const { outlineStyle, outlineWidth } = getComputedStyle(part);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  };
  const isMarked = part => {
    const row = part.querySelector(".chart-reach");
    return isOutlined(part.closest(".card:focus-within") ?? part) || (row && getComputedStyle(row).stroke !== "none");
  };
  const lost = [];
  for (const part of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")) {
    if (part.type === "hidden" || !part.checkVisibility({ visibilityProperty: true })) continue;
    part.focus();
    const name = part.ariaLabel || part.textContent.trim() || part.name;
    if (document.activeElement !== part) lost.push(`${name}: does not take the focus`);
    else if (!isShown(part)) lost.push(`${name}: is covered`);
    else if (!isMarked(part)) lost.push(`${name}: has no outline`);
  }
  return lost;
}"""

MARKS = """() => {
  const colour = (part, of) => {
    const style = getComputedStyle(part), value = style[of];
    return value === "none" || value === "rgba(0, 0, 0, 0)" || style[`${of}Opacity`] === "0" ? null : value;
  };
  const probe = document.body.appendChild(document.createElement("i"));
  const canvas = (probe.style.color = "Canvas", getComputedStyle(probe).color);
  probe.remove();
  const behind = part => {
    part.scrollIntoView({ block: "center" });
    const { left, top, width, height } = part.getBoundingClientRect();
    const parts = document.elementsFromPoint(left + width / 2, top + height / 2);
    const shape = parts.find(other => other !== part && /rect|circle/.test(other.localName) && colour(other, "fill"));
    return shape ? colour(shape, "fill") : canvas;
  };
  const paints = part => part.localName === "line" ? [colour(part, "stroke")]
    : /text|tspan/.test(part.localName) ? [colour(part, "fill")]
    : [colour(part, "fill"), colour(part, "stroke")];
  const marks = ":is(rect, circle, path, line):not(.chart-reach, .chart-grid), text:not(:has(tspan)), tspan";
  return [...document.querySelectorAll(".chart-drawing")]
    .flatMap(drawing => [...drawing.querySelectorAll(marks)])
    .filter(part => part.checkVisibility() && !paints(part).some(paint => paint && paint !== behind(part)))
    .map(part => part.textContent || part.outerHTML);
}"""


def cut_texts(page: Page) -> list[str]:
    """What is cut off at the edge of a box, or beyond that of the page, except what is there for those who listen."""
    return page.evaluate(TEXTS)


def lost_focus(page: Page) -> list[str]:
    """Where one comes with the keyboard and does not see it: under something, or without an outline."""
    page.keyboard.press("Tab")  # From here on the browser takes the focus for the keyboard's.
    return page.evaluate(FOCUS)


def lost_marks(page: Page) -> list[str]:
    """What charts draw and write in the colour of what is behind it, on a page of the system's colours."""
    return page.evaluate(MARKS)


def width_of(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")
