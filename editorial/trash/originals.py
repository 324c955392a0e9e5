"""The originals of pictures as they were, which a revision or the trash may bring back."""

from collections.abc import Iterator

from ..pictures.models import Picture
from ..revisions.models import Revision
from ..revisions.trashed import Trashed

FILE = "fields__file"


def named_in_history() -> Iterator[str]:
    """The names of all files that snapshots of pictures hold."""
    label = Picture._meta.label_lower
    for model, data in ((Revision, "data"), (Trashed, "data"), (Trashed, "copy_data")):
        names = model.objects.filter(model=label).order_by().values_list(f"{data}__{FILE}", flat=True).distinct()
        yield from filter(None, names)
