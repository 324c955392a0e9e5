"""Many small rows in one statement: `bulk_create` makes an instance of each, and looks at every value by itself."""

from collections.abc import Iterable

from django.db import DEFAULT_DB_ALIAS, connections, models


def insert(
    model: type[models.Model], names: tuple[str, ...], rows: Iterable[tuple], using: str = DEFAULT_DB_ALIAS
) -> None:
    """Insert rows of these fields of a model, as the database is to have them: the whole of a row but its number."""
    found = list(rows)
    if not found:
        return
    connection = connections[using]
    columns = [connection.ops.quote_name(model._meta.get_field(name).column) for name in names]
    table = connection.ops.quote_name(model._meta.db_table)
    values = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})", found)  # noqa: S608
