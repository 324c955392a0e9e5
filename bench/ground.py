"""A site of some size in a folder of its own, and servers on it."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from jjsite.environment import BASE_DIR
from jjsite.management.commands.serve import server
from tests.sweeps.serving import CHIEF, PASSWORD

CONTENT = ["sources", "people", "episodes", "reviews", "news"]
HOST = "127.0.0.1"
SLOWEST_START = 60  # seconds


class Ground:
    def __init__(self, folder: Path):
        self.folder = folder
        self.environment = {
            **{name: os.environ[name] for name in ("PATH", "DATABASE_URL") if name in os.environ},
            "STATE_DIR": str(folder),
            "DJANGO_SUPERUSER_USERNAME": CHIEF,
            "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
            "DJANGO_SUPERUSER_EMAIL": "chief@localhost",
            "DJANGO_SETTINGS_MODULE": "jjsite.settings",
        }

    def run(self, *words: str) -> str:
        done = subprocess.run(  # noqa: S603
            [sys.executable, *words],
            cwd=BASE_DIR,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout

    def build(self, entries: int) -> int:
        """Fill it with about so many entries; says with how many."""
        self.run("manage.py", "migrate", "--verbosity=0")
        self.run("manage.py", "loaddata", *CONTENT, "--verbosity=0")
        self.run("manage.py", "createsuperuser", "--noinput", "--verbosity=0")
        self.run("manage.py", "collectstatic", "--noinput", "--verbosity=0")
        return int(self.run("-m", "bench.grow", str(entries)))

    @contextmanager
    def serve(self, application: str, **variables: str) -> Iterator["Server"]:
        """In one process, with these variables in its environment."""
        with socket.create_server((HOST, 0)) as free:
            port = free.getsockname()[1]
        with (self.folder / "log").open("a") as log:
            process = subprocess.Popen(  # noqa: S603
                server(application, HOST, port, workers=1),
                cwd=BASE_DIR,
                env=self.environment | {"PUBLIC_URL": f"http://{HOST}:{port}"} | variables,
                stdout=log,
            )
        try:
            yield Server(process, f"http://{HOST}:{port}")
        finally:
            process.terminate()
            process.wait()


class Server:
    def __init__(self, process: subprocess.Popen, url: str):
        self.process = process
        self.url = url
        began = time.monotonic()
        while True:
            try:
                self.get("/")
                return
            except OSError as error:
                if process.poll() is not None or time.monotonic() - began > SLOWEST_START:
                    raise SystemExit("The server does not start.") from error
                time.sleep(0.1)

    def get(self, address: str, **headers: str) -> tuple[list[tuple[str, str]], bytes]:
        """(headers, body) of a page that is there."""
        connection = HTTPConnection(urlsplit(self.url).netloc, timeout=60)
        connection.request("GET", address, headers=headers)
        response = connection.getresponse()
        body = response.read()
        if response.status >= 500:
            raise SystemExit(f"{self.url}{address} answers {response.status}.")
        return response.getheaders(), body

    def memory(self) -> int:
        """Bytes that its working process holds for itself, without what it maps of files, such as the database."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return sum(anonymous(int(child)) for child in children)


def anonymous(pid: int) -> int:
    return 1024 * int(re.search(r"RssAnon:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1])
