"""Putting a backup in the place of a site."""

import hashlib
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from editorial import generation
from editorial.pictures.sweeping import named_files, stored_names

from ..environment import env_text, write_secret
from .archive import MEDIA, SECRET, Reader, reading
from .databases import Database, database_of_site, is_empty
from .saying import Say, told


def restore(path: Path, say: Say, replace: bool = False) -> None:
    """All of the backup is looked at before anything is touched. Safe to repeat, with `replace`, wherever it ended."""
    database = database_of_site()
    say("Reading the backup …")
    with reading(path) as archive:
        check_fits(archive, database)
        if not replace:
            check_empty()
        # The files come first: they are in nobody's way, and the database names none that is not there.
        for name in told(archive.media(), say, "files"):
            store(name, archive)
        say("Restoring the database …")
        load(archive, database)
        if SECRET in archive.digests and not env_text("SECRET_KEY"):
            write_secret(archive.open(SECRET).read().decode(), settings.STATE_DIR / "secret-key")
    migrate(say)
    generation.leap()
    say("Checking …")
    database.check()
    for name in sorted(named_files() - stored_names(default_storage)):
        say(f"Not there, as it was not when the backup was made: {name}. Upload that picture once more.")
    say(f"As of {archive.manifest['made']}: the database and {len(archive.media())} files.")
    say("Now run `prepare`, and start the site.")


def check_fits(archive: Reader, database: Database) -> None:
    given = archive.manifest["database"]
    if given["kind"] != database.kind:
        raise CommandError(
            f"The backup is of a site on {given['kind']}, and this one is on {database.kind}: "
            f"{'set' if database.kind == 'sqlite' else 'unset'} DATABASE_URL. Nothing was changed."
        )
    database.check_fits(given["version"])
    known = {".".join(name) for name in MigrationExecutor(None).loader.disk_migrations}
    if not known.issuperset(archive.manifest["migrations"]):
        raise CommandError(
            "The backup is of a newer version of the site: restore it with that one. Nothing was changed."
        )


def check_empty() -> None:
    filled = [] if is_empty() else ["database"]
    if stored_names(default_storage):
        filled.append("store of pictures")
    if filled:
        raise CommandError(
            f"There is something in the {' and in the '.join(filled)}. Stop the site and make a backup of it; "
            "--replace then puts this one in its place. Nothing was changed."
        )


def store(name: str, archive: Reader) -> None:
    content = archive.open(MEDIA + name).read()
    try:
        with default_storage.open(name) as file:
            if hashlib.sha256(file.read()).hexdigest() == archive.digests[MEDIA + name]:
                return
        default_storage.delete(name)  # Damaged: no name ever stands for another content.
    except FileNotFoundError:
        pass
    default_storage.save(name, ContentFile(content))


def load(archive: Reader, database: Database) -> None:
    part = archive.manifest["database"]["part"]
    with TemporaryDirectory(dir=settings.STATE_DIR, prefix=".restore-") as folder:
        copy = Path(folder) / part
        with copy.open("wb") as file:
            shutil.copyfileobj(archive.open(part), file)
        database.load(copy)


def migrate(say: Say) -> None:
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        say(f"Applying {len(pending)} migrations …")
        call_command("migrate", verbosity=0, interactive=False)
        say("Making the indexes anew …")
        call_command("rebuildindexes", verbosity=0)
