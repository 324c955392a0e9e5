"""From what somebody uploads to a picture that is safe to keep and to show."""

from io import BytesIO
from threading import Lock

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageCms, ImageOps

from .disguises import is_something_else
from .structure import MOST_FRAMES, has_too_many_parts

FORMATS = ["JPEG", "PNG", "WEBP", "AVIF", "GIF"]
MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 16_383  # of what WebP can hold
KEPT_SIDE = 3_200  # twice the widest rendition: what is larger is kept at this size
QUALITY = 90

# What Pillow itself refuses before it has told the size.
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)

# A large picture takes some hundred megabytes while it is drawn: a crowd of them waits.
ONE_AT_A_TIME = Lock()


def make_safe(upload) -> ContentFile:
    """Draw the picture anew: upright, in sRGB, its first frame only, with nothing of the file that came in.

    Raises ValidationError, which says what is wrong with the file.
    """
    if upload.size > MOST_BYTES:
        raise refusal("The file has more than %(most)d MB.", most=MOST_BYTES // 1024**2)
    upload.seek(0)
    try:
        with ONE_AT_A_TIME:
            # What was decoded is let go of before the next step, which needs as much again.
            return encode(in_srgb(decode(upload)))
    except ValidationError:
        raise
    except BOMBS:
        raise too_many_pixels() from None
    except Exception:  # A broken or hostile file makes a decoder raise anything.
        raise refusal(
            "This is no whole picture in one of the formats %(formats)s.", formats=", ".join(FORMATS)
        ) from None


def decode(upload):
    content = upload.read()
    if has_too_many_parts(content):
        raise refusal("The file consists of too many parts or frames. Save the picture anew, and upload that file.")
    with Image.open(BytesIO(content), formats=FORMATS) as image:
        check_size(image)
        check_frames(image)
        if is_something_else(content):
            raise refusal("The file holds more than a picture. Save the picture anew, and upload that file.")
        decoded = shrink(image)
    ImageOps.exif_transpose(decoded, in_place=True)
    return decoded


def check_size(image):
    if image.width * image.height > MOST_PIXELS:
        raise too_many_pixels()
    if max(image.size) > LONGEST_SIDE:
        raise refusal("A side of the picture has more than %(most)d pixels.", most=LONGEST_SIDE)


def check_frames(image):
    # Those of a GIF are counted already, which Pillow would do by reading all of it.
    if image.format != "GIF" and getattr(image, "n_frames", 1) > MOST_FRAMES:
        raise refusal("The picture moves through more than %(most)d frames.", most=MOST_FRAMES)


def shrink(image):
    """The picture no larger than it is kept. First of all steps: each of the others costs memory by the pixel."""
    size = kept_size(image)
    if size == image.size:
        return image.copy()
    image.draft(None, size)  # A JPEG is then decoded at half its size, or less.
    image.load()
    if image.mode in ("1", "P"):  # between whose values there is nothing to interpolate
        image = image.convert("RGBA" if image.has_transparency_data else "L" if image.mode == "1" else "RGB")
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def kept_size(image):
    scale = min(1, KEPT_SIDE / max(image.size))
    return tuple(max(1, round(side * scale)) for side in image.size)


def in_srgb(image):
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):  # 16 bits of grey, which convert() would cut off instead of scaling
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
        except ImageCms.PyCMSError:  # The profile is broken; the colours are taken as they stand.
            pass
    return image if image.mode == mode else image.convert(mode)


def encode(image) -> ContentFile:
    image.info.clear()  # An encoder may write down what it finds here.
    file = BytesIO()
    image.save(file, "WEBP", quality=QUALITY)
    return ContentFile(file.getvalue(), name="picture.webp")


def too_many_pixels():
    return refusal("The picture has more than %(most)d million pixels.", most=MOST_PIXELS // 1_000_000)


def refusal(message, **params):
    return ValidationError(message, code="unsafe_picture", params=params)
