"""A page as tests read it: what stands open, and what stands behind veils."""

from html.parser import HTMLParser

from django.db import connection
from django.test.utils import CaptureQueriesContext

VOID = {"meta", "link", "input", "br", "hr", "img"}


class Reading(HTMLParser):
    """The texts, attributes and links of a page, in order; the summary of a veil is open."""

    def __init__(self, html):
        super().__init__()
        self.path = []
        self.found = {False: [], True: []}
        self.links = []
        self.feed(html)

    @property
    def open(self):
        return " ".join(" ".join(self.found[False]).split())

    @property
    def veiled(self):
        return " ".join(" ".join(self.found[True]).split())

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.path.append("veil" if tag == "details" and attrs.get("class") == "veil" else tag)
        if tag == "a":
            self.links.append(attrs["href"])
        self.handle_data(" ".join(filter(None, attrs.values())))
        if tag in VOID:
            self.path.pop()

    def handle_endtag(self, tag):
        assert self.path.pop() in (tag, "veil")

    def handle_data(self, data):
        if "script" in self.path:  # what machines are told
            return
        inside = [below for above, below in zip(self.path, self.path[1:], strict=False) if above == "veil"]
        self.found[any(below != "summary" for below in inside)].append(data)


def read(response):
    return Reading(response.content.decode())


def count_queries(client, url):
    """How many it takes to answer, once all that is kept between requests is kept."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200
    return len(captured)
