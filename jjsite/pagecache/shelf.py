"""Where pages are kept for as long as their generation lasts: so many bytes of them, the last used."""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from threading import Lock

from editorial.generation import Generation

from .asking import Question
from .page import Page

OVERHEAD = 2_000  # bytes that a page takes besides its body


class Shelf:
    """Safe to be used by many threads. Many who ask for the same at once wait for the first of them."""

    def __init__(self, most_bytes: int):
        self.most_bytes = most_bytes
        self.generation: Generation | None = None
        self.pages: OrderedDict[Question, Page] = OrderedDict()
        self.size = 0
        self.awaited: dict[tuple[Generation, Question], Future[Page]] = {}
        self.lock = Lock()

    def find(self, generation: Generation, question: Question) -> Page | None:
        if generation != self.generation:
            self.begin(generation)
        page = self.pages.get(question)
        if page is not None:
            with suppress(KeyError):  # It was dropped just now.
                self.pages.move_to_end(question)
        return page

    def begin(self, generation: Generation) -> None:
        with self.lock:
            if generation != self.generation:
                self.generation, self.pages, self.size = generation, OrderedDict(), 0

    def fetch(self, generation: Generation, question: Question, make: Callable[[], Page]) -> Page:
        """The page that is kept, or is being made, else made now. What is for one visitor alone, each makes anew."""
        with self.lock:
            if generation == self.generation and question in self.pages:
                return self.pages[question]
            awaited = self.awaited.get((generation, question))
            if awaited is None:
                ours = self.awaited[generation, question] = Future()
        if awaited is not None:
            page = awaited.result()
            return page if page.may_be_kept else make()
        try:
            page = make()
            ours.set_result(page)
            if page.may_be_kept:
                self.keep(generation, question, page)
            return page
        except BaseException as error:
            ours.set_exception(error)
            raise
        finally:
            with self.lock:
                del self.awaited[generation, question]

    def keep(self, generation: Generation, question: Question, page: Page) -> None:
        """Unless its generation ended while it was made."""
        with self.lock:
            if generation != self.generation or question in self.pages:
                return
            self.pages[question] = page
            self.size += size_of(question, page)
            while self.size > self.most_bytes:
                self.size -= size_of(*self.pages.popitem(last=False))


def size_of(question: Question, page: Page) -> int:
    return len(page.body) + len(question.path) + len(question.query) + OVERHEAD
