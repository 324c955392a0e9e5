"""Everything that serves is killed without a word, in the middle of whatever it does."""

import json
import os
import random
import re
import subprocess
import sys
import time
from http.client import HTTPException

import pytest

from jjsite.environment import BASE_DIR
from tests.sweeps.kills import upload
from tests.sweeps.serving import Browser

from .crowd import editors, entered, lost, many
from .deployment import Deployment, embedded, scaled
from .test_races import PEOPLE, with_verb

pytestmark = pytest.mark.fault

TIMES = int(os.environ.get("KILLS", "3"))
CONTENT = ["sources", "people", "episodes", "reviews", "news"]

WHOLE = """
import json
from django.core.files.storage import default_storage
from editorial.pictures.models import Picture
from editorial.revisions.models import Revision
from editorial.search.models import Document
from editorial.snapshot import snapshot
from people.models import Person
found = []
for person in Person.objects.all():
    revisions = Revision.objects.filter(model="people.person", key=person.key).order_by("number")
    numbers = [revision.number for revision in revisions]
    if numbers != list(range(1, len(numbers) + 1)):
        found.append(f"{person.key}: revisions {numbers}")
    live = revisions.filter(is_live=True).last()
    if live is None or live.snapshot != snapshot(person):
        found.append(f"{person.key}: says something else than its last revision")
    if person.is_public() != Document.objects.filter(kind="person", key=person.key).exists():
        found.append(f"{person.key}: found by the search, and not public, or the reverse")
for picture in Picture.objects.all():
    if not default_storage.exists(picture.file.name):
        found.append(f"{picture.key}: no file")
print(json.dumps(found))
"""


def what_is_wrong(deployment: Deployment) -> list[str]:
    return json.loads(deployment.manage("shell", "--command", WHOLE).strip().splitlines()[-1])


@pytest.fixture(scope="module", params=[embedded, scaled], ids=["embedded", "scaled"])
def deployment(request):
    given = {"tls": False} if request.param is scaled else {}
    with request.param(**given) as deployment:
        yield deployment


def test_nothing_acknowledged_is_lost_and_nothing_is_half_done(deployment):
    ready, acknowledged, published = [], [], []
    for _ in range(TIMES):
        others = many(1, publishing(deployment, published)), many(1, uploading(deployment))
        with editors(deployment, people=2) as work, others[0], others[1]:
            time.sleep(random.uniform(3, 6))
            for site in deployment.sites:
                site.kill()
            ready += [site.start() for site in deployment.sites]
            time.sleep(1)
        acknowledged += work.acknowledged
    print(f"{TIMES} kills, {len(acknowledged)} saves, {len(published)} changes of state, ready in {max(ready):.1f} s")

    assert len(acknowledged) > TIMES
    assert len(published) > TIMES
    assert lost(deployment, acknowledged) == []
    assert what_is_wrong(deployment) == []
    assert max(ready) < 20


def publishing(deployment: Deployment, done: list[str]):
    """Takes one person off the site and puts them back, again and again."""

    def work(over) -> None:
        browser = entered(deployment)
        while not over.is_set():
            try:
                listed = browser.get(f"{PEOPLE}?q=krysten")[1]
                address = re.search(rf"{PEOPLE}\d+/", listed)[0] + "publishing/"
                form = with_verb(browser.get(address)[1])
                verb = "archive" if ("verb", "archive") in form.buttons else "publish"
                reasons = {name: ["So be it."] for name in form.texts if form.fields[name] == [""]}
                if browser.post(address, form.filled(verb=verb) | reasons)[0] == 302:
                    done.append(verb)
            except (OSError, HTTPException, TypeError, AttributeError):  # Nobody answered, or to log in.
                browser = entered(deployment)

    return work


def uploading(deployment: Deployment):
    def work(over) -> None:
        browser, number = entered(deployment), 0
        while not over.is_set():
            number += 1
            try:
                upload(browser, f"picture-{random.randrange(10**9)}")
            except (OSError, HTTPException, AssertionError):
                browser = entered(deployment)

    return work


def begin(deployment: Deployment, *words: str) -> subprocess.Popen:
    command = [sys.executable, BASE_DIR / "manage.py", *words]
    return subprocess.Popen(command, env=deployment.sites[0].environment, stdout=subprocess.DEVNULL)


COUNTED = "from people.models import Person; print(Person.objects.count())"


def test_a_load_that_is_killed_leaves_nothing_and_can_be_done_again(deployment):
    deployment.manage("shell", "--command", REMOVED)
    before = counted(deployment)
    for _ in range(TIMES):
        loading = begin(deployment, "loaddata", *CONTENT, "--overwrite")
        time.sleep(random.uniform(2, 6))
        loading.kill()
        if loading.wait() == 0:  # It was faster.
            break
        assert counted(deployment) == before
    deployment.manage("loaddata", *CONTENT, "--overwrite")

    assert counted(deployment) > before
    assert what_is_wrong(deployment) == []
    assert Browser(deployment.sites[0].port).get("/people/anna-foerster/")[0] == 200


REMOVED = """
from people.models import Person
from editorial.desk import hold
from editorial.trash import trash
with hold(Person.objects.get(slug="anna-foerster")) as held:
    trash(held)
"""


def counted(deployment: Deployment) -> int:
    return int(deployment.manage("shell", "--command", COUNTED).split()[-1])


def test_a_migration_that_is_killed_can_be_done_again_while_the_site_serves(deployment):
    """The last migrations are taken back and applied again, as those of new code would be."""
    for _ in range(TIMES):
        deployment.manage("migrate", "--verbosity=0", "editorial", "0012")
        migrating = begin(deployment, "migrate", "--verbosity=0")
        time.sleep(random.uniform(0.5, 2.5))
        migrating.kill()
        migrating.wait()
        status = Browser(deployment.sites[0].port).get("/people/")[0]
        deployment.manage("migrate", "--verbosity=0")

        assert status in (200, 503)
    deployment.manage("migrate", "--check")
    assert [Browser(site.port).get("/readyz")[0] for site in deployment.sites] == [200] * len(deployment.sites)
    assert what_is_wrong(deployment) == []
