"""What templates show of a picture."""

from dataclasses import dataclass

from django.urls import reverse

from .drawing import FORMATS
from .renditions import thumb_name, width_name


@dataclass(frozen=True)
class Source:
    """One format of a picture, in several widths, as HTML wants it."""

    type: str
    srcset: str


@dataclass(frozen=True)
class Rendition:
    url: str
    width: int
    height: int


class Renditions:
    """The renditions that a picture notes, by address. Asks the database for nothing; false if there are none."""

    def __init__(self, picture):
        self.token, self.made = picture.token, picture.renditions

    def __bool__(self):
        return bool(self.made)

    @property
    def sources(self) -> list[Source]:
        return [Source(f"image/{extension}", self.srcset(extension)) for extension in FORMATS]

    def srcset(self, extension) -> str:
        return ", ".join(
            f"{address(width_name(self.token, width, extension))} {width}w" for width, _ in self.made["sizes"]
        )

    @property
    def smallest(self) -> Rendition:
        return self.sized(*self.made["sizes"][0])

    @property
    def largest(self) -> Rendition:
        return self.sized(*self.made["sizes"][-1])

    def sized(self, width, height) -> Rendition:
        return Rendition(address(width_name(self.token, width, "jpeg")), width, height)

    @property
    def thumb(self) -> Rendition:
        side = self.made["side"]
        return Rendition(address(thumb_name(self.token, self.made["thumb"], "jpeg")), side, side)


def address(name: str) -> str:
    return reverse("pictures:rendition", args=[name])
