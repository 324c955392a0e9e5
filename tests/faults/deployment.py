"""The two ways in which the site is run, started as they are in production.

    with scaled() as deployment:
        deployment.services["redis"].kill()
        status, text, _ = deployment.browser().get("/")

`sites` are the processes that serve, each with `start`, `stop` and `kill`; `services` is what they stand on, by name:
"postgresql", "redis", "buckets" and "nginx", each with `start`, `stop`, `kill`, `freeze` and `thaw`. The embedded
deployment has one site and no services.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from boto3.session import Session

from tests.sweeps.serving import Browser, Site

from .processes import Process, buckets, make_folder, postgresql, redis
from .proxy import nginx

BUCKET, REGION = "jjsite", "us-east-1"
KEYS = {"AWS_ACCESS_KEY_ID": "tests", "AWS_SECRET_ACCESS_KEY": "only for tests", "AWS_EC2_METADATA_DISABLED": "true"}
METRICS_TOKEN = "a token for tests"


@dataclass
class Deployment:
    url: str  # where visitors come in
    folder: Path
    sites: list[Site]
    services: dict[str, Process] = field(default_factory=dict)

    @property
    def state(self) -> Path:
        return Path(self.sites[0].environment["STATE_DIR"])

    def manage(self, *words) -> str:
        return self.sites[0].manage(*words)

    def browser(self, timeout: float = 60) -> Browser:
        url = urlsplit(self.url)
        return Browser(url.port, timeout, secure=url.scheme == "https")


@contextmanager
def a_folder() -> Iterator[Path]:
    """One that a server which is another user's can get into."""
    folder = Path(tempfile.mkdtemp(prefix="jjsite-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def embedded(**variables: str) -> Iterator[Deployment]:
    """One site on SQLite, with two workers, and nothing else."""
    with a_folder() as folder:
        site = Site(folder, workers=2, METRICS_TOKEN=METRICS_TOKEN, **variables)
        site.manage("prepare")
        try:
            site.start()
            yield Deployment(f"http://127.0.0.1:{site.port}", folder, [site])
        finally:
            end(site)


@contextmanager
def scaled(tls: bool = True, more: str = "", **variables: str) -> Iterator[Deployment]:
    """Two sites on PostgreSQL, Redis and a bucket, behind nginx; `more` goes into the configuration of nginx."""
    with ExitStack() as stack:
        folder = stack.enter_context(a_folder())
        services: dict[str, Process] = {}

        def started(name: str, made: tuple[Process, str]) -> str:
            services[name], address = made
            stack.callback(end_service, services[name])
            return address

        endpoint = started("buckets", buckets(folder))
        shared = {
            "STATE_DIR": str(folder / "state"),
            "DATABASE_URL": started("postgresql", postgresql(folder)),
            "REDIS_URL": started("redis", redis(folder)),
            "S3_BUCKET": BUCKET,
            "S3_ENDPOINT_URL": endpoint,
            "S3_REGION": REGION,
            "LOG_FORMAT": "json",
            "METRICS_TOKEN": METRICS_TOKEN,
            **KEYS,
            **variables,
        }
        make_bucket(endpoint)
        sites = [Site(make_folder(folder, f"site-{number}"), **shared) for number in (1, 2)]
        url = started("nginx", nginx(folder, folder / "state", sites, tls, more))
        for site in sites:
            site.environment["PUBLIC_URL"] = url
        sites[0].manage("prepare")
        for site in sites:
            stack.callback(end, site)
            site.start()
        yield Deployment(url, folder, sites, services)


def make_bucket(endpoint: str, name: str = BUCKET):
    keys = {"aws_access_key_id": KEYS["AWS_ACCESS_KEY_ID"], "aws_secret_access_key": KEYS["AWS_SECRET_ACCESS_KEY"]}
    Session(region_name=REGION, **keys).client("s3", endpoint_url=endpoint).create_bucket(Bucket=name)


def end(site: Site):
    if site.server is not None and site.server.poll() is None:
        site.kill()


def end_service(service: Process):
    if service.is_running:
        service.kill()
