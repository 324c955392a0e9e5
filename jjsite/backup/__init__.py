"""The whole site in one file, and back: the database, the files that it names, and the secret key."""

from .making import make
from .restoring import restore

__all__ = ["make", "restore"]
