"""Uploading a picture in the admin."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.db import connection

from editorial.models import Picture, Trashed
from editorial.pictures.renditions import rendition_names
from tests.editorial.pictures.hostile import FILES, NO_PICTURE
from tests.factories.editorial import make_image, make_picture
from tests.factories.people import make_person
from tests.factories.users import make_editor

from .posting import admin_url, errors_of, fields_of, save_form

FIELDS = {"key": "door", "title": "A door", "alt": "A door, ajar.", "credit": "Us", "licence": "Ours"}


def upload(name, **options):
    file = make_image(**options)
    file.name = name
    return file


NAMES = [
    "holiday.png",
    "holiday.jpg",
    "../../etc/passwd.png",
    "x" * 300 + ".png",
    "CON.png",
    ".png",
    "-rf.png",
    "a.php",
    "a.png.html",
    "a\0.png",
    "\u202egnp.exe.png",
    "holiday",
]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_an_upload_is_drawn_anew_under_a_name_of_ours(desk, media_root, name):
    save_form(desk, admin_url(Picture, "add"), **FIELDS, file=upload(name, kind="PNG", size=(40, 30)))

    picture = Picture.objects.get()
    assert (picture.width, picture.height) == (40, 30)
    assert re.fullmatch(r"originals/[0-9a-f]{64}\.webp", picture.file.name)
    assert Path(picture.file.path).read_bytes()[8:12] == b"WEBP"
    files = {str(path.relative_to(media_root)) for path in media_root.rglob("*") if path.is_file()}
    assert files == {picture.file.name} | rendition_names(picture.token, picture.renditions)


@pytest.mark.parametrize("name", FILES)
def test_hostile_files_are_an_error_of_the_field_that_keeps_what_was_typed(desk, media_root, name):
    content, message = FILES[name]
    typed = FIELDS | {"alt": "A door, ajar – “half” open. 🚪", "focal_x": "7"}

    response = save_form(desk, admin_url(Picture, "add"), **typed, file=ContentFile(content, name="door.png"))

    assert errors_of(response) == {"file": [message]}
    assert {field: fields_of(response)[field] for field in typed} == {field: [text] for field, text in typed.items()}
    assert not Picture.objects.exists()
    assert not media_root.exists()


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
        ({"file": upload("door.png"), "credit": " "}, {"credit": ["This field is required."]}),
        ({"file": ContentFile(b"", name="door.png")}, {"file": ["The submitted file is empty."]}),
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


def test_another_upload_takes_the_place_of_the_picture(desk):
    picture = make_picture()

    save_form(desk, admin_url(picture, "change"), file=upload("other.png", size=(50, 20)))

    changed = Picture.objects.get()
    assert (changed.width, changed.height, changed.version) == (50, 20, 2)
    assert changed.file.name != picture.file.name
    assert Path(picture.file.path).exists()


def test_a_refused_upload_leaves_the_picture_as_it_was(desk):
    picture = make_picture()

    response = save_form(desk, admin_url(picture, "change"), alt="Typed.", file=ContentFile(b"words", name="a.png"))

    assert errors_of(response) == {"file": [NO_PICTURE]}
    assert fields_of(response)["alt"] == ["Typed."]
    assert picture.shown.smallest.url in response.content.decode()
    assert Picture.objects.get().file.name == picture.file.name


class Watched(InMemoryUploadedFile):
    """An upload that notes how deep in transactions it is read."""

    depths: list[int] = []

    def read(self, *args):
        self.depths.append(len(connection.savepoint_ids))
        return self.file.read(*args)


class WatchedUploads(FileUploadHandler):
    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.content = BytesIO()

    def receive_data_chunk(self, raw_data, start):
        self.content.write(raw_data)

    def file_complete(self, file_size):
        return Watched(self.content, self.field_name, self.file_name, self.content_type, file_size, None)


@pytest.fixture
def depths(settings, monkeypatch):
    settings.FILE_UPLOAD_HANDLERS = [f"{__name__}.WatchedUploads"]
    monkeypatch.setattr(Watched, "depths", [])
    return Watched.depths


def test_an_upload_is_drawn_before_the_transaction_that_saves_it(desk, depths):
    """Inside, every other writer would wait for it."""
    outside = len(connection.savepoint_ids)

    save_form(desk, admin_url(Picture, "add"), **FIELDS, file=upload("door.png"))

    assert Picture.objects.exists()
    assert set(depths) == {outside}


@pytest.mark.django_db
def test_whoever_may_not_upload_has_nothing_drawn(client, depths):
    client.force_login(make_editor("editorial.view_picture"))

    response = client.post(admin_url(Picture, "add"), FIELDS | {"file": upload("door.png")})

    assert response.status_code == 403
    assert depths == []


def test_the_form_shows_the_picture_through_our_own_address(desk):
    picture = make_picture()

    page = desk.get(admin_url(picture, "change")).content.decode()

    shown = picture.shown.smallest.url
    assert f'<img class="thumbnail" src="{shown}" alt="A door." width="4" height="3"' in page
    assert 'data-focal-point="id_focal_x id_focal_y"' in page
    assert '<script src="/static/js/focal-point.js" type="module"></script>' in page
    assert "/media/" not in page


def test_the_list_shows_the_square(desk):
    picture = make_picture()

    page = desk.get(admin_url(Picture, "changelist")).content.decode()

    assert f'<img class="thumbnail" src="{picture.shown.thumb.url}" alt="A door." width="3" height="3"' in page


def test_a_picture_of_before_there_were_renditions_can_be_edited(desk):
    picture = make_picture()
    Picture.objects.update(token="", renditions={})

    save_form(desk, admin_url(picture, "change"), alt="A door, closed.")

    changed = Picture.objects.get()
    assert (changed.alt, bool(changed.shown)) == ("A door, closed.", True)


def test_a_picture_in_the_trash_comes_back_where_it_was_shown(desk):
    picture = make_picture()
    person = make_person(picture=picture)

    save_form(desk, admin_url(picture, "delete"), way="trash")
    person.refresh_from_db()
    assert (person.picture, Picture.objects.exists()) == (None, False)
    trashed = Trashed.objects.get()
    desk.post(f"/admin/trash/{trashed.pk}/", fields_of(desk.get(f"/admin/trash/{trashed.pk}/")))

    person.refresh_from_db()
    assert (person.picture.key, person.picture.file.name) == (picture.key, picture.file.name)
    assert bool(person.picture.shown) is True
