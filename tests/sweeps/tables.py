"""What a request leaves behind in the database, table by table."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.db import connection, transaction

WRITING = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"([a-z_0-9]+)"', re.IGNORECASE)


class Change(NamedTuple):
    table: str
    pk: object
    before: dict | None  # None if the row is new
    after: dict | None  # None if it is gone

    @property
    def columns(self) -> set[str]:
        if self.before is None or self.after is None:
            return set(self.after or self.before)
        return {name for name, value in self.after.items() if self.before[name] != value}


class Database:
    """The rows as they were in the beginning; each request is undone after one has looked at what it did."""

    def __init__(self):
        self.beginning: dict[str, dict] = {table: rows_of(table) for table in connection.introspection.table_names()}

    @contextmanager
    def watched(self) -> Iterator["Watched"]:
        """Undo what is done in the block; `changes()` tells what it was, while the block lasts."""
        watched = Watched(self)
        with transaction.atomic():
            with connection.execute_wrapper(watched.note):
                yield watched
            transaction.set_rollback(True)


class Watched:
    def __init__(self, database: Database):
        self.database = database
        self.written: set[str] = set()

    def note(self, execute, sql, params, many, context):
        if match := WRITING.match(sql):
            self.written.add(match[1])
        return execute(sql, params, many, context)

    def changes(self) -> list[Change]:
        """What is different in the end; a stage that was rolled back is not."""
        found = []
        for table in sorted(self.written):
            before, after = self.database.beginning.get(table, {}), rows_of(table)
            for pk in before.keys() | after.keys():
                if before.get(pk) != after.get(pk):
                    found.append(Change(table, pk, before.get(pk), after.get(pk)))
        return found


def rows_of(table: str) -> dict:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in cursor.description]
        return {row[0]: dict(zip(names, row, strict=True)) for row in cursor.fetchall()}
