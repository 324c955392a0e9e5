"""Pictures, of which only what is drawn from them is public."""

from typing import Any

from editorial.pages.absolute import absolute

from .page import AnswerPage
from .values import ADDRESS, TEXT, or_null, structure

PICTURE = structure(
    "A picture",
    {
        "url": or_null(ADDRESS),
        "width": or_null({"type": "integer"}),
        "height": or_null({"type": "integer"}),
        "alt": TEXT | {"description": "What it shows; empty where it says nothing that the texts do not say."},
        "credit": TEXT,
        "licence": TEXT,
    },
)


def picture_data(picture: Any, page: AnswerPage) -> dict[str, Any]:
    largest = picture.shown.largest if picture.shown else None
    return {
        "url": absolute(largest.url) if largest else None,
        "width": largest.width if largest else None,
        "height": largest.height if largest else None,
        "alt": picture.alt,
        "credit": picture.credit,
        "licence": picture.licence,
    }
