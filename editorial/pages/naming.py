"""Which kinds of records name an entry at all: most pages show a few of many."""

from functools import cache

from django.db import connections, router
from django.db.models import Model


def models_that_name(entry: Model) -> set[type[Model]]:
    """Those with a record, public or not, that names the entry in one of its fields: one query.

    It is asked for each page, so that its SQL is written once: putting it together takes longer than answering it.
    """
    if not (asked := questions(type(entry))):
        return set()
    connection = connections[router.db_for_read(type(entry))]
    sql = " UNION ALL ".join(
        f"SELECT {number} WHERE EXISTS (SELECT 1 FROM {connection.ops.quote_name(table)}"  # noqa: S608  (names of tables)
        f" WHERE {connection.ops.quote_name(column)} = %s)"
        for number, (_, table, column) in enumerate(asked)
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [entry.pk] * len(asked))
        return {asked[number][0] for (number,) in cursor.fetchall()}


@cache
def questions(model: type[Model]) -> list[tuple[type[Model], str, str]]:
    """Who might name such an entry, and the table and its column in which it would."""
    found = []
    for relation in model._meta.related_objects:
        field = relation.field
        if relation.many_to_many:
            found.append((relation.related_model, field.m2m_db_table(), field.m2m_reverse_name()))
        else:
            found.append((relation.related_model, relation.related_model._meta.db_table, field.column))
    return found
