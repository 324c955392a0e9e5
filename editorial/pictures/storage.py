import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile

from django.core.files.storage import FileSystemStorage


class Unavailable(OSError):
    """Where the files are kept nobody answers, or not in time, or not to us."""


class WholeFileStorage(FileSystemStorage):
    """Files that are there whole or not at all, whenever the power fails, and that nothing overwrites."""

    def keep(self, name, content) -> None:
        """Store content under a name that follows from it, unless it is there already."""
        try:
            # It is young again: a sweep that found it unused leaves it to whoever uses it now.
            os.utime(self.path(name))
        except FileNotFoundError:
            with suppress(FileExistsError):
                self._write(name, content)

    def check(self) -> None:
        """Raise an OSError where nothing can be stored."""
        folder = Path(self.location)
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder, buffering=0) as file:
            file.write(b"written")

    def _save(self, name, content):
        while True:
            try:
                self._write(name, content)
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                return name

    def _write(self, name, content):
        """Write under another name first, and give the file its own once it is on the disk."""
        part = super()._save(str(Path(name).with_name(f".{secrets.token_hex(16)}.part")), content)
        written, path = Path(self.path(part)), Path(self.path(name))
        try:
            sync(written)
            os.link(written, path)
            sync(path.parent)
        finally:
            written.unlink()


def sync(path: Path) -> None:
    """Wait until a file, or what a folder lists, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
