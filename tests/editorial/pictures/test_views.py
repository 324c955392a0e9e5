"""A picture's file is as public as the entries that show it."""

import pytest

from editorial.models import Picture
from tests.factories.editorial import make_picture
from tests.factories.people import make_person
from tests.factories.public import HIDDEN
from tests.factories.users import make_editor, make_user


@pytest.fixture
def picture(db):
    return make_picture()


def test_a_picture_of_a_public_entry_is_shown(client, picture, django_assert_num_queries):
    make_person(picture=picture)

    with django_assert_num_queries(2):
        response = client.get(picture.get_absolute_url())

    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, max-age=300"
    assert "Vary" not in response or "Cookie" not in response["Vary"]
    with picture.file.open() as file:
        assert response.getvalue() == file.read()
    response.close()


@pytest.mark.parametrize("state", [None, *HIDDEN])
@pytest.mark.parametrize("who", ["anonymous", "visitor", "editor of people"])
def test_a_picture_of_no_public_entry_is_not_there(client, picture, state, who):
    if state:
        make_person(picture=picture, **HIDDEN[state]())
    users = {"visitor": make_user, "editor of people": lambda: make_editor("people.change_person")}
    if who in users:
        client.force_login(users[who]())

    assert client.get(picture.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("permission", ["editorial.view_picture", "editorial.change_picture"])
def test_editors_of_pictures_see_them_before_they_are_public(client, picture, permission):
    client.force_login(make_editor(permission))

    response = client.get(picture.get_absolute_url())

    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    response.close()


@pytest.mark.parametrize(
    "address",
    [
        "/pictures/unknown.webp",
        "/pictures/%00.webp",
        "/pictures/../db.sqlite3",
        "/pictures/..%2fdb.sqlite3",
        "/pictures/x.png",
        f"/pictures/{'x' * 5000}.webp",
    ],
)
@pytest.mark.django_db
def test_addresses_of_no_picture_are_not_found(client, address):
    assert client.get(address).status_code == 404


def test_a_picture_whose_file_is_gone_is_not_found(client, picture):
    make_person(picture=picture)
    picture.file.storage.delete(picture.file.name)

    assert client.get(picture.get_absolute_url()).status_code == 404


def test_a_picture_can_only_be_looked_at(client, picture):
    assert client.post(picture.get_absolute_url()).status_code == 405


def test_names_of_files_are_never_those_of_the_upload(picture):
    assert "upload" not in picture.file.name
    assert Picture.objects.get().get_absolute_url().startswith("/pictures/")
