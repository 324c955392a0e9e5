"""Files that somebody uploads to harm the site, or by mistake."""

import struct
import zlib
from io import BytesIO
from zipfile import ZipFile

from tests.factories.editorial import make_image


def png_chunk(kind, data=b""):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def make_png_header(width, height, *chunks):
    """A file of a few bytes that says it is that large."""
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    end = png_chunk(b"IDAT", zlib.compress(b"")) + png_chunk(b"IEND")
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + end


def make_png(*chunks):
    """A whole picture with these chunks in it."""
    content = make_image("PNG").read()
    return content[:33] + b"".join(chunks) + content[33:]


def make_flat_png(width, height):
    """A whole picture of that size, in as few bytes as it can be."""
    rows = zlib.compressobj(9)
    pixels = b"".join(rows.compress(bytes(1 + width // 8)) for _ in range(height)) + rows.flush()
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + png_chunk(b"IDAT", pixels) + png_chunk(b"IEND")


def make_moving_png(frames):
    return make_png(png_chunk(b"acTL", struct.pack(">II", frames, 0)))


def make_gif(blocks):
    """A whole picture with these blocks before its end."""
    return make_image("GIF").read()[:-1] + blocks + b";"


def make_moving_gif(frames):
    content = make_image("GIF").read()
    frame = content[content.index(b",") : -1]
    return make_gif(frame * (frames - 1))


def make_jpeg(segments):
    content = make_image("JPEG").read()
    return content[:2] + segments + content[2:]


def make_archive():
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("run.js", "alert(1)")
    return file.getvalue()


SCRIPT = b"<script>alert(1)</script>"

# By what they are: bytes, and what is said of them.
TOO_MANY_PIXELS = "The picture has more than 40 million pixels."
NO_PICTURE = "This is no whole picture in one of the formats JPEG, PNG, WEBP, AVIF, GIF."
MORE = "The file holds more than a picture. Save the picture anew, and upload that file."
PARTS = "The file consists of too many parts or frames. Save the picture anew, and upload that file."
FRAMES = "The picture moves through more than 1000 frames."

FILES = {
    "header of 65,000 × 65,000": (make_png_header(65_000, 65_000), TOO_MANY_PIXELS),
    "12,000 × 12,000": (make_flat_png(12_000, 12_000), TOO_MANY_PIXELS),
    "no picture": (b"only words", NO_PICTURE),
    "SVG": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", NO_PICTURE),
    "truncated PNG": (make_image("PNG", (40, 30)).read()[:-30], NO_PICTURE),
    "truncated JPEG": (make_image("JPEG", (400, 300)).read()[:-300], NO_PICTURE),
    "FITS": (b"SIMPLE  =                    T".ljust(2880), NO_PICTURE),
    "GD": (b"\xff\xfe\0\4\0\4\1\xff\xff\xff\xff".ljust(200, b"\0"), NO_PICTURE),
    "PSD": (b"8BPS\0\1" + bytes(6) + struct.pack(">HIIHH", 3, 4, 4, 8, 3) + bytes(60), NO_PICTURE),
    "GIF of 10,000 frames": (make_moving_gif(10_000), PARTS),
    "APNG of 10,000 frames": (make_moving_png(10_000), FRAMES),
    "zTXt bomb": (make_png(png_chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(50_000_000)))), NO_PICTURE),
    "iTXt bomb": (make_png(png_chunk(b"iTXt", b"a\0\1\0\0\0" + zlib.compress(bytes(50_000_000)))), NO_PICTURE),
    "PNG of many chunks": (make_png(png_chunk(b"teXt") * 1_000_000), PARTS),
    "GIF of many notes": (make_gif(b"!\xfe" + b"\1a" * 5_000_000 + b"\0"), PARTS),
    "GIF of small blocks": (make_image("GIF").read()[:-1] + b"," + bytes(9) + b"\x02" + b"\1a" * 5_000_000, PARTS),
    "JPEG of many segments": (make_jpeg(b"\xff\xfe\0\2" * 1_000_000), PARTS),
    "JPEG of many fill bytes": (make_jpeg(b"\xff" * 5_000_000), PARTS),
    "JPEG of many scans": (make_image("JPEG").read() + b"\xff\xda\0\2" * 1_000, PARTS),
    "PNG and script": (make_image("PNG").read() + SCRIPT, MORE),
    "PNG with script inside": (make_png(png_chunk(b"tEXt", b"Comment\0" + SCRIPT)), MORE),
    "PNG and anything": (make_image("PNG").read() + b"anything", MORE),
    "GIF and script": (make_image("GIF").read() + b"=1;alert(1);", MORE),
    "GIF with script inside": (make_gif(b"!\xfe" + bytes([len(SCRIPT)]) + SCRIPT + b"\0"), MORE),
    "WebP and script": (make_image("WEBP").read() + b"alert(1)", MORE),
    "JPEG and PHP": (make_image("JPEG").read() + b"<?PHP system($_GET['x']); ?>", MORE),
    "JPEG with script inside": (make_image("JPEG", comment=SCRIPT).read(), MORE),
    "AVIF and page": (make_image("AVIF").read() + b"<html >", MORE),
    "JPEG and archive": (make_image("JPEG").read() + make_archive(), MORE),
    "JPEG and PDF": (make_image("JPEG", comment=b"%PDF-1.7").read(), MORE),
}
