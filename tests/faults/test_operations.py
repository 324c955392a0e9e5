"""What docs/operations.md tells to type, typed in an empty folder."""

import os
import re
import subprocess

import pytest

from jjsite.environment import BASE_DIR
from tests.sweeps.serving import Browser, free_port

from .deployment import BUCKET, KEYS, REGION, a_folder, end_service, make_bucket
from .processes import PATH, buckets, postgresql, program, redis
from .proxy import make_certificate

pytestmark = pytest.mark.fault

BLOCKS = re.findall(r"^```sh\n(.*?)^```$", (BASE_DIR / "docs" / "operations.md").read_text(), re.MULTILINE | re.DOTALL)


@pytest.fixture
def services():
    program("nginx")
    with a_folder() as folder:
        started = []
        addresses = {}
        try:
            for name, start in {"postgresql": postgresql, "redis": redis, "buckets": buckets}.items():
                process, addresses[name] = start(folder)
                started.append(process)
            make_bucket(addresses["buckets"])
            yield folder, addresses
        finally:
            for process in started:
                end_service(process)


@pytest.fixture
def empty_folder(services):
    folder, _ = services
    work = folder / "work"
    work.mkdir()
    yield work
    for file in [*work.glob("*.pid"), work / "nginx" / "pid"]:
        if file.exists():
            subprocess.run(["kill", "-TERM", file.read_text().strip()], check=False)


def test_the_blocks_end_with_the_scaled_site_ready(services, empty_folder):
    folder, addresses = services
    make_certificate(folder)
    ports, http, https = [free_port(), free_port()], free_port(), free_port()
    given = {
        "PATH": PATH,
        "HOME": str(folder),
        "REPOSITORY": str(BASE_DIR),
        "SITE": f"127.0.0.1:{https}",
        "HTTP_PORT": f"127.0.0.1:{http}",
        "HTTPS_PORT": f"127.0.0.1:{https}",
        "PORTS": " ".join(map(str, ports)),
        "CERTIFICATES": str(folder),
        "NGINX_MORE": "user root;" if os.geteuid() == 0 else "",
        "DATABASE_URL": addresses["postgresql"],
        "REDIS_URL": addresses["redis"],
        "S3_BUCKET": BUCKET,
        "S3_ENDPOINT_URL": addresses["buckets"],
        "S3_REGION": REGION,
        **KEYS,
    }
    # Where packages come from is a matter of the machine.
    given |= {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "UV_"))}

    for block in BLOCKS:
        # A server goes on after its block: nobody waits for the end of what it writes.
        with (folder / "said").open("w+") as said:
            command = ["bash", "-eu", "-o", "pipefail", "-c", block]
            done = subprocess.run(
                command, cwd=empty_folder, env=given, stdout=said, stderr=said, check=False, timeout=300
            )
            said.seek(0)
            assert done.returncode == 0, f"{block}\n{said.read()}"

    browser = Browser(https, secure=True)
    assert browser.get("/readyz") == (200, "database ok\nmigrations ok\nstorage ok\ncache ok\n", "")
    assert "Jessica Jones" in browser.get("/")[1]
    assert (empty_folder / "backup.tar").stat().st_size > 1_000_000
    for port in ports:
        assert Browser(port).get("/readyz")[0] == 200
