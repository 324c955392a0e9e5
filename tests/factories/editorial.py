from io import BytesIO
from itertools import count

from django.core.files.base import ContentFile
from PIL import Image

from editorial.models import Picture

serial = count(1)


def make_image(kind="PNG", size=(4, 3), mode="RGB", colour="rebeccapurple", **options) -> ContentFile:
    """A file as somebody may upload it."""
    file = BytesIO()
    Image.new(mode, size, colour).save(file, kind, **options)
    return ContentFile(file.getvalue(), name=f"upload.{kind.lower()}")


def make_picture(**fields):
    number = next(serial)
    needed = {
        "key": f"picture-{number}",
        "title": f"Picture {number}",
        "alt": "A door.",
        "credit": "Us",
        "licence": "Ours",
    }
    return Picture.objects.create(**{"file": make_image("WEBP")} | needed | fields)
