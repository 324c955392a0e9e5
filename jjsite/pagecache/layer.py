"""What stands in front of Django: a page that was seen before is answered here."""

import sqlite3
from collections.abc import Iterable
from functools import cached_property, partial

from django.db import Error

from editorial.generation import Generation

from .asking import Environ, Question, question_in
from .noticing import Noticing, noticing
from .page import Application, Page, StartResponse, make
from .shared import SharedShelf
from .shelf import Shelf

FOUND = "jjsite.pagecache.found"  # in the environ, for whoever counts


class PageCache:
    """In memory, and where there is a Redis, there for the other processes too."""

    def __init__(self, application: Application, most_bytes: int, redis_url: str = ""):
        self.application = application
        self.shelf = Shelf(most_bytes)
        self.shared = SharedShelf(redis_url) if redis_url else None

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
            ask = partial(self.fetch, environ, question, generation)
            page = self.shelf.fetch(generation, question, ask)
        return page.answer(environ, start_response)

    def fetch(self, environ: Environ, question: Question, generation: Generation) -> Page:
        """From another process, else from the site itself."""
        page = self.shared.find(generation, question) if self.shared else None
        if page is None:
            page = make(self.application, environ, question, generation)
            if self.shared and page.may_be_kept:
                self.shared.keep(generation, question, page)
        return page

    def generation(self) -> Generation | None:
        """None where it cannot be known: the site itself says then what is the matter."""
        try:
            return self.noticing()
        except (Error, sqlite3.Error):
            return None
