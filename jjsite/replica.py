"""Where visitors' pages are read from, if the database has a copy of itself that may lag a little."""

from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS

from editorial.generation import is_lasting

REPLICA = "replica"


def visitors_database() -> str:
    return REPLICA if REPLICA in settings.DATABASES else DEFAULT_DB_ALIAS


class ReplicaRouter:
    """What is made for all visitors alike, in a generation of the replica, is read there; all else is not."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return visitors_database() if is_lasting() else None

    def db_for_write(self, model: Any, **hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, *records: Any, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, *labels: Any, **hints: Any) -> bool:
        return db == DEFAULT_DB_ALIAS
