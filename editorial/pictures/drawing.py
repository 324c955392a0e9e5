"""Images in other sizes and formats."""

from io import BytesIO

from PIL import Image

WIDTHS = (480, 960, 1600)
THUMB = 320
PAPER = "white"  # what shows through where a format knows no transparency

# Pillow's name of each format, and how it is written. AVIF at less speed takes nine times as long.
FORMATS = {
    "avif": ("AVIF", {"quality": 60, "speed": 8}),
    "webp": ("WEBP", {"quality": 80}),
    "jpeg": ("JPEG", {"quality": 82, "progressive": True}),
}


def widths_for(image) -> list[int]:
    """From narrow to wide; what an image is too small for, its own width stands for."""
    return sorted({min(width, image.width) for width in WIDTHS})


def scaled(image, width: int):
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def square(image, focal_x: int, focal_y: int):
    """The largest square around the focal point (in per cent), at most as large as a thumb."""
    side = min(image.size)
    left, top = (
        min(max(length * focal / 100 - side / 2, 0), length - side)
        for length, focal in zip(image.size, (focal_x, focal_y), strict=True)
    )
    size = min(side, THUMB)
    box = (left, top, left + side, top + side)
    return image.resize((size, size), Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)


def encoded(image, extension: str) -> bytes:
    kind, options = FORMATS[extension]
    file = BytesIO()
    (on_paper(image) if kind == "JPEG" else image).save(file, kind, **options)
    return file.getvalue()


def on_paper(image):
    if image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, PAPER)
    paper.paste(image, mask=image)
    return paper
