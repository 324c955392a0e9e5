"""Files that are a picture and something else besides: what follows the picture, or hides in it."""

import re
import zipfile

# What a browser or a server might be talked into running. Compressed pictures hold none of it by chance.
MARKUP = re.compile(rb"<(?:script[\s>]|html[\s>]|body[\s>]|iframe\s|!doctype\s|\?php\s|svg\s[^>]{0,200}xmlns)", re.IGNORECASE)
PDF_WITHIN = 1024  # bytes, in which a reader of PDF looks for its mark


def is_something_else(kind: str, file) -> bool:
    place = file.tell()  # Whoever decodes the picture reads on from there.
    file.seek(0)
    content = file.read()
    is_archive = zipfile.is_zipfile(file)
    file.seek(place)
    return (
        is_archive
        or MARKUP.search(content) is not None
        or b"%PDF-" in content[:PDF_WITHIN]
        or has_more_than_picture(kind, content)
    )


def has_more_than_picture(kind: str, content: bytes) -> bool:
    """Whether bytes follow the end of the picture. Cameras write such into JPEG and AVIF, so there it says nothing."""
    ends = {"PNG": end_of_png, "GIF": end_of_gif, "WEBP": end_of_webp}
    return kind in ends and ends[kind](content) < len(content.rstrip(b"\0"))


def end_of_png(content: bytes) -> int:
    place = 8
    while place < len(content):
        length, kind = int.from_bytes(content[place : place + 4]), content[place + 4 : place + 8]
        place += 12 + length
        if kind == b"IEND":
            break
    return place


def end_of_gif(content: bytes) -> int:
    place = 13 + size_of_palette(content[10:11])
    while (block := content[place : place + 1]) in (b"!", b","):
        if block == b"!":
            place += 2
        else:
            place += 11 + size_of_palette(content[place + 9 : place + 10])
        while length := int.from_bytes(content[place : place + 1]):
            place += 1 + length
        place += 1
    return place + 1


def size_of_palette(flags: bytes) -> int:
    has_palette, size = int.from_bytes(flags) & 0x80, int.from_bytes(flags) & 0x07
    return 3 * 2 ** (size + 1) if has_palette else 0


def end_of_webp(content: bytes) -> int:
    return 8 + int.from_bytes(content[4:8], "little")
