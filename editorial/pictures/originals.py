"""The originals: each file once, under the digest of its content, never changed, never deleted with a record."""

import hashlib

from django.core.exceptions import SuspiciousFileOperation
from django.db.models.fields import files

FOLDER = "originals"
FOLDERS = [FOLDER, "pictures"]  # where older ones are, under names of chance


class Original(files.FieldFile):
    def save(self, name, content, save=True):
        """Store the content under a name of its own, whatever it was called."""
        content.seek(0)
        self.name = f"{FOLDER}/{hashlib.sha256(content.read()).hexdigest()}.webp"
        content.seek(0)
        self.storage.keep(self.name, content)
        self._set_instance_attribute(self.name, content)
        self._committed = True
        if save:
            self.instance.save()

    save.alters_data = True

    def is_new(self) -> bool:
        """Whether it is stored with the next save."""
        return not self._committed

    def is_missing(self) -> bool:
        """Whether there is no such file, as when a fixture names one that nobody brought along."""
        try:
            return not self.is_new() and not self.storage.exists(self.name)
        except (SuspiciousFileOperation, ValueError):  # No file has such a name: it leads elsewhere, or holds a NUL.
            return True


class OriginalField(files.FileField):
    attr_class = Original
