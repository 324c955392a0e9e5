from functools import partial
from itertools import islice

from django.core.management.base import BaseCommand
from django.db import transaction

from editorial import generation, search
from editorial.links.index import CHUNK, reindex
from editorial.management.progress import Progress
from editorial.runs import one_run
from editorial.search.models import Document
from editorial.snapshot.shape import record_models


class Command(BaseCommand):
    help = "Make the index of links and that of the search anew. Safe to repeat; needed after changes without the desk."

    @one_run()
    @transaction.atomic
    def handle(self, *, verbosity, **options):
        with Progress(self.stdout, verbosity) as progress:
            self.link_all(partial(progress, "Indexing links"))
            search.rebuild(partial(progress, "Indexing words"))
        generation.move()
        if verbosity:
            self.stdout.write(f"The index of the search has {Document.objects.count()} documents.")

    def link_all(self, progress):
        done, total = 0, sum(model.objects.count() for model in record_models())
        for model in record_models():
            records = model.objects.order_by("pk").iterator(CHUNK)
            while some := list(islice(records, CHUNK)):
                reindex(some)
                done += len(some)
                progress(done, total)
