from time import monotonic

from django.core.management.base import BaseCommand
from django.db import transaction

from editorial import generation, search
from editorial.links.index import reindex
from editorial.search.models import Document
from editorial.snapshot.shape import record_models

SECONDS_OF_SILENCE = 2


class Command(BaseCommand):
    help = "Make the index of links and that of the search anew. Safe to repeat; needed after changes without the desk."

    @transaction.atomic
    def handle(self, *, verbosity, **options):
        self.said_at = monotonic()
        for model in record_models():
            reindex(model.objects.iterator())
        search.rebuild(self.say if verbosity else search.silently)
        generation.move()
        if verbosity:
            self.stdout.write(f"The index of the search has {Document.objects.count()} documents.")

    def say(self, done: int, of: int) -> None:
        if monotonic() - self.said_at > SECONDS_OF_SILENCE:
            self.said_at = monotonic()
            self.stdout.write(f"{done} of {of} entries …")
            self.stdout.flush()
