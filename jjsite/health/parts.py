"""The parts that the site cannot do without. Each look raises an error unless its part is well."""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def parts() -> dict[str, Callable[[], None]]:
    looks = {"database": look_at_database, "migrations": look_at_migrations, "storage": look_at_storage}
    return looks | ({"cache": look_at_cache} if settings.REDIS_URL else {})


def look_at_database() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    finally:
        connection.close()


def look_at_migrations() -> None:
    """What newer code has applied besides is no reason to stop while it is being rolled out."""
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    finally:
        connection.close()
    pending = last_migrations() - applied.keys()
    if pending:
        raise LookupError(f"Not applied: {', '.join(sorted('.'.join(name) for name in pending))}.")


@cache
def last_migrations() -> set[tuple[str, str]]:
    """The last of each app: they are applied after all others."""
    return set(MigrationLoader(None).graph.leaf_nodes())


def look_at_storage() -> None:
    default_storage.check()  # type: ignore[attr-defined]  # The pictures' storages have it.


def look_at_cache() -> None:
    # Only a site that has it set needs the package.
    from redis import Redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    limits = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}
    with Redis.from_url(settings.REDIS_URL, retry=Retry(NoBackoff(), 0), **limits) as redis:
        redis.ping()
