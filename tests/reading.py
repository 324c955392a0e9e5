"""A page of the site as a visitor reads it, with what it cost."""

from html.parser import HTMLParser

from django.db import connection
from django.test.utils import CaptureQueriesContext

VOID = {"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
SPOKEN = {"alt", "aria-label", "content", "title", "placeholder"}


def one_space(text):
    return " ".join(text.split())


class Page(HTMLParser):
    """The texts, links and ids of an HTML page; what stands behind a closed veil is told apart."""

    def __init__(self, html):
        super().__init__()
        self.texts: list[str] = []
        self.open_texts: list[str] = []
        self.headings: list[tuple[str, str]] = []
        self.links: list[str] = []
        self.open_links: list[str] = []
        self.ids: list[str] = []
        self.spoken: list[str] = []
        self.title = self.description = ""
        self._open: list[tuple[str, bool]] = []
        self.feed(html)
        self.close()
        self.text = one_space("".join(self.texts))
        self.open_text = one_space("".join(self.open_texts))

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag not in VOID:
            veils = tag == "details" and "veil" in (given.get("class") or "").split() and "open" not in given
            self._open.append((tag, veils))
        if given.get("class") == "permalink":
            self._open[-1] = ("permalink", False)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "meta" and given.get("name") == "description":
            self.description = given["content"]
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
            if not self._veiled:
                self.open_links.append(given["href"])
        if tag in HEADINGS:
            self.headings.append((tag, ""))
        self.spoken += [value for name, value in attrs if name in SPOKEN and value]
        self._space(tag)

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] not in (tag, "permalink"):
            pass
        self._space(tag)

    def handle_data(self, data):
        tags = [tag for tag, _ in self._open]
        if "title" in tags and "svg" not in tags:
            self.title += data
            return
        if {"script", "style", "permalink"} & set(tags):
            return
        if self.headings and HEADINGS & set(tags):
            tag, text = self.headings[-1]
            self.headings[-1] = tag, one_space(text + data)
        self.texts.append(data)
        if not self._veiled:
            self.open_texts.append(data)

    def _space(self, tag):
        """Words of different elements do not run together, but for those within a line."""
        if tag not in {"a", "b", "bdi", "cite", "em", "i", "span", "strong", "sup", "time"}:
            self.texts.append(" ")
            self.open_texts.append(" ")

    @property
    def _veiled(self):
        """Whether what comes now stands in a closed veil and is not its summary."""
        tags = [tag for tag, _ in self._open]
        return any(veils and tags[place + 1 : place + 2] != ["summary"] for place, (_, veils) in enumerate(self._open))


def visit(client, address, **data):
    """Get an address; the page also has `status` and `queries`, how many it asked of the database."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address, data)
    page = Page(response.content.decode())
    page.status, page.queries = response.status_code, len(queries)
    return page


def offered(response):
    """{facet: its options by value} of a list, as its form shows them."""
    facets = response.context["filter"].facets
    return {facet.name: {option.value: option.count for option in facet.options} for facet in facets}
