"""The fixtures as batches, each of which is checked and written as a whole."""

from collections.abc import Iterator, Mapping
from itertools import chain, groupby, islice

from .lines import JsonLines
from .problems import Problem
from .reading import RawRecord, read_fixture

SIZE = 1_000  # records of JSON lines

Files = Mapping[str, bytes | JsonLines]
Batch = list[RawRecord | Problem]


def batches(files: Files) -> Iterator[Batch]:
    """The records, and what cannot be read, in the order of the files; YAML files that follow each other are one."""
    for is_by_line, group in groupby(files.items(), key=lambda file: isinstance(file[1], JsonLines)):
        read = chain.from_iterable(read_file(name, content) for name, content in group)
        if is_by_line:
            while batch := list(islice(read, SIZE)):
                yield batch
        else:
            yield list(read)


def read_file(name: str, content: bytes | JsonLines) -> Iterator[RawRecord | Problem]:
    if isinstance(content, JsonLines):
        yield from content.read(name)
    else:
        yield from chain(*read_fixture(name, content))


def are_in_batches(files: Files) -> bool:
    """Whether not all is known when the first records are looked at."""
    return any(isinstance(content, JsonLines) for content in files.values())


def lines_in(files: Files) -> int:
    """How many records of JSON lines are to come."""
    return sum(content.count() for content in files.values() if isinstance(content, JsonLines))
