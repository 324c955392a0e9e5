"""What every test gets: a database, a place for uploads, and no way to be skipped silently."""

import os
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction
from xdist.scheduler import LoadScopeScheduling

from .content import load_content

DATABASES = {"db", "transactional_db"}  # fixtures

# Whose tests share a setup that takes its time: one process has them all.
TOGETHER = (
    "tests/editorial/pages/test_horizons.py",
    "tests/jjsite/api/test_description.py",
    "tests/jjsite/test_start.py",
    "tests/sweeps/",
    "tests/test_content.py",
    "tests/test_pages.py",
)

# The same examples in every run; --hypothesis-profile=default looks for others.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None, max_examples=60)
hypothesis.settings.load_profile("same")


def pytest_report_header() -> str:
    return f"database: {connection.vendor}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if connection.vendor != "sqlite":  # All run on SQLite; what asks no database says the same on any.
        askers = [item for item in items if asks_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if not asks_database(item)])
        items[:] = askers
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    for item in items:
        if item.get_closest_marker(other):
            item.add_marker(pytest.mark.skip(reason=f"is about {other}, and this run is on {connection.vendor}"))


def asks_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or not DATABASES.isdisjoint(item.fixturenames)


class Scheduling(LoadScopeScheduling):
    """Each test to whichever process is free, but for those that go together."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("::")[0] if nodeid.startswith(TOGETHER) else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log) -> Scheduling:
    return Scheduling(config, log)


def skip_unless_ci(reason: str) -> None:
    """Skip the test, or fail it where everything must run."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI=true, but {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="module")
def shipped_content(django_db_setup, django_db_blocker):
    """The content of the fixtures, for all tests of a module, and gone again afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_content()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def media_root(settings: django_settings, tmp_path: Path) -> Path:
    """A test that stores a file stores it in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT
