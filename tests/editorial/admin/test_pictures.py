"""Uploading a picture in the admin."""

import pytest

from editorial.models import Picture
from tests.factories.editorial import make_image, make_picture
from tests.factories.people import make_person

from .posting import admin_url, errors_of, fields_of, save_form

FIELDS = {"key": "door", "title": "A door", "alt": "A door, ajar.", "credit": "Us", "licence": "Ours"}


def upload(name, **options):
    file = make_image(**options)
    file.name = name
    return file


@pytest.mark.parametrize(
    "name", ["holiday.png", "../../etc/passwd.png", "x" * 300 + ".png", "CON.png", ".png", "a.php"]
)
def test_an_upload_is_drawn_anew_under_a_name_of_ours(desk, name):
    save_form(desk, admin_url(Picture, "add"), **FIELDS, file=upload(name, kind="PNG", size=(40, 30)))

    picture = Picture.objects.get()
    assert (picture.width, picture.height) == (40, 30)
    with picture.file.open() as file:
        assert file.read()[8:12] == b"WEBP"
    assert len(picture.file.name) == len("pictures/.webp") + 22


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({}, {"file": ["This field is required."]}),
        (
            {"file": upload("door.png", kind="BMP")},
            {"file": ["This is no whole picture in one of the formats JPEG, PNG, WEBP, AVIF, GIF."]},
        ),
        (
            {"file": upload("door.png"), "alt": ""},
            {"alt": ["Say what the picture shows, or mark it as decorative."]},
        ),
        (
            {"file": upload("door.png"), "decorative": "on"},
            {"alt": ["A decorative picture has no alternative text: empty one of the two."]},
        ),
        ({"file": upload("door.png"), "licence": ""}, {"licence": ["This field is required."]}),
        (
            {"file": upload("door.png"), "focal_x": "101"},
            {"focal_x": ["Ensure this value is less than or equal to 100."]},
        ),
    ],
)
def test_what_is_missing_or_unsafe_is_an_error_of_its_field(desk, changes, errors):
    response = save_form(desk, admin_url(Picture, "add"), **FIELDS | changes)

    assert errors_of(response) == errors
    assert not Picture.objects.exists()


def test_the_picture_stays_while_its_words_change(desk):
    picture = make_picture()

    save_form(desk, admin_url(picture, "change"), alt="A door, closed.")

    changed = Picture.objects.get()
    assert (changed.alt, changed.file.name, changed.version) == ("A door, closed.", picture.file.name, 2)


def test_the_form_shows_the_picture_through_our_own_address(desk):
    picture = make_picture()

    page = desk.get(admin_url(picture, "change")).content.decode()

    assert f'<img class="thumbnail" src="{picture.get_absolute_url()}" alt="A door." width="4" height="3"' in page
    assert "/media/" not in page


def test_a_picture_in_use_is_not_deleted(desk):
    picture = make_picture()
    make_person(picture=picture)

    desk.post(admin_url(picture, "delete"), {"post": "yes"})

    assert fields_of(desk.get(admin_url(picture, "change")))["title"] == [picture.title]
