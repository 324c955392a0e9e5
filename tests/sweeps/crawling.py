"""What a visitor is answered, and where that leads."""

import re
from collections import deque
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin

from django.test import Client

from .filling import WORD

SITE = "http://testserver"
# Links of any kind in HTML, XML and JSON alike.
LINKS = re.compile(r"""(?:href|src|action)=["']([^"'\s]+)|(https?://testserver[^\s"'<>]*)""")
SRCSET = re.compile(r'srcset="([^"]+)"')


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    def words(self) -> set[str]:
        """The secret words in the body and in the headers."""
        whole = "\n".join([self.text, *self.headers.values()])
        return {word.lower() for word in WORD.findall(whole)}

    def links(self, address: str) -> Iterable[str]:
        """The addresses on this site that are named, wherever."""
        named = [one or other for one, other in LINKS.findall(self.text)]
        named += [part.split()[0] for group in SRCSET.findall(self.text) for part in group.split(",") if part.split()]
        named += [self.headers["Location"]] if "Location" in self.headers else []
        for link in named:
            target = urldefrag(urljoin(SITE + address, link.replace("&amp;", "&")))[0]
            if target.startswith(f"{SITE}/"):
                yield target.removeprefix(SITE)


def ask(client: Client, address: str) -> Answer:
    response = client.get(address)
    # The client closes it once all is read; to close it here would end the connection to the database as well.
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return Answer(response.status_code, dict(response.headers), body)


def words_in(address: str) -> set[str]:
    return {word.lower() for word in WORD.findall(address)}


def crawl(client: Client, starts: Iterable[str]) -> dict[str, Answer]:
    """All that is reached from these addresses outside of the admin."""
    answers: dict[str, Answer] = {}
    waiting = deque(starts)
    while waiting:
        address = waiting.popleft()
        if address in answers or address.startswith(("/admin/", "/static/")):
            continue
        answers[address] = ask(client, address)
        waiting.extend(answers[address].links(address))
    return answers
