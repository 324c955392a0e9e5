"""Crowds of slow senders, and the day on which everybody comes."""

import socket
import time
from contextlib import suppress

import pytest

from .crowd import visitors
from .deployment import embedded, scaled

pytestmark = pytest.mark.fault

SLOW = 300


@pytest.fixture(scope="module", params=[embedded, scaled], ids=["embedded", "scaled"])
def deployment(request):
    given = {"tls": False} if request.param is scaled else {}
    with request.param(**given) as deployment:
        yield deployment


HALF_OPEN = b"GET /people/ HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
SLOW_BODY = (
    b"POST /horizon/ HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\nx="
)


@pytest.mark.parametrize("begin", [HALF_OPEN, SLOW_BODY], ids=["half a request", "a body by the byte"])
def test_slow_clients_are_in_nobodys_way(deployment, begin):
    port = deployment.browser().connection.port
    with visitors(deployment, people=4, pages=["/people/"]) as usual:
        time.sleep(6)
    slow = []
    for _ in range(SLOW):
        client = socket.create_connection(("127.0.0.1", port))
        client.sendall(begin)
        slow.append(client)
    with visitors(deployment, people=4, pages=["/people/"]) as seen:
        for _ in range(20):
            for client in slow:
                with suppress(OSError):
                    client.send(b"a")
            time.sleep(0.25)
    for client in slow:
        client.close()
    print(seen.statuses(), seen.slowest(0.5), seen.slowest(), "usually", usual.slowest(0.5), usual.slowest())

    assert set(seen.statuses()) == {200}
    assert seen.slowest(0.5) < 2 * usual.slowest(0.5) + 0.01
