import secrets

import pytest
from django.core.files.storage import default_storage

from tests.stores import KEYS, Bucket, Folder, bucket_server


@pytest.fixture(scope="session")
def server():
    with bucket_server() as address:
        yield address


@pytest.fixture(params=["folder", "bucket"])
def store(request, media_root):
    """Where the pictures of a test are kept: both places keep the same promises."""
    return Folder(media_root) if request.param == "folder" else request.getfixturevalue("bucket")


@pytest.fixture
def bucket(settings, monkeypatch, server):
    name = f"test-{secrets.token_hex(8)}"
    for variable, value in KEYS.items():
        monkeypatch.setenv(variable, value)
    keep_in(settings, name, server)
    default_storage.client.create_bucket(Bucket=name)
    return Bucket(name)


def keep_in(settings, name, address):
    options = {"bucket": name, "endpoint_url": address, "region": "us-east-1"}
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "editorial.pictures.buckets.BucketStorage", "OPTIONS": options}
    }
