"""Files in a bucket of an S3-compatible store. The bucket is private: whoever may see a file is sent it by the site."""

import mimetypes
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import PurePosixPath

from boto3.session import Session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import Storage

from .storage import Unavailable

# Somebody waits for the answer, and there is one thread less for all others meanwhile.
LIMITS = Config(
    connect_timeout=1, read_timeout=3, retries={"mode": "standard", "total_max_attempts": 2}, max_pool_connections=50
)
# What an answer of the store means to whoever deals with files.
MEANINGS = {404: FileNotFoundError, 409: FileExistsError, 412: FileExistsError}


class BucketStorage(Storage):
    """A file is stored by one request, so that it is there whole or not at all, and nothing overwrites it.

    Keys come from the environment, by the names that AWS gave them.
    """

    def __init__(self, bucket: str, endpoint_url: str = "", region: str = ""):
        self.bucket = bucket
        self.endpoint_url = endpoint_url or None
        self.region = region or None

    @cached_property
    def client(self):
        """One for all threads."""
        session = Session(region_name=self.region)
        # Not every store knows buckets as hosts of their own; all know them as the beginning of the path.
        config = LIMITS.merge(Config(s3={"addressing_style": "path"})) if self.endpoint_url else LIMITS
        return session.client("s3", endpoint_url=self.endpoint_url, config=config)

    def check(self) -> None:
        """Raise an OSError where nothing can be stored."""
        try:
            with asking(self.bucket):
                self.client.head_bucket(Bucket=self.bucket)
        except FileNotFoundError as error:
            raise Unavailable(f"There is no bucket {self.bucket}.") from error

    def keep(self, name, content) -> None:
        """Store content under a name that follows from it, unless it is there already."""
        try:
            self._put(name, content)
        except FileExistsError:
            self._make_young(name)

    def _make_young(self, name) -> None:
        """Copy a file onto itself: a sweep that found it unused leaves it to whoever uses it now."""
        place = self._place(name)
        with asking(name):
            self.client.copy_object(**place, CopySource=place, MetadataDirective="REPLACE", ContentType=kind_of(name))

    def _save(self, name, content):
        while True:
            try:
                self._put(name, content)
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                return name

    def _put(self, name, content) -> None:
        body = b"".join(content.chunks())
        with asking(name):
            self.client.put_object(**self._place(name), Body=body, ContentType=kind_of(name), IfNoneMatch="*")

    def _open(self, name, mode="rb"):
        with asking(name):
            body = self.client.get_object(**self._place(name))["Body"].read()
        return ContentFile(body, name)

    def exists(self, name) -> bool:
        with suppress(FileNotFoundError):
            self._head(name)
            return True
        return False

    def size(self, name) -> int:
        return self._head(name)["ContentLength"]

    def get_modified_time(self, name):
        return self._head(name)["LastModified"]

    def _head(self, name) -> dict:
        with asking(name):
            return self.client.head_object(**self._place(name))

    def delete(self, name) -> None:
        with asking(name):
            self.client.delete_object(**self._place(name))

    def listdir(self, path):
        folder = f"{path.rstrip('/')}/"
        with asking(folder):
            pages = self.client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket, Prefix=folder, Delimiter="/"
            )
            return [], [found["Key"].removeprefix(folder) for page in pages for found in page.get("Contents", [])]

    def _place(self, name) -> dict[str, str]:
        if not name.isprintable() or ".." in PurePosixPath(name).parts:
            raise SuspiciousFileOperation(f"No file is called {name!r}.")
        return {"Bucket": self.bucket, "Key": name}


def kind_of(name) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


@contextmanager
def asking(name):
    """Whatever the store says or does not say is an OSError."""
    try:
        yield
    except ClientError as error:
        status = error.response["ResponseMetadata"].get("HTTPStatusCode")
        meaning = MEANINGS.get(status)
        if meaning is None or error.response["Error"]["Code"] == "NoSuchBucket":
            raise Unavailable(f"{name}: {error}") from error
        raise meaning(name) from error
    except BotoCoreError as error:
        raise Unavailable(f"{name}: {error}") from error
