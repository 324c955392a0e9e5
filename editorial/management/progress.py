"""How far a long command is: on a terminal a bar for each phase, elsewhere a line every few seconds."""

from time import monotonic

WIDTH = 30
SECONDS_OF_SILENCE = 2
SECONDS_OF_A_FRAME = 0.1


class Progress:
    """Called with a phase and how much of it is done. Of no verbosity it tells nothing."""

    def __init__(self, stream, verbosity: int):
        self.stream = stream
        self.is_silent = verbosity == 0
        self.is_drawn = not self.is_silent and stream.isatty()
        self.phase = ""
        self.at = monotonic()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *error) -> None:
        if self.is_drawn and self.phase:
            self.stream.write("")  # Ends the line of the last bar.

    def __call__(self, phase: str, done: int, of: int) -> None:
        if self.is_drawn:
            self.draw(phase, done, of)
        elif not self.is_silent and self.has_waited(SECONDS_OF_SILENCE):
            self.stream.write(f"{phase}: {done} of {of} …")
            self.stream.flush()

    def draw(self, phase: str, done: int, of: int) -> None:
        is_next = phase != self.phase
        if is_next and self.phase:
            self.stream.write("")
        if is_next or done == of or self.has_waited(SECONDS_OF_A_FRAME):
            self.stream.write(f"\r{phase:<20} {bar(done, of)} {done} of {of}", ending="")
            self.stream.flush()
        self.phase = phase

    def has_waited(self, seconds: float) -> bool:
        if monotonic() - self.at < seconds:
            return False
        self.at = monotonic()
        return True


def bar(done: int, of: int) -> str:
    filled = WIDTH * min(done, of) // max(of, 1)
    return f"[{'#' * filled}{'.' * (WIDTH - filled)}]"
