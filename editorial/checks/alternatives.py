"""Pictures that say nothing to whoever cannot see them."""

import re

from ..pictures.models import Picture
from .findings import Level, declare

missing_alt = declare("missing-alt", "Pictures without alternative text", Level.ERROR)

FILE_NAME = re.compile(r"\S+\.(?:avif|gif|heic|jpe?g|png|tiff?|webp)", re.IGNORECASE)


def find_missing_alt(records):
    """In pictures, and in the entries that show them."""
    for record in records:
        is_picture = isinstance(record, Picture)
        picture = record if is_picture else record.picture
        if picture and (fault := fault_of(picture)):
            yield missing_alt(record, fault, field="alt" if is_picture else "picture")


def fault_of(picture) -> str:
    if picture.decorative:
        return ""
    if not picture.alt.strip():
        return f"The picture “{picture}” needs a text for whoever cannot see it, or be marked as decorative."
    if FILE_NAME.fullmatch(picture.alt.strip()):
        return f"The alternative text of the picture “{picture}” is the name of a file: say what it shows."
    return ""
