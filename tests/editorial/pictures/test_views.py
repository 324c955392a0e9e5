"""A picture's renditions are as public as the entries that show it; its original is for the desk."""

from pathlib import PurePosixPath

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from editorial.models import Picture
from editorial.pictures.renditions import rendition_names
from tests.factories.editorial import make_image, make_picture
from tests.factories.people import make_person
from tests.factories.public import HIDDEN
from tests.factories.users import make_editor, make_user

USERS = {"visitor": make_user, "editor of people": lambda: make_editor("people.change_person")}


@pytest.fixture
def picture(db, store):
    return make_picture(file=make_image("WEBP", (600, 400)))


def addresses(picture):
    names = rendition_names(picture.token, picture.renditions)
    return [f"/pictures/{name.removeprefix('renditions/')}" for name in sorted(names)]


def test_every_rendition_of_a_public_picture_is_shown(client, picture, store):
    make_person(picture=picture)

    for address in addresses(picture):
        response = client.get(address)

        name = address.rpartition("/")[2]
        assert response.getvalue() == store.read(f"renditions/{name}")
        assert response["Content-Type"] == f"image/{name.rpartition('.')[2]}"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "public, max-age=300"
        assert "Vary" not in response or "Cookie" not in response["Vary"]
    assert len(addresses(picture)) == 8


def test_a_public_rendition_costs_two_queries(client, picture, django_assert_num_queries):
    make_person(picture=picture)

    with django_assert_num_queries(2):
        response = client.get(picture.get_absolute_url())

    assert response.getvalue()[:3] == b"\xff\xd8\xff"


@pytest.mark.parametrize("state", [None, *HIDDEN])
@pytest.mark.parametrize("who", ["anonymous", *USERS])
def test_a_picture_of_no_public_entry_is_not_there(client, picture, state, who):
    if state:
        make_person(picture=picture, **HIDDEN[state]())
    if who in USERS:
        client.force_login(USERS[who]())

    answers = {client.get(address).status_code for address in [*addresses(picture), picture.get_original_url()]}

    assert answers == {404}


@pytest.mark.parametrize("permission", ["editorial.view_picture", "editorial.change_picture"])
def test_editors_of_pictures_see_them_before_they_are_public(client, picture, permission):
    client.force_login(make_editor(permission))

    response = client.get(picture.get_absolute_url())

    assert response["Cache-Control"] == "private, no-store"
    assert response.getvalue()[:3] == b"\xff\xd8\xff"


@pytest.mark.parametrize("who", ["anonymous", *USERS])
def test_the_original_of_a_public_picture_is_for_the_desk_only(client, picture, who):
    make_person(picture=picture)
    if who in USERS:
        client.force_login(USERS[who]())

    assert client.get(picture.get_original_url()).status_code == 404


@pytest.mark.parametrize("folder", ["originals", "pictures"])
def test_the_desk_sees_originals_old_and_new(client, picture, store, folder):
    """Older ones lie in a folder of their own, under names of chance."""
    content = store.read(picture.file.name)
    moved = f"{folder}/{PurePosixPath(picture.file.name).name}"
    default_storage.delete(picture.file.name)
    default_storage.save(moved, ContentFile(content))
    Picture.objects.update(file=moved)
    client.force_login(make_editor("editorial.view_picture"))

    response = client.get(Picture.objects.get().get_original_url())

    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.getvalue() == content


def test_an_original_that_two_pictures_share_is_shown(client, picture, store):
    make_picture(file=make_image("WEBP", (600, 400)))
    client.force_login(make_editor("editorial.view_picture"))

    assert client.get(picture.get_original_url()).getvalue() == store.read(picture.file.name)


@pytest.mark.parametrize(
    "address",
    [
        "/pictures/unknown.webp",
        "/pictures/%00.webp",
        "/pictures/../db.sqlite3",
        "/pictures/..%2fdb.sqlite3",
        "/pictures/x.png",
        f"/pictures/{'x' * 5000}.webp",
        f"/pictures/{'0' * 32}-480.jpeg",
        "/pictures/-480.jpeg",
        "/pictures/original/unknown.webp",
        "/pictures/original/%00.webp",
        "/pictures/original/..%2f..%2fdb.sqlite3",
        "/media/originals/",
    ],
)
@pytest.mark.django_db
def test_addresses_of_no_picture_are_not_found(client, address):
    client.force_login(make_editor("editorial.change_picture"))

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("part", ["481.jpeg", "600.gif", "600.jpeg%0a", "thumb.jpeg", "thumb-0000000000000000.webp"])
def test_only_what_a_picture_notes_is_found(client, picture, part):
    make_person(picture=picture)

    assert client.get(f"/pictures/{picture.token}-{part}").status_code == 404
    assert client.get(f"/pictures/{picture.token}-600.jpeg").getvalue()


def test_what_was_replaced_is_not_found_even_before_its_file_is_gone(client, picture):
    make_person(picture=picture)
    before = picture.get_absolute_url()

    picture.file = make_image("WEBP", (20, 10))
    picture.save()

    assert client.get(before).status_code == 404


def test_a_picture_whose_files_are_gone_is_not_found(client, picture):
    client.force_login(make_editor("editorial.change_picture"))
    storage = picture.file.storage
    for name in [picture.file.name, *rendition_names(picture.token, picture.renditions)]:
        storage.delete(name)

    answers = {client.get(address).status_code for address in [*addresses(picture), picture.get_original_url()]}

    assert answers == {404}


def test_a_picture_can_only_be_looked_at(client, picture):
    assert client.post(picture.get_absolute_url()).status_code == 405
    assert client.post(picture.get_original_url()).status_code == 405


def test_addresses_tell_neither_the_upload_nor_the_record(picture):
    token = picture.token

    assert len(token) == 32
    assert {address.removeprefix(f"/pictures/{token}-")[:3] for address in addresses(picture)} == {"480", "600", "thu"}
    assert token not in picture.file.name
