"""What is shown of a picture: its original in several widths and formats, and a square cut out of it.

A picture notes in `renditions` what was made, and of which file and focal point:
{"file": "originals/….webp", "focal": [50, 50], "sizes": [[480, 320], [960, 640]], "thumb": "1f0c…", "side": 320}.
The files are named by the picture's token, which nobody can guess, and which is a new one for a new original; of a
thumb, by a token of its own besides.
"""

import secrets

from django.core.files.base import ContentFile
from PIL import Image

from .drawing import FORMATS, encoded, scaled, square, widths_for

FOLDER = "renditions"
THUMB_FORMATS = ["webp", "jpeg"]


def make_renditions(picture) -> None:
    """Store what is shown of a picture, unless it is there, and note it on the picture, which the caller saves.

    What was noted before stays in the storage: until the caller has committed, it is what the database names.
    """
    made = picture.renditions
    focal = [picture.focal_x, picture.focal_y]
    if (made.get("file"), made.get("focal")) == (picture.file.name, focal):
        return
    storage = picture.file.storage
    with storage.open(picture.file.name) as file, Image.open(file, formats=["WEBP"]) as original:
        original.load()
        if made.get("file") != picture.file.name:
            picture.token = secrets.token_hex(16)
            picture.width, picture.height = original.size
            made = {"file": picture.file.name, "sizes": store_widths(original, picture.token, storage)}
        thumb = square(original, *focal)
    token = secrets.token_hex(8)
    for extension in THUMB_FORMATS:
        store(thumb, thumb_name(picture.token, token, extension), storage)
    picture.renditions = made | {"focal": focal, "thumb": token, "side": thumb.width}


def store_widths(original, token: str, storage) -> list[list[int]]:
    sizes = []
    for width in widths_for(original):
        image = scaled(original, width)
        for extension in FORMATS:
            store(image, width_name(token, width, extension), storage)
        sizes.append(list(image.size))
    return sizes


def store(image, name: str, storage):
    extension = name.rpartition(".")[2]
    storage.save(f"{FOLDER}/{name}", ContentFile(encoded(image, extension)))


def width_name(token, width, extension):
    return f"{token}-{width}.{extension}"


def thumb_name(token, thumb_token, extension):
    return f"{token}-thumb-{thumb_token}.{extension}"


def rendition_names(token: str, made: dict) -> set[str]:
    """The names of the files that a picture with this token notes, as the storage knows them."""
    if not made:
        return set()
    names = [width_name(token, width, extension) for width, _ in made["sizes"] for extension in FORMATS]
    names += [thumb_name(token, made["thumb"], extension) for extension in THUMB_FORMATS]
    return {f"{FOLDER}/{name}" for name in names}
