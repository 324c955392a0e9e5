"""A page to render on, and a reader that says whether what came out is well nested."""

from html.parser import HTMLParser
from typing import NamedTuple

from editorial.horizon import NOT_CHOSEN, Horizon
from editorial.markup import Citation, EntryRef, Footnotes

PHRASING_ONLY = {"p", "em", "strong", "a", "sup", "summary"}
PHRASING = {"em", "strong", "a", "sup", "br", "span"}
VOID = {"br", "hr"}
INSIDE = {"ul": {"li"}, "ol": {"li"}}


class Target(NamedTuple):
    title: str
    url: str


class Page:
    """Knows the entries and sources that it is given, by key; s02e07 is the episode of number 7."""

    def __init__(
        self,
        titles: dict[str, str] | None = None,
        sources: dict[str, str] | None = None,
        horizon: Horizon = NOT_CHOSEN,
    ):
        self.horizon = horizon
        self.titles = {"krysten-ritter": "Krysten Ritter", "jeri": "Jeri <Hogarth> & “Co”"} | (titles or {})
        self.footnotes = Footnotes({"s4": "the encyclopedia", "ryan-2016": "Ryan"} | (sources or {}))

    def target(self, ref: EntryRef) -> Target | None:
        title = self.titles.get(ref.key)
        return title and Target(title, f"/{ref.kind}/{ref.key}/?a=1&b=2")

    def cite(self, citation: Citation):
        return self.footnotes.cite(citation)

    def anchor(self, name):
        return ""

    def standing(self, code: str):
        return self.horizon.standing(int(code[-2:]))


class Reader(HTMLParser):
    """Collects elements and attributes; `faults` is empty if everything stands where HTML allows it."""

    def __init__(self, html: str):
        super().__init__()
        self.faults: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str | None]] = []
        self.words = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        if self._open:
            self.faults.append(f"never closed: {self._open}")

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        parent = self._open[-1] if self._open else "div"
        if tag not in PHRASING and set(self._open) & PHRASING_ONLY and tag != "summary":
            self.faults.append(f"{tag} inside {self._open}")
        if tag == "a" and "a" in self._open:
            self.faults.append("a inside a")
        if tag == "details" and "a" in self._open:
            self.faults.append("details inside a")
        if (tag == "li") != (parent in INSIDE) or (tag == "summary") != (parent == "details" and tag != "div"):
            self.faults.append(f"{tag} inside {parent}")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"closes {tag} out of turn")

    def handle_data(self, data):
        self.words += data


def values(reader: Reader, name: str) -> list[str | None]:
    return [value for tag, attribute, value in reader.attributes if attribute == name]
