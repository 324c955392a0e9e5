"""Originals: one file for one content, whole or not there."""

import hashlib
import os
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from editorial.models import Picture
from editorial.pictures.storage import WholeFileStorage
from tests.factories.editorial import make_image, make_picture


class BrokenOff(ContentFile):
    """A file whose storing ends in the middle, as when the process is killed."""

    def chunks(self, chunk_size=None):
        yield b"half a "
        raise KeyboardInterrupt


def files_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.mark.django_db
def test_an_original_is_named_by_its_content():
    image = make_image("WEBP", (40, 30))
    digest = hashlib.sha256(image.read()).hexdigest()

    picture = make_picture(file=image)

    assert Picture.objects.get().file.name == f"originals/{digest}.webp"
    assert hashlib.sha256(Path(picture.file.path).read_bytes()).hexdigest() == digest


@pytest.mark.django_db
def test_the_same_upload_is_stored_once(media_root):
    first = make_picture()
    os.utime(first.file.path, (0, 0))
    inode = Path(first.file.path).stat().st_ino

    second = make_picture()

    assert second.file.name == first.file.name
    assert Path(first.file.path).stat().st_ino == inode
    assert len(files_in(media_root / "originals")) == 1
    # Young again, so that no sweep removes it under the hands of the second.
    assert Path(first.file.path).stat().st_mtime > 0


@pytest.mark.django_db
def test_deleting_a_picture_leaves_its_original():
    picture = make_picture()

    picture.delete()

    assert Path(picture.file.path).exists()


@pytest.mark.parametrize("name", ["originals/nowhere.webp", "../../etc/passwd", "originals/\0.webp", "x" * 500])
@pytest.mark.django_db
def test_a_file_that_is_not_there_is_an_error_of_its_field(name):
    picture = make_picture()
    picture.file = name

    with pytest.raises(ValidationError) as refused:
        picture.clean()

    assert refused.value.message_dict == {"file": [f"There is no file “{name}”. Upload the picture once more."]}


def test_what_is_broken_off_leaves_no_half_file_under_a_name(media_root):
    with pytest.raises(KeyboardInterrupt):
        default_storage.keep("originals/a.webp", BrokenOff(b""))
    with pytest.raises(KeyboardInterrupt):
        default_storage.save("renditions/b.webp", BrokenOff(b""))

    left = files_in(media_root)
    assert len(left) == 2
    assert all(name.endswith(".part") for name in left)


def test_nothing_is_overwritten(media_root):
    assert isinstance(default_storage, WholeFileStorage) or isinstance(default_storage._wrapped, WholeFileStorage)

    kept = default_storage.save("originals/a.webp", ContentFile(b"first"))
    default_storage.keep(kept, ContentFile(b"second"))
    other = default_storage.save("originals/a.webp", ContentFile(b"third"))

    assert (media_root / kept).read_bytes() == b"first"
    assert (media_root / other).read_bytes() == b"third"
    assert files_in(media_root) == sorted([kept, other])


def test_of_two_that_store_under_a_name_at_once_one_gets_another(media_root):
    """Each has found the name free, as `save` does before it stores."""
    names = [default_storage._save("renditions/a.webp", ContentFile(text)) for text in (b"first", b"second")]

    assert [(media_root / name).read_bytes() for name in names] == [b"first", b"second"]
