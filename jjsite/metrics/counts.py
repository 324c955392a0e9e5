"""Numbers that several processes count: each in a file of its own, which all of them read and add up.

A process takes over the file of one that has ended and goes on from there, so that no sum ever goes down, and there are
never more files than there were processes at once.
"""

import fcntl
import mmap
import os
from hashlib import sha256
from itertools import count
from pathlib import Path
from threading import Lock
from typing import BinaryIO

from .series import COUNTERS, GAUGES

SERIES = [*COUNTERS, *GAUGES]
PLACES = {series: place for place, series in enumerate(SERIES)}
SIZE = 8 * len(SERIES)
LAYOUT = sha256("\n".join(SERIES).encode()).hexdigest()[:12]  # Code with other series counts in other files.


class Counts:
    def __init__(self, folder: Path):
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = first_free(folder)
        os.truncate(descriptor, SIZE)
        self.numbers = memoryview(mmap.mmap(descriptor, SIZE)).cast("d")
        self.lock = Lock()

    def add(self, *amounts: tuple[str, float]) -> None:
        with self.lock:
            for series, amount in amounts:
                self.numbers[PLACES[series]] += amount

    def set(self, *amounts: tuple[str, float]) -> None:
        with self.lock:
            for series, amount in amounts:
                self.numbers[PLACES[series]] = amount

    def sums(self) -> dict[str, float]:
        """Of all processes: what those counted that have ended counts on; what they held is gone."""
        sums = dict.fromkeys(SERIES, 0.0)
        for path in self.folder.glob(f"{LAYOUT}-*"):
            with path.open("rb") as file:
                content = file.read(SIZE)
                if len(content) < SIZE:  # Its process is just coming up.
                    continue
                numbers = memoryview(content).cast("d")
                for series in SERIES if is_held(file) else COUNTERS:
                    sums[series] += numbers[PLACES[series]]
        return sums


def is_held(file: BinaryIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False


def first_free(folder: Path) -> int:
    """The descriptor of a file that no living process holds. Its lock ends with the process, however that ends."""
    for number in count():
        descriptor = os.open(folder / f"{LAYOUT}-{number}", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
        else:
            return descriptor
    raise AssertionError
