"""Words set in the one face of the cards."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from django.contrib.staticfiles import finders
from PIL import ImageFont

FACE = "fonts/league-gothic.woff2"
CUT = "…"


@lru_cache(maxsize=32)
def face(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(finders.find(FACE), size, layout_engine=ImageFont.Layout.BASIC)


def composed(text: str) -> str:
    """With letters and their accents as one, as the face has them."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def can_set(text: str) -> bool:
    """Whether the face has the capitals of all these letters."""
    return all(has_letter(letter) for letter in set(text.upper()))


@lru_cache(maxsize=4096)
def has_letter(letter: str) -> bool:
    return letter == " " or face(40).getmask(letter).getbbox() is not None


def set_in_lines(text: str, size: int, width: int) -> list[str]:
    """The text in lines of that width; a word that is longer is broken."""
    lines = [""]
    for piece in pieces(text, size, width):
        longer = f"{lines[-1]} {piece}".strip()
        if face(size).getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return [line for line in lines if line]


def pieces(text: str, size: int, width: int) -> Iterator[str]:
    for word in text.split():
        while face(size).getlength(word) > width:
            lengths = range(1, len(word))
            fitting = max(1, bisect_right(lengths, width, key=lambda n: face(size).getlength(word[:n])))
            yield word[:fitting]
            word = word[fitting:]
        yield word


def fitted(text: str, sizes: list[int], width: int, lines_at: dict[int, int]) -> tuple[int, list[str]]:
    """The largest of the sizes at which the text has no more lines than it may have; at the smallest it is cut."""
    for size in sizes:
        lines = set_in_lines(text, size, width)
        if len(lines) <= lines_at[size]:
            return size, lines
    return size, cut(lines, lines_at[size])


def cut(lines: list[str], most: int) -> list[str]:
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    return [*lines[: most - 1], f"{last.rsplit(' ', 1)[0].rstrip(' ,;:.')} {CUT}"]
