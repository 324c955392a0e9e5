"""The site as it is served in production, in processes of its own and a folder of its own."""

import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
from contextlib import suppress
from html import unescape
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from urllib.parse import urlencode

from jjsite.environment import BASE_DIR

from .forms import forms_in

CHIEF, PASSWORD = "chief", "a pass phrase for tests"
NOT_OURS = ["DATABASE_URL", "DEBUG", "HOST", "PUBLIC_URL", "SECRET_KEY", "TIME_ZONE", "DJANGO_SUPERUSER_EMAIL"]
NOT_OURS += ["LOG_FORMAT", "METRICS_TOKEN", "REDIS_URL", "S3_BUCKET"]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


class Site:
    def __init__(self, folder: Path, workers: int = 1, **variables: str):
        self.port = free_port()
        self.folder = folder
        self.environment = {
            "PATH": os.environ["PATH"],
            "STATE_DIR": str(folder / "state"),
            "PORT": str(self.port),
            "WORKERS": str(workers),
            "DJANGO_SUPERUSER_USERNAME": CHIEF,
            "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
            # The environment wins over a .env file that may lie in the tree.
            **dict.fromkeys(NOT_OURS, ""),
            **variables,
        }
        self.server: subprocess.Popen | None = None

    def manage(self, *words) -> str:
        done = subprocess.run(
            [sys.executable, BASE_DIR / "manage.py", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> float:
        """Serve, and return how many seconds it took until the site was ready."""
        began = time.monotonic()
        with (self.folder / "log").open("a") as output:
            self.server = subprocess.Popen(
                [sys.executable, BASE_DIR / "manage.py", "serve"],
                env=self.environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        while True:
            with suppress(OSError, HTTPException):
                if Browser(self.port, timeout=5).get("/readyz")[0] == 200:
                    return time.monotonic() - began
            assert self.server.poll() is None, (self.folder / "log").read_text()
            assert time.monotonic() - began < 120, "the site does not come up"
            time.sleep(0.05)

    def stop(self):
        """As a service manager does: told to end, it ends what it is at."""
        self.server.terminate()
        self.server.wait()

    def kill(self):
        """As a power cut does: all its processes at once, without a word."""
        with suppress(ProcessLookupError):
            os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()


class Browser:
    """Somebody at the site, with a connection kept open and what cookies one is given."""

    def __init__(self, port: int, timeout: float = 60, secure: bool = False):
        if secure:  # with a certificate that nobody signed
            context = ssl._create_unverified_context()
            self.connection = HTTPSConnection("127.0.0.1", port, timeout=timeout, context=context)
        else:
            self.connection = HTTPConnection("127.0.0.1", port, timeout=timeout)
        self.cookies: dict[str, str] = {}

    def get(self, address: str):
        return self.ask("GET", address)

    def post(self, address: str, fields: dict, file: tuple[str, bytes] | None = None, called: str = "upload.png"):
        """Post a form, with a file if it has one: (name of the field, content), and what the file is called."""
        token = next((value for name, value in self.cookies.items() if name.endswith("csrftoken")), "")
        fields = fields | {"csrfmiddlewaretoken": token}
        if file is None:
            return self.ask("POST", address, urlencode(fields, doseq=True).encode())
        edge = b"----edge-of-a-part"
        parts = []
        for name, value in fields.items():
            for each in value if isinstance(value, list) else [value]:
                parts.append(f'form-data; name="{name}"\r\n\r\n{each}'.encode())
        name, content = file
        head = f'form-data; name="{name}"; filename="{called}"\r\nContent-Type: image/png\r\n\r\n'
        parts.append(head.encode() + content)
        body = b"".join(b"--" + edge + b"\r\nContent-Disposition: " + part + b"\r\n" for part in parts)
        return self.ask(
            "POST", address, body + b"--" + edge + b"--\r\n", f"multipart/form-data; boundary={edge.decode()}"
        )

    def ask(self, method, address, body=None, kind="application/x-www-form-urlencoded"):
        """(status, body, address that it leads to)"""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if isinstance(self.connection, HTTPSConnection):
            headers["Referer"] = f"https://{self.connection.host}:{self.connection.port}{address}"
        if body is not None:
            headers["Content-Type"] = kind
        self.connection.request(method, address, body, headers)
        response = self.connection.getresponse()
        text = response.read().decode(errors="replace")
        for cookie in response.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return response.status, text, response.headers.get("Location", "")

    def log_in(self):
        self.get("/admin/login/")
        status, text, _ = self.post("/admin/login/", {"username": CHIEF, "password": PASSWORD, "next": "/admin/"})
        assert status == 302, text

    def form(self, address: str) -> dict[str, list[str]]:
        """The fields of the largest form there, as it opens."""
        status, text, _ = self.get(address)
        assert status == 200, (address, status)
        return max(forms_in(text), key=lambda form: len(form.fields)).filled()


def errors_in(text: str) -> str:
    return unescape(" ".join(re.findall(r'class="errorlist[^>]*>(.*?)</ul>', text, re.DOTALL)))
