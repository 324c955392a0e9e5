"""Requests as a server hands them on, and what it would send."""

from io import BytesIO
from typing import NamedTuple


class Sent(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


def environ_of(address="/", method="GET", **headers) -> dict:
    path, _, query = address.partition("?")
    named = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "localhost",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        **named,
    }


def ask(application, address="/", method="GET", **headers) -> Sent:
    said = []
    parts = application(environ_of(address, method, **headers), lambda *given: said.append(given))
    body = b"".join(parts)
    if hasattr(parts, "close"):
        parts.close()
    status, given = said[-1]
    return Sent(int(status[:3]), {name.lower(): value for name, value in given}, body)
