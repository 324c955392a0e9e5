"""What `make run` does once everything is installed, in processes of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from jjsite.environment import BASE_DIR

pytestmark = pytest.mark.sqlite


@pytest.fixture(scope="module")
def environment(tmp_path_factory) -> dict[str, str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return {
        "PATH": os.environ["PATH"],
        "STATE_DIR": str(tmp_path_factory.mktemp("site") / "state"),
        "PORT": str(port),
        "WORKERS": "1",
        # The environment wins over a .env file that may lie in the tree.
        **dict.fromkeys(["DATABASE_URL", "DEBUG", "HOST", "PUBLIC_URL", "SECRET_KEY", "TIME_ZONE"], ""),
        **dict.fromkeys(["DJANGO_SUPERUSER_USERNAME", "DJANGO_SUPERUSER_PASSWORD", "DJANGO_SUPERUSER_EMAIL"], ""),
    }


def manage(environment, *words) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, BASE_DIR / "manage.py", *words], env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def first_start(environment) -> str:
    done = manage(environment, "prepare")
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_first_start_shows_addresses_and_login(environment, first_start):
    site = f"http://127.0.0.1:{environment['PORT']}"

    assert [line for line in first_start.splitlines() if "http" in line] == [
        f"The site      {site}/",
        f"The admin     {site}/admin/",
    ]
    assert "Log in as     chief\nPassword      " in first_start


@pytest.mark.usefixtures("first_start")
def test_second_start_changes_nothing(environment):
    state = Path(environment["STATE_DIR"])
    before = {path: path.read_bytes() for path in state.rglob("*") if path.is_file()}

    output = manage(environment, "prepare").stdout

    assert {path: path.read_bytes() for path in state.rglob("*") if path.is_file()} == before
    assert "Password" not in output


@pytest.mark.usefixtures("first_start")
def test_server_serves_and_ends_on_ctrl_c(environment):
    log = Path(environment["STATE_DIR"]).parent / "log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, BASE_DIR / "manage.py", "serve"],
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        with answer(environment, "/admin/login/") as response:
            page = response.read().decode()
        stylesheet = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
        with answer(environment, stylesheet) as response:
            assert response.headers["Cache-Control"] == "max-age=315360000, public, immutable"

        os.killpg(server.pid, signal.SIGINT)

        assert server.wait(timeout=15) == 0
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
    assert "Traceback" not in log.read_text()


def answer(environment, path, patience=20):
    """The server's answer; it may take a while to come up."""
    end = time.monotonic() + patience
    while True:
        try:
            return urlopen(f"http://127.0.0.1:{environment['PORT']}{path}", timeout=5)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def test_bad_value_stops_every_command_with_one_line(environment):
    done = manage(environment | {"PORT": "eighty"}, "prepare")

    assert done.returncode == 1
    assert done.stderr == "Cannot start: PORT='eighty': this should be a whole number from 1 to 65535.\n"


UNSAFE = {
    "http://example.org": ({"PUBLIC_URL": "http://example.org"}, "PUBLIC_URL=http://example.org"),
    "a known key": ({"PUBLIC_URL": "https://example.org", "SECRET_KEY": "secret"}, "SECRET_KEY"),
    "source code": ({"PUBLIC_URL": "https://example.org", "DEBUG": "yes"}, "DEBUG=yes"),
    "no proxy": ({"PUBLIC_URL": "https://example.org", "PROXIES": "0"}, "PROXIES=0"),
}


@pytest.mark.parametrize("command", ["prepare", "serve"])
@pytest.mark.parametrize("unsafe", UNSAFE)
def test_what_is_unsafe_in_public_does_not_start(environment, tmp_path, unsafe, command):
    variables, named = UNSAFE[unsafe]

    done = manage(environment | {"STATE_DIR": str(tmp_path)} | variables, command)

    assert done.returncode == 1
    assert done.stderr.count("jjsite.E00") == 1
    assert f") {named}" in done.stderr
