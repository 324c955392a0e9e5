"""`python -m bench.fill site|django|raw FILE …`: load these fixtures into the empty site of the settings.

With all that the site does of it, as Django does by itself, or by nothing but inserting rows. Prints the seconds.
"""

import sys
import time

import django
from django.core.management import call_command

django.setup()

from django.core import serializers  # noqa: E402  (the apps are ready from here on)
from django.core.management.commands import loaddata  # noqa: E402
from django.db import transaction  # noqa: E402


def by_the_site(files: list[str]) -> None:
    call_command("loaddata", *files, verbosity=0)


def by_django(files: list[str]) -> None:
    call_command(loaddata.Command(), *files, verbosity=0)


def by_rows(files: list[str]) -> None:
    """Forward references are allowed: constraints are looked at when the transaction ends."""
    for file in files:
        with open(file) as stream, transaction.atomic():  # noqa: PTH123
            by_model: dict[type, list] = {}
            for each in serializers.deserialize("json", stream, handle_forward_references=False):
                by_model.setdefault(type(each.object), []).append(each.object)
            for model, records in by_model.items():
                model._base_manager.bulk_create(records, batch_size=500)


WAYS = {"site": by_the_site, "django": by_django, "raw": by_rows}
way, *names = sys.argv[1:]
began = time.perf_counter()
WAYS[way](names)
sys.stdout.write(f"{time.perf_counter() - began}\n")
