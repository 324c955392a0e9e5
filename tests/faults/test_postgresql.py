"""PostgreSQL goes away, comes back, and is held up."""

import time

import psycopg
import pytest

from .crowd import editors, lost, visitors
from .deployment import scaled

pytestmark = pytest.mark.fault

HELD = 16  # seconds: longer than anybody waits for a lock
HEALED_WITHIN = 5  # seconds


@pytest.fixture(scope="module")
def deployment():
    with scaled(tls=False) as deployment:
        yield deployment


def crash(server):
    """As `pg_ctl -m immediate restart`: without a goodbye to anybody."""
    server.kill()
    server.start()


def test_a_restart_is_a_moment_without_new_pages_and_nothing_is_lost(deployment):
    server = deployment.services["postgresql"]
    with visitors(deployment) as seen, editors(deployment) as work:
        for _ in range(2):
            time.sleep(3)
            crash(server)
            back = time.monotonic()
            time.sleep(HEALED_WITHIN + 3)
    print(seen.statuses(), work.refused.statuses(), len(work.acknowledged))

    assert set(seen.statuses()) <= {200, 503}
    assert set(seen.statuses(since=back + HEALED_WITHIN)) == {200}
    assert set(work.refused.statuses()) <= {503}
    assert work.refused.statuses(since=back + HEALED_WITHIN) == {}
    assert len(work.acknowledged) > 10
    assert lost(deployment, work.acknowledged) == []


def test_a_long_lock_holds_up_whoever_writes_and_nobody_who_reads(deployment):
    address = deployment.sites[0].environment["DATABASE_URL"]
    with visitors(deployment) as seen, editors(deployment) as work, psycopg.connect(address) as holder:
        time.sleep(2)
        holder.execute("LOCK TABLE people_person, editorial_revision IN EXCLUSIVE MODE")
        held = time.monotonic()
        time.sleep(HELD)
        holder.rollback()
        freed = time.monotonic()
        time.sleep(3)
    print(seen.statuses(), seen.slowest(), work.refused.statuses(), len(work.acknowledged))

    assert set(seen.statuses()) == {200}
    assert seen.slowest(1) < HELD / 2
    assert set(work.refused.statuses()) == {503}
    assert all("Send it again" in page for page in work.refusals)
    assert work.refused.statuses(since=freed + 1) == {}
    assert freed - held >= HELD
    assert lost(deployment, work.acknowledged) == []
