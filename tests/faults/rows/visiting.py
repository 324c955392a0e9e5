"""Somebody at a running site who also looks at the headers, and whom `tests.sweeps.crawling` can send around."""

import json
from dataclasses import dataclass
from http.client import HTTPMessage
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

from tests.sweeps.crawling import SITE
from tests.sweeps.serving import Browser


@dataclass
class Response:
    status_code: int
    headers: dict[str, str]  # those of one name behind each other
    content: bytes
    streaming = False

    @property
    def text(self) -> str:
        return self.content.decode(errors="replace")

    def json(self):
        return json.loads(self.content)


class Visitor:
    """Addresses of the site in what it is sent read as those of Django's test client, which crawling knows."""

    def __init__(self, url: str, cookies: dict[str, str] | None = None, source: str = ""):
        self.url = url
        parts = urlsplit(url)
        self.browser = Browser(parts.port, secure=parts.scheme == "https")
        self.browser.cookies = dict(cookies or {})
        if source:  # any address of this machine, so as to be somebody else
            self.browser.connection.source_address = (source, 0)

    @property
    def cookies(self) -> dict[str, str]:
        return self.browser.cookies

    def get(self, address: str, **headers: str) -> Response:
        return self.send("GET", address, **headers)

    def send(self, method: str, address: str, body: bytes | None = None, **headers: str) -> Response:
        """Headers are named with underscores; those that are given win."""
        given = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = self.browser.connection
        connection.request(method, address, body, given)
        response = connection.getresponse()
        content = response.read().replace(self.url.encode(), SITE.encode())
        for cookie in response.headers.get_all("Set-Cookie", []):
            self.cookies.update({name: each.value for name, each in SimpleCookie(cookie).items()})
        return Response(response.status, joined(response.headers, self.url), content)

    def log_in(self) -> None:
        self.browser.log_in()


def joined(headers: HTTPMessage, url: str) -> dict[str, str]:
    return {name.title(): "\n".join(headers.get_all(name)).replace(url, SITE) for name in headers}
