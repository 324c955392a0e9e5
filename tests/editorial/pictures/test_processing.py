"""What becomes of an uploaded file: a harmless picture, or an error that says why not."""

import subprocess
import sys
import time
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageCms

from editorial.pictures import processing
from editorial.pictures.processing import make_safe
from tests.factories.editorial import make_image

from .hostile import FILES, NO_PICTURE, make_archive, make_moving_gif, make_png_header


def opened(file):
    return Image.open(BytesIO(file.read()))


@pytest.mark.parametrize("kind", processing.FORMATS)
def test_each_format_becomes_webp_of_the_same_size(kind):
    safe = opened(make_safe(make_image(kind, (40, 30))))

    assert (safe.format, safe.mode, safe.size) == ("WEBP", "RGB", (40, 30))


@pytest.mark.parametrize(
    ("mode", "colour", "expected"),
    [
        ("L", 255, (255, 255, 255)),
        ("I;16", 65535, (255, 255, 255)),
        ("I;16", 0, (0, 0, 0)),
        ("1", 1, (255, 255, 255)),
        ("P", 0, (0, 0, 0)),
    ],
)
def test_each_mode_is_converted(mode, colour, expected):
    safe = opened(make_safe(make_image("PNG", (8, 8), mode, colour)))

    assert safe.convert("RGB").getpixel((4, 4)) == expected


def test_transparency_stays():
    safe = opened(make_safe(make_image("PNG", (8, 8), "RGBA", (0, 0, 0, 0))))

    assert safe.mode == "RGBA"
    assert safe.getpixel((4, 4))[3] == 0


def test_colours_are_brought_into_srgb():
    wide = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    broken = make_image("PNG", (8, 8), colour="red", icc_profile=wide.tobytes())

    safe = opened(make_safe(broken))

    assert "icc_profile" not in safe.info
    assert safe.getpixel((4, 4))[0] > 240


def test_the_picture_is_upright_and_carries_nothing_else():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "A camera"
    exif.get_ifd(0x8825)[1] = "N"
    file = make_image("JPEG", (40, 30), exif=exif, comment=b"a secret")

    content = make_safe(file).read()

    safe = Image.open(BytesIO(content))
    assert safe.size == (30, 40)
    assert dict(safe.getexif()) == {}
    assert {"exif", "xmp", "icc_profile", "comment"}.isdisjoint(safe.info)
    assert b"A camera" not in content
    assert b"a secret" not in content


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_only_the_first_frame_stays(kind):
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("black", "white", "red")]
    file = BytesIO()
    frames[0].save(file, kind, save_all=True, append_images=frames[1:])

    safe = opened(make_safe(ContentFile(file.getvalue(), name="moving")))

    assert getattr(safe, "n_frames", 1) == 1
    assert max(safe.convert("RGB").getpixel((4, 4))) < 10


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a<script>alert(1)</script>",
        make_image("PNG", (40, 30)).read()[:-30],
        make_image("JPEG", (400, 300)).read()[:-300],
        make_image("BMP").read(),
        make_image("TIFF").read(),
        make_image("PPM").read(),
        make_image("ICO", (16, 16)).read(),
        make_png_header(8, 8),
        make_png_header(0, 0),
    ],
)
def test_what_is_no_whole_picture_of_a_known_format_is_refused(content):
    with pytest.raises(ValidationError) as refused:
        make_safe(ContentFile(content, name="picture.png"))

    assert refused.value.messages == [NO_PICTURE]


@pytest.mark.parametrize(("width", "height"), [(8_000, 5_001), (10_000, 10_000), (20_000, 19_000), (65_000, 65_000)])
def test_too_many_pixels_are_refused_before_any_is_drawn(width, height):
    with pytest.raises(ValidationError) as refused:
        make_safe(ContentFile(make_png_header(width, height), name="picture.png"))

    assert refused.value.messages == ["The picture has more than 40 million pixels."]


