"""`python -m bench.counting ADDRESS …`: how many queries a page takes that was not seen before, as JSON."""

import json
import sys

import django
from django.conf import settings

django.setup()
settings.ALLOWED_HOSTS.append("testserver")

from django.db import connection  # noqa: E402  (the apps are ready from here on)
from django.test import Client  # noqa: E402

from editorial.generation import current, during  # noqa: E402


def queries_of(address: str) -> int:
    asked: list[str] = []

    def note(execute, sql, *rest):
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note), during(current()):
        asked.clear()
        Client().get(address)
    return len(asked)


sys.stdout.write(json.dumps({address: queries_of(address) for address in sys.argv[1:]}))
