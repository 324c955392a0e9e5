"""Who changes many records at once, one after the other: so no two hold what the other waits for."""

from django.db import DEFAULT_DB_ALIAS, connections

TURN = 1_215_202  # What the turn is called among the advisory locks of the database.


def take_turn(using: str = DEFAULT_DB_ALIAS) -> None:
    """Wait for those whose turn it is, and keep it until the transaction ends; to be taken before any record is held.

    SQLite lets only one write at a time anyway.
    """
    if connections[using].vendor == "postgresql":
        with connections[using].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
