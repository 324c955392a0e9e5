"""The day on which everybody comes: a crowd that reads everything while four write and one is taken off the site."""

import os
import re
import subprocess
import time

import pytest

from bench.ground import anonymous
from tests.sweeps.serving import Browser

from .crowd import editors, entered, lost, many
from .deployment import Deployment, embedded, scaled
from .processes import family, program
from .test_races import PEOPLE, with_verb

pytestmark = pytest.mark.fault

SECONDS = int(os.environ.get("SECONDS", "300"))
CROWD = 64  # connections
EVERY = 10  # seconds
WARM = SECONDS // 5  # seconds after which a process is as large as its cache lets it be
AT_STAKE = "/people/krysten-ritter/"

LUA = """
local addresses = {}
for line in io.lines("%s") do addresses[#addresses + 1] = line end
local counter = 0
function setup(thread) thread:set("first", counter * 7919); counter = counter + 1 end
local place = 0
function request()
  place = place + 1
  return wrk.format("GET", addresses[(first + place * 31) %% #addresses + 1])
end
"""


@pytest.fixture(scope="module", params=[embedded, scaled], ids=["embedded", "scaled"])
def deployment(request):
    given = {"tls": False} if request.param is scaled else {}
    with request.param(**given) as deployment:
        yield deployment


def addresses(deployment: Deployment) -> list[str]:
    """All pages that the sitemap names, but the one that goes."""
    browser = deployment.browser()
    sections = re.findall(r"<loc>[^<]*?(/sitemaps/[^<]+)</loc>", browser.get("/sitemap.xml")[1])
    pages = [
        page for each in sections for page in re.findall(r"<loc>https?://[^/]+([^<]+)</loc>", browser.get(each)[1])
    ]
    return [page for page in pages if page != AT_STAKE]


def memory(deployment: Deployment) -> int:
    """Bytes that the processes of the site hold for themselves."""
    return sum(anonymous(pid) for site in deployment.sites for pid in family(site.server.pid))


def test_the_crowd_is_served_editors_work_and_what_goes_is_gone(deployment, tmp_path):
    paths, script = tmp_path / "addresses", tmp_path / "mix.lua"
    paths.write_text("\n".join(addresses(deployment)) + "\n")
    script.write_text(LUA % paths)
    command = [program("wrk"), "--threads=2", f"--connections={CROWD}", f"--duration={SECONDS}s", "--timeout=30s"]
    gone_after: list[float] = []
    began = time.monotonic()
    with (
        subprocess.Popen(
            [*command, "--latency", "--script", script, deployment.url], stdout=subprocess.PIPE, text=True
        ) as wrk,
        editors(deployment, people=4) as work,
        many(1, taking_off(deployment, gone_after)),
    ):
        time.sleep(WARM)
        warm = memory(deployment)
        printed = wrk.communicate()[0]
        grown = memory(deployment) / warm
        taken = time.monotonic() - began
    p99 = re.search(r"99% +(\S+)", printed)[1]
    wrong = re.findall(r"(?:Socket errors|Non-2xx).*", printed)
    answered = re.search(r"(\d+) requests in", printed)[1]
    print(f"{answered} answered in {taken:.0f} s, p99 {p99}, wrong {wrong}, memory × {grown:.2f}")
    print(
        f"{len(work.acknowledged)} saves, refused {work.refused.statuses()}, gone after {max(gone_after):.1f} s at most"
    )

    assert wrong == []
    assert work.refused.statuses() == {}
    assert lost(deployment, work.acknowledged) == []
    assert len(gone_after) > SECONDS / EVERY / 4
    assert max(gone_after) < 5
    assert grown < 1.5  # The caches fill meanwhile; what leaks would go on.


def taking_off(deployment: Deployment, gone_after: list[float]):
    """Archives a person, waits until the page is gone, and publishes it again."""

    def work(over) -> None:
        chief = entered(deployment)
        address = re.search(rf"{PEOPLE}\d+/", chief.get(AT_STAKE)[1])[0] + "publishing/"
        while not over.wait(EVERY / 2):
            turn(chief, address, "archive")
            began = time.monotonic()
            while 200 in visits(deployment) and time.monotonic() - began < 30:
                time.sleep(0.05)
            gone_after.append(time.monotonic() - began)
            over.wait(EVERY / 2)
            turn(chief, address, "publish")

    return work


def turn(chief: Browser, address: str, verb: str) -> None:
    form = with_verb(chief.get(address)[1])
    reasons = {name: ["So be it."] for name in form.texts if form.fields[name] == [""]}
    status, text, _ = chief.post(address, form.filled(verb=verb) | reasons)
    assert status == 302, text


def visits(deployment: Deployment) -> list[int]:
    """What the page is answered with, at the front and by each process."""
    browsers = [deployment.browser(), *(Browser(site.port) for site in deployment.sites)]
    return [browser.get(AT_STAKE)[0] for browser in browsers]
