"""The places where pictures may be kept, looked at past the site's own code."""

import datetime
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from moto.backends import get_backend
from moto.core import DEFAULT_ACCOUNT_ID
from moto.server import ThreadedMotoServer

LONG_AGO = datetime.datetime(2020, 1, 1)  # noqa: DTZ001  (the server has no zones)
KEYS = {"AWS_ACCESS_KEY_ID": "tests", "AWS_SECRET_ACCESS_KEY": "only for tests", "AWS_EC2_METADATA_DISABLED": "true"}


class Folder:
    def __init__(self, root: Path):
        self.root = root

    def names(self) -> list[str]:
        return sorted(str(path.relative_to(self.root)) for path in self.root.rglob("*") if path.is_file())

    def read(self, name: str) -> bytes:
        return (self.root / name).read_bytes()

    def age(self, name: str) -> None:
        os.utime(self.root / name, (0, 0))


class Bucket:
    """One of a server in this process."""

    def __init__(self, name: str):
        self.keys = get_backend("s3")[DEFAULT_ACCOUNT_ID]["aws"].buckets[name].keys

    def names(self) -> list[str]:
        return sorted(self.keys)

    def read(self, name: str) -> bytes:
        return self.keys[name].value

    def age(self, name: str) -> None:
        self.keys[name].last_modified = LONG_AGO


@contextmanager
def bucket_server() -> Iterator[str]:
    """The address of a server of buckets that forgets them all."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        yield f"http://{host}:{port}"
    finally:
        server.stop()
