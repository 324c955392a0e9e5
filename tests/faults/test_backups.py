"""A backup made while people write, restored somewhere else: nothing half, and nothing without its file."""

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg
import pytest

from jjsite.environment import BASE_DIR
from tests.sweeps.kills import Writer, change_live, save_new_draft, upload
from tests.sweeps.serving import Browser, Site

from .deployment import BUCKET, Deployment, embedded, make_bucket, scaled

pytestmark = pytest.mark.fault

PUBLISH = """
from people.models import Person
from editorial.desk import hold, publish
with hold(Person.objects.get(key="{word}")) as held:
    publish(held)
"""
# Another focal point: the square is drawn anew, and the one before goes at once.
REDRAW = """
import itertools, random
from editorial.models import Picture
for turn in itertools.count():
    for picture in Picture.objects.all():
        picture.focal_x = random.randrange(101)
        picture.save()
"""
FILES = """
import json
from django.core.files.storage import default_storage
from editorial.pictures.sweeping import named_files, stored_names
print(json.dumps(sorted(named_files() - stored_names(default_storage))))
"""


@pytest.fixture(params=[embedded, scaled], ids=["embedded", "scaled"])
def deployment(request):
    options = {"tls": False} if request.param is scaled else {}
    with request.param(**options) as deployment:
        yield deployment


@contextmanager
def written_to(deployment: Deployment) -> Iterator[list[Writer]]:
    """Three who save and upload, and one who has pictures drawn anew, all the time."""
    site = deployment.sites[0]
    chief = deployment.browser()
    chief.log_in()
    assert save_new_draft(chief, "live")[0] == 302
    deployment.manage("shell", "--command", PUBLISH.format(word="live"))
    pk = deployment.manage(
        "shell",
        "--verbosity=0",
        "--command",
        "from people.models import Person; print(Person.objects.get(key='live').pk)",
    )
    ways = [save_new_draft, upload, change_live(int(pk))]
    writers = [Writer(site, f"writer-{number}", way) for number, way in enumerate(ways)]
    for writer in writers:
        writer.start()
    drawing = subprocess.Popen(
        [sys.executable, BASE_DIR / "manage.py", "shell", "--command", REDRAW], env=site.environment
    )
    try:
        yield writers
    finally:
        drawing.kill()
        drawing.wait()
        for other in deployment.sites:
            other.kill()
        for writer in writers:
            writer.join()


def elsewhere(deployment: Deployment) -> Site:
    """An empty site of the same kind."""
    folder = deployment.folder / "elsewhere"
    folder.mkdir()
    given = deployment.sites[0].environment
    variables = {name: value for name, value in given.items() if name not in ("PORT", "PUBLIC_URL")}
    variables["STATE_DIR"] = str(folder / "state")
    if given["DATABASE_URL"]:
        with psycopg.connect(given["DATABASE_URL"], autocommit=True) as connection:
            connection.execute("CREATE DATABASE elsewhere")
        variables["DATABASE_URL"] = given["DATABASE_URL"].rpartition("/")[0] + "/elsewhere"
        variables["S3_BUCKET"] = f"{BUCKET}-elsewhere"
        make_bucket(given["S3_ENDPOINT_URL"], variables["S3_BUCKET"])
    return Site(folder, **variables)


def rows(site: Site, query: str) -> list[tuple]:
    if site.environment["DATABASE_URL"]:
        with psycopg.connect(site.environment["DATABASE_URL"]) as connection:
            return connection.execute(query).fetchall()
    with closing(sqlite3.connect(f"{site.environment['STATE_DIR']}/db.sqlite3")) as connection:
        return connection.execute(query).fetchall()


def test_a_backup_made_in_the_middle_of_work_comes_back_whole(deployment):
    backup = deployment.folder / "backup.tar"
    with written_to(deployment) as writers:
        wait_until(lambda: all(len(writer.acknowledged) > 2 for writer in writers))
        before = [list(writer.acknowledged) for writer in writers]
        said = deployment.manage("backup", backup)
        wait_until(
            lambda: all(len(writer.acknowledged) > len(had) for writer, had in zip(writers, before, strict=True))
        )
    assert "Not there" not in said
    assert [writer.refused for writer in writers] == [[], [], []]

    site = elsewhere(deployment)
    said = site.manage("restore", backup)

    assert "Not there" not in said
    assert json.loads(site.manage("shell", "--verbosity=0", "--command", FILES)) == []
    # All that was acknowledged before is there, and what came later is there whole or not at all.
    drafts, pictures, changes = before
    assert set(drafts) <= {key for (key,) in rows(site, "SELECT key FROM people_person")}
    assert set(pictures) <= {key for (key,) in rows(site, "SELECT key FROM editorial_picture")}
    revisions = [
        str(data) for (data,) in rows(site, "SELECT data FROM editorial_revision WHERE model = 'people.person'")
    ]
    assert [word for word in changes if not any(word in data for data in revisions)] == []
    if not site.environment["DATABASE_URL"]:
        assert rows(site, "PRAGMA integrity_check") == [("ok",)]
    assert "there already" in site.manage("prepare")
    try:
        site.start()
        browser = Browser(site.port)
        browser.log_in()
        assert [browser.get(page)[0] for page in ("/people/live/", "/admin/people/person/")] == [200, 200]
    finally:
        site.kill()


def test_a_site_is_replaced_only_when_asked_and_as_a_whole(deployment):
    backup = deployment.folder / "backup.tar"
    chief = deployment.browser()
    chief.log_in()
    assert upload(chief, "before")[0] == 302
    deployment.manage("backup", backup)
    assert upload(chief, "after")[0] == 302

    refused = manage_in_vain(deployment, "restore", backup)
    assert "There is something in the database and in the store of pictures." in refused
    assert "after" in keys(deployment)

    for _ in range(2):  # Safe to repeat.
        deployment.manage("restore", "--replace", backup)
        assert "before" in keys(deployment)
        assert "after" not in keys(deployment)
    # The sites that went on serving notice: no page of what was replaced is kept.
    assert chief.get("/admin/")[0] == 200


def keys(deployment) -> set[str]:
    return {key for (key,) in rows(deployment.sites[0], "SELECT key FROM editorial_picture")}


def manage_in_vain(deployment, *words) -> str:
    command = [sys.executable, BASE_DIR / "manage.py", *words]
    environment = deployment.sites[0].environment
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    return done.stderr


def wait_until(true, patience=120):
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, "it does not come about"
        time.sleep(0.05)
