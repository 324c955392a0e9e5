"""The file: a tar of parts, the last of which is the manifest with the digests of all others."""

import hashlib
import io
import json
import os
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.core.management import CommandError

from editorial.pictures.storage import sync

FORMAT = 1
MANIFEST, SECRET, MEDIA = "manifest.json", "secret-key", "media/"
OWNER_ONLY = 0o600  # It holds the key, the hashes of passwords, and what is not public.


class Writer:
    def __init__(self, file: IO[bytes]):
        self.tar = tarfile.open(fileobj=file, mode="w")  # noqa: SIM115  (`writing` closes it)
        self.digests: dict[str, str] = {}

    def add(self, name: str, file: IO[bytes]) -> None:
        part = tarfile.TarInfo(name)
        part.size = file.seek(0, os.SEEK_END)
        part.mtime, part.mode = int(time.time()), OWNER_ONLY
        file.seek(0)
        self.digests[name] = digest_of(file)
        file.seek(0)
        self.tar.addfile(part, file)

    def finish(self, manifest: dict[str, Any]) -> None:
        whole = {"format": FORMAT, **manifest, "parts": self.digests}
        self.add(MANIFEST, io.BytesIO(json.dumps(whole, indent=1).encode()))
        self.tar.close()


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """The file is there under its name once it is whole and on the disk."""
    if path.exists():
        raise CommandError(f"{path} is there already: name another file, or a folder.")
    draft = path.with_name(f".{path.name}.part")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
        with os.fdopen(descriptor, "wb") as file:
            yield Writer(file)
        sync(draft)
        os.link(draft, path)
        sync(path.parent)
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error}. Name a file where there is room for it.") from error
    finally:
        draft.unlink(missing_ok=True)


class Reader:
    def __init__(self, tar: tarfile.TarFile):
        self.tar = tar
        self.members = {member.name: member for member in tar.getmembers()}
        manifest = json.load(self.open(MANIFEST))
        if manifest["format"] != FORMAT:
            raise ValueError(f"its format is {manifest['format']}")
        self.manifest: dict[str, Any] = manifest
        self.digests: dict[str, str] = manifest["parts"]

    def open(self, name: str) -> IO[bytes]:
        file = self.tar.extractfile(self.members[name])
        if file is None:
            raise ValueError(f"{name} is no file")
        return file

    def media(self) -> list[str]:
        return sorted(name.removeprefix(MEDIA) for name in self.digests if name.startswith(MEDIA))

    def verify(self) -> None:
        """Read all of it, and find it as it was written."""
        if self.members.keys() != {*self.digests, MANIFEST}:
            raise ValueError("its parts are not those of its manifest")
        for name, digest in self.digests.items():
            with self.open(name) as file:
                if digest_of(file) != digest:
                    raise ValueError(f"{name} is not as it was written")


def digest_of(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := file.read(1_000_000):
        digest.update(block)
    return digest.hexdigest()


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """A whole archive, or an error before anything is done with it."""
    try:
        tar = tarfile.open(path, "r:")  # noqa: SIM115
    except (OSError, tarfile.TarError) as error:
        raise CommandError(f"{path} cannot be read: {error}. Name a file that `backup` made.") from error
    with tar:
        try:
            archive = Reader(tar)
            archive.verify()
        except (OSError, ValueError, KeyError, tarfile.TarError) as error:
            raise CommandError(
                f"{path} is no whole backup ({error}): take another one. Nothing was changed."
            ) from error
        yield archive