def test_a_side_that_is_too_long_is_refused():
    with pytest.raises(ValidationError) as refused:
        make_safe(ContentFile(make_png_header(16_384, 1), name="picture.png"))

    assert refused.value.messages == ["A side of the picture has more than 16383 pixels."]


def test_too_many_bytes_are_refused():
    with pytest.raises(ValidationError) as refused:
        make_safe(ContentFile(bytes(processing.MOST_BYTES + 1), name="picture.png"))

    assert refused.value.messages == ["The file has more than 20 MB."]


@pytest.mark.parametrize("name", FILES)
def test_hostile_files_are_refused_within_a_second(name):
    content, message = FILES[name]
    began = time.process_time()

    with pytest.raises(ValidationError) as refused:
        make_safe(ContentFile(content, name="picture.png"))

    assert refused.value.messages == [message]
    assert time.process_time() - began < 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_what_is_larger_than_needed_is_kept_smaller_and_upright(kind):
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    image = Image.new("RGB", (4000, 1000), "white")
    image.paste("black", (0, 0, 1000, 1000))
    file = BytesIO()
    image.save(file, kind, exif=exif)

    safe = opened(make_safe(ContentFile(file.getvalue(), name="large")))

    assert safe.size == (800, 3200)
    assert [max(safe.getpixel((400, y))) < 20 for y in (400, 2800)] == [True, False]


@pytest.mark.parametrize(
    ("mode", "colour", "expected"),
    [
        ("1", 1, (255, 255, 255)),
        ("L", 128, (128, 128, 128)),
        ("LA", (255, 255), (255, 255, 255)),
        ("P", 0, (0, 0, 0)),
        ("I;16", 65535, (255, 255, 255)),
        ("RGBA", (255, 255, 255, 255), (255, 255, 255)),
    ],
)
def test_each_mode_is_made_smaller(mode, colour, expected):
    safe = opened(make_safe(make_image("PNG", (3300, 33), mode, colour)))

    assert safe.size == (3200, 32)
    assert max(abs(a - b) for a, b in zip(safe.convert("RGB").getpixel((1600, 16)), expected, strict=True)) < 3


def test_a_jpeg_for_print_becomes_one_for_screens():
    safe = opened(make_safe(make_image("JPEG", (40, 30), "CMYK", (0, 0, 0, 0))))

    assert (safe.mode, safe.getpixel((20, 15))) == ("RGB", (255, 255, 255))


@pytest.mark.parametrize("frames", [2, 1000])
def test_what_moves_a_while_is_taken_for_its_first_frame(frames):
    assert opened(make_safe(ContentFile(make_moving_gif(frames), name="moving.gif"))).size == (4, 3)


@pytest.mark.parametrize("kind", ["JPEG", "AVIF"])
def test_what_a_camera_adds_to_its_file_is_no_offence(kind):
    content = make_image(kind, (40, 30)).read() + b"\0\0\0\x10free trailer of a camera"

    assert opened(make_safe(ContentFile(content, name="photo"))).size == (40, 30)


def test_zeros_after_a_picture_are_no_offence():
    content = make_image("PNG", (40, 30)).read() + bytes(100)

    assert opened(make_safe(ContentFile(content, name="padded.png"))).size == (40, 30)


def test_an_archive_is_no_picture():
    with pytest.raises(ValidationError) as refused:
        make_safe(ContentFile(make_archive(), name="picture.png"))

    assert refused.value.messages == [NO_PICTURE]


LARGE = """
import resource, sys
from django.core.files.base import File
from editorial.pictures.processing import make_safe
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with open(sys.argv[1], "rb") as file:
    make_safe(File(file))
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_a_photograph_of_39_megapixels_takes_little_memory(tmp_path):
    path = tmp_path / "large.jpg"
    Image.effect_noise((902, 676), 60).resize((7216, 5408)).convert("RGB").save(path)

    measured = subprocess.run([sys.executable, "-c", LARGE, path], capture_output=True, text=True, check=True)

    assert int(measured.stdout) < 200
