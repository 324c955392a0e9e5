"""A store of pictures that does not answer, or not what was asked."""

import socket
from io import BytesIO

import pytest
from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from editorial.models import Picture
from editorial.pictures.storage import Unavailable
from tests.factories.editorial import make_image, make_picture
from tests.factories.people import make_person

from .conftest import keep_in

CANNOT = "Just now pictures cannot be stored. Wait a moment, choose the file again, and save once more."


@pytest.fixture
def gone(settings, bucket):
    """Call it to let the store go away."""

    def go():
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        keep_in(settings, "test", f"http://127.0.0.1:{port}")

    return go


def test_whatever_it_says_is_an_error_of_files(settings, bucket, server):
    with pytest.raises(FileNotFoundError):
        default_storage.open("renditions/nowhere.webp")
    with pytest.raises(SuspiciousFileOperation):
        default_storage.open("renditions/../../nowhere.webp")
    default_storage.check()

    keep_in(settings, "another-bucket", server)
    with pytest.raises(Unavailable):
        default_storage.check()
    with pytest.raises(Unavailable):
        default_storage.open("renditions/nowhere.webp")
    with pytest.raises(Unavailable):
        default_storage.save("renditions/new.webp", ContentFile(b"new"))


def test_files_are_private_and_say_what_they_are(bucket):
    default_storage.save("renditions/a.webp", ContentFile(b"a"))

    found = default_storage.client.get_object(Bucket=default_storage.bucket, Key="renditions/a.webp")
    grants = default_storage.client.get_object_acl(Bucket=default_storage.bucket, Key="renditions/a.webp")["Grants"]

    assert found["ContentType"] == "image/webp"
    assert [grant for grant in grants if "URI" in grant["Grantee"]] == []


def test_more_files_than_an_answer_holds_are_listed(bucket):
    names = [f"{number:04}.webp" for number in range(1_001)]
    for name in names:
        default_storage.client.put_object(Bucket=default_storage.bucket, Key=f"renditions/{name}", Body=b"")

    assert default_storage.listdir("renditions") == ([], names)


@pytest.mark.django_db
def test_while_it_is_gone_pages_answer_and_pictures_say_when_to_come_back(client, gone):
    picture = make_picture(file=make_image("WEBP", (600, 400)))
    person = make_person(picture=picture)
    gone()

    page, shown = client.get(person.get_absolute_url()), client.get(picture.get_absolute_url())

    assert picture.token in page.content.decode()
    assert (shown.status_code, shown["Retry-After"], shown["Cache-Control"]) == (503, "5", "no-store")


@pytest.mark.django_db
def test_while_it_is_gone_an_upload_is_refused_at_its_field(gone):
    picture = make_picture()
    gone()

    new = Picture(title="New", alt="A door.", file=ContentFile(make_image("WEBP").read(), name="new.webp"))
    for each in (picture, new):
        with pytest.raises(ValidationError) as refused:
            each.clean()
        assert refused.value.message_dict == {"file": [CANNOT]}


@pytest.mark.django_db
def test_what_cannot_be_stored_is_not_saved(gone):
    gone()

    with pytest.raises(Unavailable):
        make_picture(file=ContentFile(BytesIO(make_image("WEBP").read()).read(), name="new.webp"))

    assert not Picture.objects.exists()
