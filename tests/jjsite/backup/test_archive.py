"""A backup is whole, or it is no backup."""

import io
import tarfile

import pytest
from django.core.management import CommandError

from jjsite.backup.archive import reading, writing


def make_archive(path, **parts):
    with writing(path) as archive:
        for name, content in parts.items():
            archive.add(f"media/{name}", io.BytesIO(content))
        archive.finish({"made": "now"})


def test_what_was_written_is_read(tmp_path):
    make_archive(tmp_path / "a.tar", one=b"1", two=b"22")

    with reading(tmp_path / "a.tar") as archive:
        assert archive.media() == ["one", "two"]
        assert archive.open("media/two").read() == b"22"
        assert archive.manifest["made"] == "now"
    assert (tmp_path / "a.tar").stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_there_is_left_alone(tmp_path):
    (tmp_path / "a.tar").write_bytes(b"precious")

    with pytest.raises(CommandError, match="is there already"):
        make_archive(tmp_path / "a.tar")

    assert (tmp_path / "a.tar").read_bytes() == b"precious"


class BrokenOff(io.BytesIO):
    def read(self, *args):
        raise KeyboardInterrupt


def test_what_is_broken_off_leaves_nothing(tmp_path):
    with pytest.raises(KeyboardInterrupt), writing(tmp_path / "a.tar") as archive:
        archive.add("media/one", BrokenOff(b"1"))

    assert list(tmp_path.iterdir()) == []


def change(path, place, by):
    content = bytearray(path.read_bytes())
    content[place] ^= by
    path.write_bytes(content)


def cut_off(path):
    path.write_bytes(path.read_bytes()[:700])


def change_a_part(path):
    change(path, path.read_bytes().index(b"the content"), 1)


def add_a_part(path):
    with tarfile.open(path, "a") as tar:
        tar.addfile(tarfile.TarInfo("media/more"))


def no_manifest(path):
    with tarfile.open(path, "w") as tar:
        tar.addfile(tarfile.TarInfo("media/one"))


def of_another_format(path):
    content = path.read_bytes()
    path.write_bytes(content.replace(b'"format": 1', b'"format": 2'))


@pytest.mark.parametrize("harm", [cut_off, change_a_part, add_a_part, no_manifest, of_another_format])
def test_what_is_not_as_it_was_written_is_refused_before_anything_is_done(tmp_path, harm):
    path = tmp_path / "a.tar"
    make_archive(path, one=b"the content")
    harm(path)

    with pytest.raises(CommandError, match=r"is no whole backup .* Nothing was changed\."), reading(path):
        pytest.fail("It was taken for a backup.")


def test_what_is_no_archive_is_refused(tmp_path):
    (tmp_path / "a.tar").write_text("words")

    with pytest.raises(CommandError, match="cannot be read"), reading(tmp_path / "a.tar"):
        pytest.fail("It was taken for a backup.")
