"""The shipped content in the database of a test."""

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction

from editorial.search import tables

FIXTURES = ["sources", "people", "episodes", "reviews", "news"]

# What `loaddata` once made of the fixtures: {table: (columns, rows)}. Copying it takes a tenth of the time.
_kept: dict[str, tuple[list[str], list[tuple]]] = {}


def load_content() -> None:
    """Leave the database as `loaddata` leaves an empty one; SQLite gets copies of the rows from the second time on."""
    if not _kept:
        call_command("loaddata", *FIXTURES, verbosity=0)
    if connection.vendor != "sqlite":
        return
    with transaction.atomic(), connection.cursor() as cursor:
        if not _kept:
            for table, rowid in tables_of_content():
                cursor.execute(f"SELECT {rowid} * FROM {table}")
                _kept[table] = [column[0] for column in cursor.description], cursor.fetchall()
        else:
            for table, (columns, rows) in _kept.items():
                names, places = ", ".join(f'"{column}"' for column in columns), ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({places})", rows)


def tables_of_content():
    """(table, what it has besides its columns)"""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in ("editorial", *FIXTURES):
            yield model._meta.db_table, ""
    yield tables.TABLE, "rowid,"
