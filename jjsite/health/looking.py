"""Looking at something that may not answer, for as long as one is willing to wait."""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate
from threading import Lock, Thread
from typing import NamedTuple

PATIENCE = 1.5  # seconds, for all parts together


class Problem(NamedTuple):
    word: str
    reason: str


class Look:
    """One look at a time: whoever asks while somebody waits for an answer waits for the same."""

    def __init__(self, look: Callable[[], None]):
        self.look = look
        self.lock = Lock()
        self.answer: Future[None] | None = None

    def begin(self) -> Future[None]:
        with self.lock:
            if self.answer is None or self.answer.done():
                self.answer = Future()
                # A daemon: a part that never answers keeps no process from its end.
                Thread(target=self.run, args=[self.answer], daemon=True).start()
            return self.answer

    def run(self, answer: "Future[None]") -> None:
        try:
            self.look()
        except Exception as error:  # Whatever it is, the part is not well.
            answer.set_exception(error)
        else:
            answer.set_result(None)


def look_at(looks: Mapping[str, Look], patience: float = PATIENCE) -> dict[str, Problem | None]:
    end = time.monotonic() + patience
    begun = {name: look.begin() for name, look in looks.items()}
    return {name: problem_in(answer, end - time.monotonic()) for name, answer in begun.items()}


def problem_in(answer: "Future[None]", patience: float) -> Problem | None:
    try:
        answer.result(max(patience, 0))
    except TooLate:
        return Problem("slow", "It has not answered yet.")
    except Exception as error:
        return Problem("failed", f"{type(error).__name__}: {error}")
    return None
