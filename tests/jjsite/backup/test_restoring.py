"""What is refused before anything is touched. The rest is tried with real servers, in tests/faults/test_backups.py."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from editorial.generation import current, leap
from jjsite.backup import restore
from jjsite.backup.archive import reading, writing
from jjsite.backup.databases import database_of_site
from jjsite.backup.restoring import store

pytestmark = pytest.mark.django_db

OTHER = {"sqlite": "postgresql", "postgresql": "sqlite"}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "backup.tar"


def make_backup(path, kind=None, version=None, migrations=(), **files):
    database = database_of_site()
    with writing(path) as archive:
        for name, content in files.items():
            archive.add(f"media/renditions/{name}", io.BytesIO(content))
        archive.finish(
            {
                "made": "now",
                "database": {
                    "kind": kind or database.kind,
                    "version": version or database.version(),
                    "part": database.part,
                },
                "migrations": list(migrations),
                "missing": [],
            }
        )


def refusal(path, **options):
    with pytest.raises(CommandError) as refused:
        restore(path, lambda text: None, **options)
    return str(refused.value)


def test_a_database_of_another_kind(path):
    make_backup(path, kind=OTHER[connection.vendor])

    assert "DATABASE_URL. Nothing was changed." in refusal(path, replace=True)


def test_newer_code(path):
    make_backup(path, migrations=["editorial.9999_of_tomorrow"])

    assert "is of a newer version of the site" in refusal(path, replace=True)


@pytest.mark.postgresql
def test_a_newer_server(path):
    make_backup(path, version="99")

    assert refusal(path, replace=True).startswith("The backup comes from PostgreSQL 99, and this server is of version ")


def test_a_site_that_is_there(path):
    applied = [".".join(name) for name in MigrationRecorder(connection).applied_migrations()]
    make_backup(path, migrations=applied)
    default_storage.save("renditions/a.webp", ContentFile(b"a"))

    assert refusal(path).startswith("There is something in the database and in the store of pictures. Stop the site")


def test_a_file_that_was_damaged_is_put_right_and_others_are_left_alone(path, media_root):
    make_backup(path, **{"a.webp": b"whole", "b.webp": b"also whole"})
    for name, content in {"a.webp": b"harmed", "b.webp": b"also whole"}.items():
        default_storage.save(f"renditions/{name}", ContentFile(content))
    untouched = (media_root / "renditions/b.webp").stat().st_mtime_ns

    with reading(path) as archive:
        for name in archive.media():
            store(name, archive)

    assert (media_root / "renditions/a.webp").read_bytes() == b"whole"
    assert (media_root / "renditions/b.webp").stat().st_mtime_ns == untouched


def test_afterwards_no_page_of_before_is_of_the_present_generation():
    before = current().number

    leap()

    assert current().number > before + 1_000_000_000
