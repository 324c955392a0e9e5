"""What the site stands on, each a server in processes of its own, in a folder of its own, on a port of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.sweeps.serving import free_port

SLOWEST_START = 60  # seconds
POSTGRESQL = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))[-1:]
PATH = os.pathsep.join([*map(str, POSTGRESQL), "/usr/sbin", os.environ["PATH"]])


def program(name: str) -> str:
    """Where it is; whoever needs one that is not installed is skipped."""
    found = shutil.which(name, path=PATH)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


class Process:
    """It can be ended in order, killed without a word, and frozen, with all processes that it started."""

    def __init__(self, folder: Path, command: list[str], port: int, ends_at: signal.Signals = signal.SIGTERM):
        self.folder, self.command, self.port, self.ends_at = folder, command, port, ends_at
        self.process: subprocess.Popen | None = None
        self.is_ready: Callable[[], bool] = lambda: listens(port)

    def start(self) -> "Process":
        with (self.folder / "log").open("a") as output:
            self.process = subprocess.Popen(self.command, stdout=output, stderr=output, start_new_session=True)
        began = time.monotonic()
        while not self.is_ready():
            assert self.process.poll() is None, (self.folder / "log").read_text()
            assert time.monotonic() - began < SLOWEST_START, f"{self.command[0]} does not come up"
            time.sleep(0.05)
        return self

    def stop(self):
        self.process.send_signal(self.ends_at)
        self.process.wait()

    def kill(self):
        self.signal(signal.SIGKILL)
        self.process.wait()

    def freeze(self):
        """It keeps its connections and takes new ones, and says nothing."""
        self.signal(signal.SIGSTOP)

    def thaw(self):
        self.signal(signal.SIGCONT)

    def signal(self, number: signal.Signals):
        for pid in [*family(self.process.pid)]:
            with suppress(ProcessLookupError):
                os.kill(pid, number)

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None


def family(pid: int) -> Iterator[int]:
    """A process and all that came of it."""
    yield pid
    with suppress(FileNotFoundError, ProcessLookupError):  # It ended just now.
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            yield from family(int(child))


def listens(port: int) -> bool:
    with socket.socket() as asking:
        asking.settimeout(1)
        return asking.connect_ex(("127.0.0.1", port)) == 0


def make_folder(root: Path, name: str) -> Path:
    folder = root / name
    folder.mkdir()
    return folder


def postgresql(root: Path) -> tuple[Process, str]:
    """A server of its own, and the address of an empty database on it."""
    folder, port = make_folder(root, "postgresql"), free_port()
    initdb, postgres, createdb = program("initdb"), program("postgres"), program("createdb")
    # It refuses to be root's.
    as_somebody = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        as_somebody = [program("setpriv"), "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    data = folder / "data"
    made = [initdb, "--auth=trust", "--username=jjsite", "--encoding=UTF8", "--no-locale", f"--pgdata={data}"]
    subprocess.run([*as_somebody, *made], check=True, capture_output=True)
    where = ["-D", str(data), "-p", str(port), "-h", "127.0.0.1", "-k", ""]
    process = Process(folder, [*as_somebody, postgres, *where], port, ends_at=signal.SIGINT)
    asked = [program("pg_isready"), "--quiet", "-h", "127.0.0.1", "-p", str(port)]
    process.is_ready = lambda: subprocess.run(asked, check=False).returncode == 0
    process.start()
    subprocess.run([createdb, "-h", "127.0.0.1", "-p", str(port), "-U", "jjsite", "jjsite"], check=True)
    return process, f"postgresql://jjsite@127.0.0.1:{port}/jjsite"


def redis(root: Path) -> tuple[Process, str]:
    folder, port = make_folder(root, "redis"), free_port()
    keeps_nothing = ["--save", "", "--appendonly", "no", "--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru"]
    command = [
        program("redis-server"),
        "--bind",
        "127.0.0.1",
        "--port",
        str(port),
        "--dir",
        str(folder),
        *keeps_nothing,
    ]
    return Process(folder, command, port).start(), f"redis://127.0.0.1:{port}/0"


def buckets(root: Path) -> tuple[Process, str]:
    """It keeps its buckets in memory: freeze it to let them go away, since killed it has forgotten them."""
    folder, port = make_folder(root, "buckets"), free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    return Process(folder, command, port).start(), f"http://127.0.0.1:{port}"
