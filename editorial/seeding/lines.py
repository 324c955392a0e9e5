"""JSON lines: fixtures with a record on each line, read as it is needed, since there may be too many to hold."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any, BinaryIO, NoReturn

from .problems import Problem
from .reading import RawRecord, Unreadable, read_record

LONGEST = 10_000_000  # bytes of a line
BLOCK = 1_000_000


class JsonLines:
    """A fixture by what opens it, at its beginning each time."""

    def __init__(self, open_: Callable[[], AbstractContextManager[BinaryIO]]):
        self.open = open_

    def count(self) -> int:
        """How many lines there are."""
        count, last = 0, b"\n"
        with self.open() as stream:
            while block := stream.read(BLOCK):
                count += block.count(b"\n")
                last = block[-1:]
        return count + (last != b"\n")

    def lines(self) -> Iterator[bytes]:
        """Each with its end; of one that is too long a little more than may be."""
        with self.open() as stream:
            while line := stream.readline(LONGEST + 1):
                yield line
                while len(line) > LONGEST and not line.endswith(b"\n"):
                    line = stream.readline(LONGEST + 1)

    def read(self, file: str) -> Iterator[RawRecord | Problem]:
        for number, line in enumerate(self.lines(), 1):
            if line.strip():
                try:
                    yield read_record(file, number, parsed(line))
                except Unreadable as error:
                    yield Problem(file, str(error), number)


def parsed(line: bytes) -> Any:
    """What a line says, with the texts that YAML would give: numbers as they are written."""
    if len(line) > LONGEST:
        raise Unreadable(f"This line is longer than {LONGEST // 1_000_000} MB.")
    try:
        text = line.rstrip().decode("utf-8")
        data = json.loads(text, object_pairs_hook=each_once, parse_int=str, parse_float=str, parse_constant=refuse)
        if "\\u" in text:
            json.dumps(data, ensure_ascii=False).encode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(f"This is not UTF-8 text (byte {error.start} of the line).") from error
    except UnicodeEncodeError as error:
        raise Unreadable("Half of a surrogate pair is no character: write both halves.") from error
    except json.JSONDecodeError as error:
        raise Unreadable(f"This is not valid JSON: {error.msg} (character {error.pos + 1}).") from error
    except RecursionError as error:
        raise Unreadable("This record is nested too deeply.") from error
    return data


def each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in pairs:
        if name in values:
            raise Unreadable(f"“{name}” stands here twice.")
        values[name] = value
    return values


def refuse(constant: str) -> NoReturn:
    raise Unreadable(f"{constant} is no value: leave it out, or write null.")
