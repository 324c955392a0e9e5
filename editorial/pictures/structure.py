"""The parts that a file consists of, read without decoding any: how many there are, and where the picture ends.

A file of a few megabytes can hold millions of parts, with each of which a decoder takes its time. Files of WebP and
AVIF are taken apart by libraries that are fast enough.
"""

from collections.abc import Iterator
from itertools import islice

MOST_PARTS = 20_000  # of real pictures the largest have a fourth of it
MOST_SCANS = 100  # of a progressive JPEG, each of which goes over the whole picture; ten are usual
MOST_FRAMES = 1_000
MOST_NOTES = 5_000  # blocks of a GIF that are no part of a frame's pixels
MOST_BLOCKS = 200_000  # blocks of pixels, of 255 bytes each as a rule


def has_too_many_parts(content: bytes) -> bool:
    if content.startswith(b"\x89PNG"):
        return more_than(MOST_PARTS, png_chunks(content))
    if content.startswith(b"\xff\xd8"):
        return more_than(MOST_PARTS, jpeg_segments(content)) or content.count(b"\xff\xda") > MOST_SCANS
    if content.startswith(b"GIF8"):
        return (
            more_than(MOST_BLOCKS, gif_blocks(content))
            or more_than(MOST_FRAMES, (mark for mark, _ in gif_blocks(content) if mark == b","))
            or more_than(MOST_NOTES, (mark for mark, _ in gif_blocks(content) if mark == b"!"))
        )
    return False


def more_than(most: int, parts: Iterator) -> bool:
    return next(islice(parts, most, None), None) is not None


def end_of_picture(content: bytes) -> int | None:
    """Where the picture ends; None where nothing is said by what follows: cameras write into JPEG and AVIF."""
    if content.startswith(b"\x89PNG"):
        return last(png_chunks(content))
    if content.startswith(b"GIF8"):
        return last(end for _, end in gif_blocks(content))
    if content.startswith(b"RIFF"):
        return 8 + int.from_bytes(content[4:8], "little")
    return None


def last(ends: Iterator[int]) -> int:
    end = 0
    for end in ends:  # noqa: B007
        pass
    return end


def png_chunks(content: bytes) -> Iterator[int]:
    """Where each chunk ends."""
    place = 8
    while place < len(content):
        is_last = content[place + 4 : place + 8] == b"IEND"
        place += 12 + int.from_bytes(content[place : place + 4])
        yield place
        if is_last:
            return


def jpeg_segments(content: bytes) -> Iterator[int]:
    """Where each segment before the first scan ends; bytes between segments count as one each."""
    place = 2
    while place < len(content):
        mark = content[place : place + 2]
        if mark == b"\xff\xda":
            return
        if mark[:1] == b"\xff" and mark != b"\xff\xff":
            place += 2 + int.from_bytes(content[place + 2 : place + 4])
        else:
            place += 1
        yield place


def gif_blocks(content: bytes) -> Iterator[tuple[bytes, int]]:
    """What each block is, and where it ends: "," begins a frame, "!" is a note, "." holds pixels, ";" ends it all."""
    place = 13 + size_of_palette(content[10:11])
    while (mark := content[place : place + 1]) in (b"!", b","):
        place += 2 if mark == b"!" else 11 + size_of_palette(content[place + 9 : place + 10])
        yield mark, place
        while length := int.from_bytes(content[place : place + 1]):
            place += 1 + length
            yield b"!" if mark == b"!" else b".", place
        place += 1
    yield b";", place + 1


def size_of_palette(flags: bytes) -> int:
    has_palette, size = int.from_bytes(flags) & 0x80, int.from_bytes(flags) & 0x07
    return 3 * 2 ** (size + 1) if has_palette else 0
