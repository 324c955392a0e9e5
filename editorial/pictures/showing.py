"""What templates show of a picture."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.urls import reverse

from ..previews.models import PreviewLink
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


# The link by which somebody without an account has been let in to see what is rendered just now.
followed: ContextVar[PreviewLink | None] = ContextVar("followed", default=None)
GUEST = "guest"
passes = signing.TimestampSigner(salt="editorial.pictures.guest-by-link")
PASS_LASTS = timedelta(hours=1)


@contextmanager
def shown_to_guests(link: PreviewLink) -> Iterator[None]:
    """Let whoever gets the page that is rendered inside see its pictures for a while, as long as the link is good."""
    before = followed.set(link)
    try:
        yield
    finally:
        followed.reset(before)


def address(name: str) -> str:
    url = reverse("pictures:rendition", args=[name])
    link = followed.get()
    if link is None:
        return url
    _, _, stamp = passes.sign(f"{name}:{link.pk}").partition(":")
    return f"{url}?{GUEST}={stamp}"


def is_guest(request, name: str) -> bool:
    """Whether somebody was given the address of this file not long ago, by a link that still leads somewhere."""
    try:
        told = passes.unsign(f"{name}:{request.GET.get(GUEST, '')}", max_age=PASS_LASTS)
    except signing.BadSignature:
        return False
    link = PreviewLink.objects.filter(pk=told.rpartition(":")[2]).select_related("by").first()
    return link is not None and link.shows_anything()
