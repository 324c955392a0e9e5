"""Run the production server."""

import os
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Serve the site with the production server until Ctrl-C."
    requires_system_checks = [Tags.security]  # prepare has run the others

    def handle(self, *args: Any, **options: Any) -> None:
        address = free_address(settings.HOST, settings.PORT)
        os.chdir(settings.BASE_DIR)
        command = server("jjsite.worker:application", address, settings.PORT, settings.WORKERS)
        # The server takes the place of this process, so that signals reach it.
        os.execv(sys.executable, command)  # noqa: S606  (there is no shell to start)


def server(application: str, address: str, port: int, workers: int) -> list[str]:
    """The command that serves a WSGI application."""
    return [
        *(sys.executable, "-m", "granian", application),
        *("--interface", "wsgi", "--no-ws"),
        *("--host", address),
        *("--port", str(port)),
        *("--workers", str(workers), "--respawn-failed-workers"),
        # A request keeps its thread while its body trickles in: there are enough for a crowd of slow senders.
        # With two open files a thread and one a connection they stay below the usual limit of 1,024.
        *("--backlog", "1024", "--backpressure", "384", "--blocking-threads", "192"),
        # A worker that does not stop by itself is stopped.
        *("--workers-kill-timeout", "10"),
        # It would warn of the many threads at every start.
        *("--log-level", "error"),
    ]


def free_address(host: str, port: int) -> str:
    """The numeric address to listen on, where nobody else does."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        # The server itself would share the port with another one of its kind.
        socket.create_server(address, family=family).close()
    except OSError as error:
        raise CommandError(f"Cannot listen on HOST={host} PORT={port}: {error.strerror}.") from error
    return str(address[0])
