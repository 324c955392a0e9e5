"""What stands in front of Django: a page that was seen before is answered here."""

import sqlite3
from collections.abc import Iterable
from functools import cached_property, partial

from django.db import Error

from editorial.generation import Generation

from .asking import Environ, question_in
from .noticing import Noticing, noticing
from .page import Application, StartResponse, make
from .shelf import Shelf

FOUND = "jjsite.pagecache.found"  # in the environ, for whoever counts


class PageCache:
    def __init__(self, application: Application, most_bytes: int):
        self.application = application
        self.shelf = Shelf(most_bytes)

    @cached_property
    def noticing(self) -> Noticing:
        """Made with the first request, in the process that answers it."""
        return noticing()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        question = question_in(environ)
        generation = self.generation() if question else None
        if question is None or generation is None:
            return self.application(environ, start_response)
        page = self.shelf.find(generation, question)
        environ[FOUND] = "hit" if page else "miss"
        if page is None:
            ask = partial(make, self.application, environ, question, generation)
            page = self.shelf.fetch(generation, question, ask)
        return page.answer(environ, start_response)

    def generation(self) -> Generation | None:
        """None where it cannot be known: the site itself says then what is the matter."""
        try:
            return self.noticing()
        except (Error, sqlite3.Error):
            return None
