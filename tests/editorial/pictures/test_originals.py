"""Originals: one file for one content, whole or not there."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from editorial.models import Picture
from tests.factories.editorial import make_image, make_picture


class BrokenOff(ContentFile):
    """A file whose storing ends in the middle, as when the process is killed."""

    def chunks(self, chunk_size=None):
        yield b"half a "
        raise KeyboardInterrupt


@pytest.mark.django_db
def test_an_original_is_named_by_its_content(store):
    image = make_image("WEBP", (40, 30))
    digest = hashlib.sha256(image.read()).hexdigest()

    picture = make_picture(file=image)

    assert Picture.objects.get().file.name == f"originals/{digest}.webp"
    assert hashlib.sha256(store.read(picture.file.name)).hexdigest() == digest


@pytest.mark.django_db
def test_the_same_upload_is_stored_once(store):
    first = make_picture()
    store.age(first.file.name)
    aged = first.file.storage.get_modified_time(first.file.name)

    second = make_picture()

    assert second.file.name == first.file.name
    assert [name for name in store.names() if name.startswith("originals/")] == [first.file.name]
    # Young again, so that no sweep removes it under the hands of the second.
    assert first.file.storage.get_modified_time(first.file.name) > aged


@pytest.mark.django_db
def test_deleting_a_picture_leaves_its_original(store):
    picture = make_picture()

    picture.delete()

    assert picture.file.name in store.names()


@pytest.mark.parametrize("name", ["originals/nowhere.webp", "../../etc/passwd", "originals/\0.webp", "x" * 500])
@pytest.mark.django_db
@pytest.mark.usefixtures("store")
def test_a_file_that_is_not_there_is_an_error_of_its_field(name):
    picture = make_picture()
    picture.file = name

    with pytest.raises(ValidationError) as refused:
        picture.clean()

    assert refused.value.message_dict == {"file": [f"There is no file “{name}”. Upload the picture once more."]}


def test_what_is_broken_off_leaves_no_half_file_under_a_name(store):
    with pytest.raises(KeyboardInterrupt):
        default_storage.keep("originals/a.webp", BrokenOff(b""))
    with pytest.raises(KeyboardInterrupt):
        default_storage.save("renditions/b.webp", BrokenOff(b""))

    assert [name for name in store.names() if not name.endswith(".part")] == []


def test_nothing_is_overwritten(store):
    kept = default_storage.save("originals/a.webp", ContentFile(b"first"))
    default_storage.keep(kept, ContentFile(b"second"))
    other = default_storage.save("originals/a.webp", ContentFile(b"third"))

    assert store.read(kept) == b"first"
    assert store.read(other) == b"third"
    assert store.names() == sorted([kept, other])


def test_of_two_that_store_under_a_name_at_once_one_gets_another(store):
    """Each has found the name free, as `save` does before it stores."""
    names = [default_storage._save("renditions/a.webp", ContentFile(text)) for text in (b"first", b"second")]

    assert [store.read(name) for name in names] == [b"first", b"second"]
