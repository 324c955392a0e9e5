"""What is shown of a picture: made with it, of its present file and focal point, and never missing."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image

from editorial.models import Picture
from editorial.pictures.renditions import rendition_names
from tests.factories.editorial import make_image, make_picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]


def halves(size, left="black", right="white") -> ContentFile:
    image = Image.new("RGB", size, right)
    image.paste(left, (0, 0, size[0] // 2, size[1]))
    file = BytesIO()
    image.save(file, "WEBP", lossless=True)
    return ContentFile(file.getvalue(), name="halves.webp")


def shown(picture) -> dict[str, Image.Image]:
    """The stored renditions, by the end of their names: “480.avif”."""
    storage = picture.file.storage
    images = {}
    for name in rendition_names(picture.token, picture.renditions):
        end = name.removeprefix(f"renditions/{picture.token}-").replace(f"-{picture.renditions['thumb']}", "")
        with storage.open(name) as file:
            images[end] = Image.open(BytesIO(file.read()))
    return images


def stored(store) -> set[str]:
    return {name for name in store.names() if name.startswith("renditions/")}


def noted(picture) -> set[str]:
    row = Picture.objects.get(pk=picture.pk)
    return rendition_names(row.token, row.renditions)


def test_three_widths_in_three_formats_and_a_square():
    picture = make_picture(file=make_image("WEBP", (1800, 900)))

    images = shown(picture)

    assert {end: (image.format, image.size) for end, image in images.items()} == {
        "480.avif": ("AVIF", (480, 240)),
        "480.webp": ("WEBP", (480, 240)),
        "480.jpeg": ("JPEG", (480, 240)),
        "960.avif": ("AVIF", (960, 480)),
        "960.webp": ("WEBP", (960, 480)),
        "960.jpeg": ("JPEG", (960, 480)),
        "1600.avif": ("AVIF", (1600, 800)),
        "1600.webp": ("WEBP", (1600, 800)),
        "1600.jpeg": ("JPEG", (1600, 800)),
        "thumb.webp": ("WEBP", (320, 320)),
        "thumb.jpeg": ("JPEG", (320, 320)),
    }
    assert (picture.width, picture.height) == (1800, 900)


@pytest.mark.parametrize(
    ("size", "sizes", "side"),
    [
        ((700, 100), [[480, 69], [700, 100]], 100),
        ((480, 480), [[480, 480]], 320),
        ((1, 1), [[1, 1]], 1),
        ((1, 3200), [[1, 3200]], 1),
        ((3200, 1), [[480, 1], [960, 1], [1600, 1]], 1),
    ],
)
def test_nothing_is_drawn_larger_than_it_is(size, sizes, side):
    picture = make_picture(file=make_image("WEBP", size))

    assert (picture.renditions["sizes"], picture.renditions["side"]) == (sizes, side)
    assert {image.size for image in shown(picture).values()} == {*map(tuple, sizes), (side, side)}


def test_transparency_stays_where_the_format_knows_it():
    images = shown(make_picture(file=make_image("WEBP", (64, 64), "RGBA", (0, 0, 0, 0))))

    assert {end: image.mode for end, image in images.items()} == {
        "64.avif": "RGBA",
        "64.webp": "RGBA",
        "64.jpeg": "RGB",
        "thumb.webp": "RGBA",
        "thumb.jpeg": "RGB",
    }
    assert images["64.jpeg"].getpixel((32, 32)) == (255, 255, 255)
    assert images["64.webp"].getpixel((32, 32))[3] == 0


@pytest.mark.parametrize(("focal_x", "colour"), [(0, 0), (25, 0), (75, 255), (100, 255)])
def test_the_square_is_cut_out_around_the_focal_point(focal_x, colour):
    picture = make_picture(file=halves((800, 100)), focal_x=focal_x)

    thumb = shown(picture)["thumb.webp"].convert("L")

    assert thumb.size == (100, 100)
    assert {abs(thumb.getpixel(place) - colour) < 12 for place in [(2, 2), (97, 50), (50, 97)]} == {True}


def test_another_focal_point_makes_another_square_only():
    picture = make_picture(file=halves((800, 100)))
    before = noted(picture)

    picture.focal_x = 10
    picture.save()

    changed = before ^ noted(picture)
    assert len(changed) == 4
    assert all("-thumb-" in name for name in changed)
    assert picture.renditions["focal"] == [10, 50]


def test_words_make_nothing_new(store):
    picture = make_picture()
    before = noted(picture), stored(store)

    picture.alt = "A door, closed."
    picture.save()
    picture.note_edit(by=None)
    picture.save(update_fields=["alt", "version"])

    assert (noted(picture), stored(store)) == before


def test_another_file_makes_everything_new_under_names_that_do_not_follow(store):
    picture = make_picture(file=halves((40, 30)))
    before, token = noted(picture), picture.token

    picture.file = halves((50, 20), "red")
    picture.save(update_fields=["file"])

    row = Picture.objects.get()
    assert (row.width, row.height) == (50, 20)
    assert row.token != token
    assert noted(picture).isdisjoint(before)
    assert noted(picture) | before == stored(store)


def test_an_older_original_is_restored_by_its_name(django_capture_on_commit_callbacks, store):
    picture = make_picture(file=halves((40, 30)))
    older, token = picture.file.name, picture.token
    with django_capture_on_commit_callbacks(execute=True):
        picture.file = halves((50, 20), "red")
        picture.save()

    with django_capture_on_commit_callbacks(execute=True):
        restored = Picture.objects.get()
        restored.file = older
        restored.save()

    row = Picture.objects.get()
    assert (row.file.name, row.width, row.height) == (older, 40, 30)
    assert shown(row)["40.webp"].size == (40, 30)
    assert row.token != token
    assert noted(row) == stored(store)


def test_what_is_replaced_goes_when_the_change_is_certain(django_capture_on_commit_callbacks, store):
    picture = make_picture(file=halves((40, 30)))
    before = noted(picture)

    with django_capture_on_commit_callbacks(execute=True):
        picture.focal_x = 10
        picture.save()
        assert before <= stored(store)

    assert noted(picture) == stored(store)


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_rolled_back_leaves_every_file_that_the_row_names(store):
    picture = make_picture(file=halves((40, 30)))
    before = noted(picture)

    with transaction.atomic():
        picture.file = halves((50, 20), "red")
        picture.save()
        transaction.set_rollback(True)

    assert noted(picture) == before <= stored(store)


def test_a_stale_save_does_not_bring_back_files_that_are_gone(django_capture_on_commit_callbacks, store):
    picture = make_picture(file=halves((40, 30)))
    stale = Picture.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        picture.focal_x = 10
        picture.save()

    with django_capture_on_commit_callbacks(execute=True):
        stale.alt = "Words that somebody typed meanwhile."
        stale.save()

    assert noted(stale) == stored(store)
    assert Picture.objects.get().renditions["focal"] == [50, 50]


def test_pictures_created_in_bulk_are_drawn_too(store):
    original = make_picture().file.name

    [picture] = Picture.objects.bulk_create(
        [Picture(key="bulk", title="Bulk", file=original, alt="A door.", credit="Us", licence="Ours")]
    )

    assert noted(picture) <= stored(store)
    assert Picture.objects.get(key="bulk").width == 4


def test_a_picture_of_before_there_were_renditions_is_drawn_when_it_is_saved(store):
    picture = make_picture()
    Picture.objects.update(token="", renditions={})

    picture = Picture.objects.get()
    assert not picture.shown
    picture.save()

    assert noted(picture) <= stored(store)
    assert Picture.objects.get().shown


def test_of_what_is_drawn_nothing_tells_of_the_original():
    images = shown(make_picture(file=make_image("WEBP", (64, 64), exif=gps())))

    assert {end: dict(image.getexif()) for end, image in images.items() if dict(image.getexif())} == {}
    assert all({"exif", "xmp", "icc_profile", "comment"}.isdisjoint(image.info) for image in images.values())


def gps():
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    exif.get_ifd(0x8825)[1] = "N"
    return exif
