"""Redis and the bucket go away, freeze, fill up and come back."""

import re
import time

import pytest
from redis import Redis

from tests.sweeps.kills import upload
from tests.sweeps.serving import Browser, errors_in

from .crowd import editors, lost, visitors
from .deployment import scaled

pytestmark = pytest.mark.fault


@pytest.fixture(scope="module")
def deployment():
    with scaled(tls=False) as deployment:
        yield deployment


@pytest.fixture
def redis(deployment):
    return deployment.services["redis"]


def kill(redis):
    redis.kill()


def freeze(redis):
    redis.freeze()


def fill(redis):
    client = Redis(port=redis.port)
    client.config_set("maxmemory-policy", "noeviction")
    client.config_set("maxmemory", 1)


@pytest.mark.parametrize("fail", [kill, freeze, fill])
def test_without_redis_everything_goes_on(deployment, redis, fail):
    with visitors(deployment) as seen, editors(deployment, people=1) as work:
        time.sleep(2)
        fail(redis)
        failed = time.monotonic()
        time.sleep(6)
        if redis.is_running:
            redis.thaw()
            redis.kill()
        redis.start()
        time.sleep(6)
    print(fail.__name__, seen.statuses(), seen.slowest(), work.refused.statuses(), len(work.acknowledged))

    assert set(seen.statuses()) == {200}
    assert seen.statuses(since=failed)[200] > 10
    assert work.refused.statuses() == {}
    assert len(work.acknowledged) > 3
    assert lost(deployment, work.acknowledged) == []
    assert Redis(port=redis.port).dbsize() > 0


def test_without_the_bucket_pages_go_on_and_an_upload_is_told_of_it(deployment):
    bucket = deployment.services["buckets"]
    chief = deployment.browser()
    chief.log_in()
    assert upload(chief, "before")[0] == 302
    listed = chief.get("/admin/editorial/picture/")[1]
    picture = re.search(r'src="(/pictures/[^"]+)"', listed)[1]

    bucket.freeze()
    try:
        with visitors(deployment) as seen:
            status, text, _ = upload(chief, "meanwhile")
            shown = chief.get(picture)[0]
            ready = [site_ready(site) for site in deployment.sites]
    finally:
        bucket.thaw()
    print(seen.statuses(), seen.slowest(), errors_in(text), shown, ready)

    assert set(seen.statuses()) == {200}
    assert (status, shown) == (200, 503)
    assert errors_in(text)
    assert 'value="meanwhile"' in text
    assert ready == [503, 503]
    assert upload(chief, "afterwards")[0] == 302
    assert chief.get(picture)[0] == 200
    assert "meanwhile" not in chief.get("/admin/editorial/picture/?q=meanwhile")[1].partition('id="result_list"')[2]


def site_ready(site):
    return Browser(site.port).get("/readyz")[0]
