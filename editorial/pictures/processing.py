"""From what somebody uploads to a picture that is safe to keep and to show."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageCms, ImageOps

FORMATS = ["JPEG", "PNG", "WEBP", "AVIF", "GIF"]
MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 16_383  # of what WebP can hold
QUALITY = 90

# What Pillow itself refuses before it has told the size.
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def make_safe(upload) -> ContentFile:
    """Draw the picture anew: upright, in sRGB, its first frame only, with nothing of the file that came in.

    Raises ValidationError, which says what is wrong with the file.
    """
    if upload.size > MOST_BYTES:
        raise refusal("The file has more than %(most)d MB.", most=MOST_BYTES // 1024**2)
    upload.seek(0)
    try:
        with Image.open(upload, formats=FORMATS) as image:
            check_size(image)
            return encode(in_srgb(ImageOps.exif_transpose(image)))
    except ValidationError:
        raise
    except BOMBS:
        raise too_many_pixels() from None
    except Exception:  # A broken or hostile file makes a decoder raise anything.
        raise refusal(
            "This is no whole picture in one of the formats %(formats)s.", formats=", ".join(FORMATS)
        ) from None


def check_size(image):
    if image.width * image.height > MOST_PIXELS:
        raise too_many_pixels()
    if max(image.size) > LONGEST_SIDE:
        raise refusal("A side of the picture has more than %(most)d pixels.", most=LONGEST_SIDE)


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
    return image.convert(mode)


def encode(image) -> ContentFile:
    image.info.clear()  # An encoder may write down what it finds here.
    file = BytesIO()
    image.save(file, "WEBP", quality=QUALITY)
    return ContentFile(file.getvalue(), name="picture.webp")


def too_many_pixels():
    return refusal("The picture has more than %(most)d million pixels.", most=MOST_PIXELS // 1_000_000)


def refusal(message, **params):
    return ValidationError(message, code="unsafe_picture", params=params)
