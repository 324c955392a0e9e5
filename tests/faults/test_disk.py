"""The disk is full, and has room again."""

import os
import shutil
import subprocess
from contextlib import suppress

import pytest

from tests.sweeps.kills import save_new_draft, upload
from tests.sweeps.serving import Browser, Site, errors_in

from .deployment import a_folder

pytestmark = pytest.mark.fault

SIZE = "120m"
PAGES = ["/", "/people/", "/people/krysten-ritter/", "/search/?q=jessica"]


@pytest.fixture
def small_disk():
    """A folder whose `state` is a small disk of its own."""
    with a_folder() as folder:
        (folder / "state").mkdir()
        if os.geteuid() or not shutil.which("mount"):
            pytest.skip("only root can mount a disk")
        mounted = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder / "state"]
        if subprocess.run(mounted, check=False).returncode:
            pytest.skip("no disk can be mounted here")
        yield folder
        subprocess.run(["umount", "--lazy", folder / "state"], check=True)


def test_who_reads_goes_on_and_who_writes_is_told_and_keeps_what_was_typed(small_disk):
    site = Site(small_disk)
    site.manage("prepare")
    site.start()
    try:
        chief = Browser(site.port)
        chief.log_in()
        assert save_new_draft(chief, "before")[0] == 302
        filler = small_disk / "state" / "filler"
        with suppress(OSError), filler.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(65536))

        status, page, _ = save_new_draft(chief, "meanwhile")
        uploaded = upload(chief, "a-door")
        read = {address: Browser(site.port).get(address)[0] for address in PAGES}
        filler.unlink()

        assert (status, 'value="meanwhile"' in page) == (503, True)
        assert (uploaded[0], "cannot be stored" in errors_in(uploaded[1])) == (200, True)
        assert set(read.values()) == {200}
        assert save_new_draft(chief, "meanwhile")[0] == 302
        assert upload(chief, "a-door")[0] == 302
        assert list((small_disk / "state" / "media").rglob("*.part")) == []
        assert "disk is full" in (small_disk / "log").read_text()
    finally:
        site.kill()
