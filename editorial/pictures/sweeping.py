"""Files that nothing refers to: of a save that was rolled back or broken off, of a picture that is gone."""

import datetime
from collections.abc import Iterator
from contextlib import suppress

from django.utils import timezone

from . import originals, renditions
from .keeping import kept_names
from .models import Picture

FOLDERS = [*originals.FOLDERS, renditions.FOLDER]
GRACE = datetime.timedelta(hours=1)  # in which an upload under way names the files that it has stored


def unused_files(storage) -> Iterator[str]:
    """The names of files that nothing refers to, each looked at when it is asked for."""
    # What is stored is read before what is named: a file that comes between is not yet in the first.
    unused = stored_names(storage) - named_files() - kept_names()
    return (name for name in sorted(unused) if is_old(storage, name))


def stored_names(storage) -> set[str]:
    names = set()
    for folder in FOLDERS:
        with suppress(FileNotFoundError):  # Nothing was ever stored there.
            names |= {f"{folder}/{name}" for name in storage.listdir(folder)[1]}
    return names


def named_files() -> set[str]:
    names = set()
    for file, token, made in Picture.objects.order_by().values_list("file", "token", "renditions").iterator():
        names |= {file} | renditions.rendition_names(token, made)
    return names


def is_old(storage, name) -> bool:
    try:
        return storage.get_modified_time(name) < timezone.now() - GRACE
    except FileNotFoundError:  # Somebody else was faster.
        return False
