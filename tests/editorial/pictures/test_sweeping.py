"""Files that nothing refers to are removed, and no other."""

from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from editorial.pictures import keeping
from editorial.pictures.renditions import rendition_names
from tests.factories.editorial import make_image, make_picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]

OLD = ["originals/old.webp", "originals/.broken-off.part", "pictures/older.webp", "renditions/gone-480.jpeg"]


@pytest.fixture
def picture(store):
    return make_picture(file=make_image("WEBP", (40, 30)))


@pytest.fixture
def storage(picture):
    storage = picture.file.storage
    for name in OLD:
        storage.save(name, ContentFile(b"of no use"))
    return storage


def age(store):
    """Let some hours pass for every file."""
    for name in store.names():
        store.age(name)


def stored(storage):
    return {
        f"{folder}/{name}" for folder in ("originals", "pictures", "renditions") for name in storage.listdir(folder)[1]
    }


def named(picture):
    return {picture.file.name} | rendition_names(picture.token, picture.renditions)


def sweep(*options):
    output = StringIO()
    call_command("sweepfiles", *options, stdout=output)
    return output.getvalue().splitlines()


def test_what_nothing_names_is_removed(picture, store, storage):
    age(store)

    lines = sweep()

    assert lines == [*(f"Removed {name}" for name in sorted(OLD)), "4 files that nothing refers to."]
    assert stored(storage) == named(picture)
    assert sweep() == ["0 files that nothing refers to."]


def test_a_dry_run_only_lists(store, storage):
    age(store)
    before = stored(storage)

    lines = sweep("--dry-run")

    assert lines == [*(f"Would remove {name}" for name in sorted(OLD)), "4 files that nothing refers to."]
    assert stored(storage) == before


def test_what_is_young_may_belong_to_an_upload_under_way(store, storage):
    before = stored(storage)

    assert sweep() == ["0 files that nothing refers to."]
    assert stored(storage) == before


def test_an_original_is_kept_for_whoever_else_names_it(picture, store, storage, monkeypatch):
    monkeypatch.setattr(keeping, "_keepers", [])
    keeping.register(lambda: ["originals/old.webp"])
    age(store)

    sweep()

    assert stored(storage) == named(picture) | {"originals/old.webp"}


def test_the_renditions_of_a_picture_that_is_gone_go_too(picture, store, storage):
    renditions = rendition_names(picture.token, picture.renditions)
    picture.delete()
    age(store)

    sweep()

    assert renditions
    assert stored(storage) == set()


def test_a_site_without_uploads_has_nothing_to_sweep():
    assert sweep() == ["0 files that nothing refers to."]
