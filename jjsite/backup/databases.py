"""Either database as a file, as it was at one moment, and back."""

import os
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.db import connection, transaction

# Together with what is restored: until all of it is there, everybody sees what was before.
DROP_TABLES = """
SET lock_timeout = '10s';
SELECT format('DROP TABLE IF EXISTS %I.%I CASCADE', schemaname, tablename)
FROM pg_tables WHERE schemaname = 'public' \\gexec
"""


class SQLite:
    kind = "sqlite"
    part = "database.sqlite3"

    def version(self) -> str:
        return sqlite3.sqlite_version

    @contextmanager
    def snapshot(self, path: Path) -> Iterator[None]:
        """Write the database to the file; what is asked of it inside is as old. No writer waits."""
        with connection.cursor() as cursor:
            # Django would ask for the one writer's place. The first read says which moment it is.
            cursor.execute("BEGIN DEFERRED")
            cursor.execute("SELECT count(*) FROM sqlite_master")
            try:
                path.unlink(missing_ok=True)
                with closing(sqlite3.connect(path)) as copy:
                    connection.connection.backup(copy)
                yield
            finally:
                cursor.execute("ROLLBACK")

    def check_fits(self, version: str) -> None:
        """Any version reads the files of any other."""

    def load(self, path: Path) -> None:
        """Put the file in the place of the database, in one transaction: all of it or nothing."""
        with closing(sqlite3.connect(path)) as copy:
            problems = [row for row in copy.execute("PRAGMA integrity_check") if row != ("ok",)]
            if problems or copy.execute("PRAGMA foreign_key_check").fetchone():
                raise CommandError("The database in the backup is damaged: take another one. Nothing was changed.")
            connection.ensure_connection()
            copy.backup(connection.connection)

    def check(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            [(found,)] = cursor.fetchall()
        if found != "ok":
            raise CommandError(f"The database is damaged: {found}. Restore again, on another disk.")
        connection.check_constraints()


class PostgreSQL:
    kind = "postgresql"
    part = "database.dump"

    def version(self) -> str:
        return str(connection.pg_version // 10_000)  # type: ignore[attr-defined]

    @contextmanager
    def snapshot(self, path: Path) -> Iterator[None]:
        """Write the database to the file; what is asked of it inside is as old. No writer waits."""
        if int(version_of("pg_dump")) < int(self.version()):
            raise CommandError(
                f"pg_dump is of version {version_of('pg_dump')} and the server of {self.version()}: "
                f"install PostgreSQL's client programs of version {self.version()} or newer."
            )
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
            # The tables alone: whose they are, and who may do what, is for each server to say.
            wanted = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
            run(["pg_dump", *wanted, f"--file={path}", f"--dbname={address()}"])
            yield

    def check_fits(self, version: str) -> None:
        for what, ours in {"this server": self.version(), "pg_restore": version_of("pg_restore")}.items():
            if int(ours) < int(version):
                raise CommandError(
                    f"The backup comes from PostgreSQL {version}, and {what} is of version {ours}: "
                    f"restore it with {version} or newer. Nothing was changed."
                )

    def load(self, path: Path) -> None:
        """Put the file in the place of the tables, in one transaction: all of it or nothing."""
        emptying, filling = path.with_suffix(".drop.sql"), path.with_suffix(".sql")
        emptying.write_text(DROP_TABLES)
        run(["pg_restore", "--no-owner", "--no-privileges", f"--file={filling}", str(path)])
        options = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", f"--dbname={address()}"]
        run(["psql", *options, f"--file={emptying}", f"--file={filling}"])

    def check(self) -> None:
        """It has looked at each constraint while it was filled."""
        connection.check_constraints()


Database = SQLite | PostgreSQL


def database_of_site() -> Database:
    return PostgreSQL() if connection.vendor == "postgresql" else SQLite()


def is_empty() -> bool:
    return connection.introspection.table_names() == []


def address() -> str:
    """Where the server is, as its own programs take it, without the password."""
    # Only a site on PostgreSQL has the package.
    from psycopg.conninfo import make_conninfo

    given = connection.settings_dict
    options = {name: value for name, value in given["OPTIONS"].items() if name != "pool"}
    where = {"dbname": given["NAME"], "user": given["USER"], "host": given["HOST"], "port": given["PORT"]}
    return make_conninfo(**{name: value for name, value in (where | options).items() if value})


def run(words: list[str]) -> str:
    password = connection.settings_dict["PASSWORD"]
    return program(words, env=os.environ | ({"PGPASSWORD": password} if password else {}))


def version_of(name: str) -> str:
    """The first number of a program's version."""
    found = re.search(r"\d+", program([name, "--version"]).partition(")")[2])
    return found[0] if found else "0"


def program(words: list[str], **options: Any) -> str:
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=False, **options)  # noqa: S603
    except FileNotFoundError as error:
        raise CommandError(f"There is no {words[0]}: install PostgreSQL's client programs.") from error
    if done.returncode:
        raise CommandError(f"{words[0]} failed, and nothing was changed: {done.stderr.strip()}")
    return done.stdout
