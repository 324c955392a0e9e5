"""The scaled deployment as a whole."""

import re
import time

import pytest

from tests.sweeps.kills import upload
from tests.sweeps.serving import Browser

from .deployment import METRICS_TOKEN, scaled

pytestmark = pytest.mark.fault

ARCHIVE = """
from people.models import Person
from editorial.desk import archive, hold
with hold(Person.objects.public().get(slug="krysten-ritter")) as held:
    archive(held)
"""


@pytest.fixture(scope="module")
def deployment():
    with scaled() as deployment:
        yield deployment


def ask(deployment, address, **headers):
    connection = deployment.browser(timeout=20).connection
    connection.request("GET", address, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    return response.status, response.headers, response.read()


def test_every_site_is_ready(deployment):
    answers = [Browser(site.port).get("/readyz") for site in deployment.sites]

    assert answers == [(200, "database ok\nmigrations ok\nstorage ok\ncache ok\n", "")] * 2


def test_files_are_sent_by_nginx_compressed_and_for_ever(deployment):
    page = ask(deployment, "/about/")[2].decode()
    address = re.search(r'rel="stylesheet" href="([^"]+)"', page)[1]

    status, headers, body = ask(deployment, address, Accept_Encoding="gzip, br")

    assert (status, headers["Content-Encoding"], body[:2]) == (200, "gzip", b"\x1f\x8b")
    assert headers["Cache-Control"] == "public, max-age=315360000, immutable"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert headers["Vary"] == "Accept-Encoding"


def test_what_is_no_file_is_told_by_the_site(deployment):
    status, _, body = ask(deployment, "/static/nothing.css")

    assert status == 404
    assert b"Jessica Jones" in body
    assert b"nginx" not in body


def test_a_host_that_is_none_of_ours_is_refused(deployment):
    assert ask(deployment, "/about/", Host="evil.example")[0] == 400


def test_the_numbers_are_for_whoever_knows_the_token(deployment):
    for site in deployment.sites:
        connection = Browser(site.port).connection
        connection.request("GET", "/metrics", headers={"Authorization": f"Bearer {METRICS_TOKEN}"})
        assert b"jjsite_database_up 1\n" in connection.getresponse().read()

    assert ask(deployment, "/metrics")[0] == 404


def test_what_is_taken_off_the_site_is_gone_within_five_seconds(deployment):
    address = "/people/krysten-ritter/"
    assert ask(deployment, address)[0] == 200

    deployment.manage("shell", "--command", ARCHIVE)
    end = time.monotonic() + 5
    while (status := ask(deployment, address)[0]) == 200 and time.monotonic() < end:
        time.sleep(0.05)

    assert status == 404


def test_an_upload_goes_into_the_bucket_and_is_shown(deployment):
    chief = deployment.browser()
    chief.log_in()
    status, text, _ = upload(chief, "shown")
    assert status == 302, text

    page = chief.get("/admin/editorial/picture/")[1]
    picture = re.search(r'src="(/pictures/[^"]+\.jpeg)"', page)[1]

    assert chief.get(picture)[0] == 200
    assert ask(deployment, picture)[0] == 404
    assert not (deployment.state / "media").exists()


def test_without_any_site_a_page_of_its_own_answers_and_nothing_old(deployment):
    assert ask(deployment, "/episodes/")[0] == 200
    for site in deployment.sites:
        site.stop()
    time.sleep(3.1)
    try:
        status, headers, body = ask(deployment, "/episodes/")
    finally:
        for site in deployment.sites:
            site.start()

    assert (status, headers["Retry-After"], headers["Cache-Control"]) == (503, "5", "no-store")
    assert b"Closed for a moment" in body
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert ask(deployment, "/episodes/")[0] == 200
