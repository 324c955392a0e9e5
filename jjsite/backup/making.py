"""Making a backup while the site is at work."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from editorial.pictures.keeping import kept_names
from editorial.pictures.sweeping import named_files

from ..environment import env_text
from .archive import MEDIA, SECRET, Writer, writing
from .databases import database_of_site
from .saying import Say, told

MOST_TURNS = 20


def make(path: Path, say: Say) -> None:
    """Write a backup of one moment: the database, and every file that it names.

    Files are never changed, but those that nothing names any more are removed. So the database is copied first, and
    again where a file that it names was gone meanwhile: the newer one does not name it.
    """
    database = database_of_site()
    with writing(path) as archive, TemporaryDirectory(dir=path.parent, prefix=".backup-") as folder:
        copy = Path(folder) / database.part
        missing: set[str] = set()
        for _ in range(MOST_TURNS):
            say("Copying the database …")
            with database.snapshot(copy):
                names = named_files() | kept_names()
                migrations = [".".join(name) for name in MigrationRecorder(connection).applied_migrations()]
            before, missing = missing, add_files(archive, names, say)
            if missing <= before:  # What two databases name is not there at all.
                break
        else:
            raise CommandError("Pictures are replaced faster than they can be copied: try again in a while.")
        with copy.open("rb") as file:
            archive.add(database.part, file)
        add_secret(archive, say)
        archive.finish(
            {
                "made": datetime.now(UTC).isoformat(timespec="seconds"),
                "database": {"kind": database.kind, "version": database.version(), "part": database.part},
                "migrations": sorted(migrations),
                "missing": sorted(missing),
            }
        )
    for name in sorted(missing):
        say(f"Not there, and so not in the backup: {name}. Upload that picture once more.")
    say(f"{path}: the database and {len(names - missing)} files, {path.stat().st_size / 1_000_000:.1f} MB.")


def add_files(archive: Writer, names: set[str], say: Say) -> set[str]:
    """Add those that are not in it yet; return those that are not there."""
    missing = set()
    wanted = sorted(name for name in names if MEDIA + name not in archive.digests)
    for name in told(wanted, say, "files"):
        try:
            with default_storage.open(name) as file:
                archive.add(MEDIA + name, file)
        except FileNotFoundError:
            missing.add(name)
    return missing


def add_secret(archive: Writer, say: Say) -> None:
    if env_text("SECRET_KEY"):
        say("SECRET_KEY comes from the environment and is not in the backup.")
        return
    with (settings.STATE_DIR / "secret-key").open("rb") as file:
        archive.add(SECRET, file)
    say("The backup holds the secret key and all that is not public: keep it as you keep passwords.")
