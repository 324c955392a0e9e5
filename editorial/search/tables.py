"""The words of the documents, in the table by which each database finds them; its rows have the documents' numbers.

A migration makes it: on SQLite a table of FTS5, on PostgreSQL one with a `tsvector`. Both hold the words as `words`
makes them, so that both find the same.
"""

import json

from django.db import connection

from .words import folded_words, padded, stems

TABLE = "editorial_documentwords"
COLUMNS = ("title", "names", "starts", "text")  # of these the last is no name
NAMES = COLUMNS[:-1]
WEIGHTS = dict(zip(COLUMNS, "ABCD", strict=True))
LAST_POSITION = 16_383  # that a tsvector tells apart
MOST_POSITIONS = 255  # of one word in it


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def add(documents) -> None:
    rows = [(document.pk, *words_of(document)) for document in documents]
    if is_sqlite():
        statement = f"INSERT OR REPLACE INTO {TABLE} (rowid, {', '.join(COLUMNS)}) VALUES (%s, %s, %s, %s, %s)"  # noqa: S608
    else:
        statement = (
            f"INSERT INTO {TABLE} (rowid, {', '.join(COLUMNS)}, words) VALUES (%s, %s, %s, %s, %s, %s::tsvector) "  # noqa: S608
            "ON CONFLICT (rowid) DO UPDATE SET "
            + ", ".join(f"{column} = EXCLUDED.{column}" for column in (*COLUMNS, "words"))
        )
        rows = [(*row, tsvector(row[1:])) for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def remove(pks) -> None:
    """In one statement, however many they are."""
    is_one_of = "IN (SELECT value FROM json_each(%s))" if is_sqlite() else "= ANY(%s)"
    given = json.dumps(list(pks)) if is_sqlite() else list(pks)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE rowid {is_one_of}", [given])  # noqa: S608


def clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608


def words_of(document) -> tuple[str, ...]:
    """As `COLUMNS`; each name is a line, and `starts` are the words of all with their endings, as one begins to type.

    Where something stands is a name of it: “season 2 episode 7”.
    """
    names = filter(None, [document.place, *(name for _, name in document.names)])
    lines = "\n".join(map(stems, names))
    return stems(document.title), lines, padded(words_of_names(document)), stems(document.text)


def words_of_names(document) -> list[str]:
    return folded_words(" ".join([document.title, *(name for _, name in document.names)]))


def tsvector(columns) -> str:
    """The words of all columns with their places and weights, as PostgreSQL reads it."""
    places: dict[str, list[str]] = {}
    place = 0
    for weight, column in zip(WEIGHTS.values(), columns, strict=True):
        for word in column.split():
            place += 1
            found = places.setdefault(word, [])
            if len(found) < MOST_POSITIONS:
                found.append(f"{min(place, LAST_POSITION)}{weight}")
        place += 1  # no phrase goes across
    return " ".join(f"'{word}':{','.join(found)}" for word, found in places.items())
