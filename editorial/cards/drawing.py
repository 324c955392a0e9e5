"""A card: ink, a bruise of violet, and one hard light through blinds."""

from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageChops, ImageDraw

from .lettering import cut, face, fitted, set_in_lines

SIZE = WIDTH, HEIGHT = 1200, 630
EDITION = 1  # of this drawing: a new one makes all cards anew
COLOURS = 128

INK, BRUISE, VIOLET, PALE = "#0a0711", "#4b2790", "#6637bd", "#d2c4fb"
LIGHT, WARM = "#fff6dc", "#ffd257"

MARGIN = 72
TEXT_WIDTH = 790
WINDOW = 860  # where the light begins
TITLE_LINES = {176: 1, 144: 2, 118: 2, 100: 3, 84: 3, 68: 4}
GIST_SIZE, GIST_LEADING, GIST_LINES = 42, 52, 3
SMALL = 40


class Words(NamedTuple):
    """All that a card says."""

    kind: str
    title: str
    gist: str
    site: str


@lru_cache(maxsize=64)
def drawn(words: Words) -> bytes:
    """The card as a PNG: the same words give the same bytes. The face has capitals only."""
    words = Words(*map(str.upper, words))
    card = backdrop().copy()
    pen = ImageDraw.Draw(card)
    pen.text((MARGIN, 64), words.kind, font=face(SMALL), fill=PALE)
    below = set_title(pen, words.title)
    room = (HEIGHT - 64 - SMALL - below) // GIST_LEADING
    for line in cut(set_in_lines(words.gist, GIST_SIZE, TEXT_WIDTH), min(room, GIST_LINES)):
        pen.text((MARGIN, below), line, font=face(GIST_SIZE), fill=PALE)
        below += GIST_LEADING
    pen.text((MARGIN, HEIGHT - 64), words.site, font=face(SMALL), fill=WARM, anchor="ls")
    file = BytesIO()
    card.quantize(palette=backdrop_palette(), dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def set_title(pen, title: str) -> int:
    """With the hard shadow that titles have on the site; gives where the next line may begin."""
    size, lines = fitted(title, list(TITLE_LINES), TEXT_WIDTH, TITLE_LINES)
    top = 128
    for line in lines:
        shift = max(3, size // 28)
        pen.text((MARGIN + shift, top + shift), line, font=face(size), fill=VIOLET)
        pen.text((MARGIN, top), line, font=face(size), fill=LIGHT)
        top += size
    return top + 32


@lru_cache(maxsize=1)
def backdrop() -> Image.Image:
    ink = Image.new("RGB", SIZE, INK)
    # The bruise spreads from the upper right.
    spread = ImageChops.invert(Image.radial_gradient("L")).resize((2000, 1300)).crop((400, 620, 1600, 1250))
    bruised = Image.composite(Image.new("RGB", SIZE, BRUISE), ink, spread.point(lambda level: level * 3 // 4))
    return Image.composite(Image.new("RGB", SIZE, WARM), bruised, blinds())


def blinds() -> Image.Image:
    """Slats of light, aslant, strongest at the right edge."""
    width, height = 2 * (WIDTH - WINDOW), 2 * HEIGHT  # drawn twice as large, so that the edges come out smooth
    slats = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(slats)
    for top in range(-80, height + 720, 92):
        pen.polygon([(0, top), (width, top - 380), (width, top - 332), (0, top + 48)], fill=255)
    pen.line([(360, 0), (360, height)], fill=0, width=24)  # the window's bar
    fading = Image.linear_gradient("L").rotate(90).resize((width, height))
    light = Image.new("L", SIZE, 0)
    light.paste(ImageChops.multiply(slats, fading).reduce(2), (WINDOW, 0))
    return light


@lru_cache(maxsize=1)
def backdrop_palette() -> Image.Image:
    """The colours of the backdrop, and those of the letters from full to faint."""
    sample = backdrop().copy()
    pen = ImageDraw.Draw(sample)
    for place, colour in enumerate((PALE, LIGHT, WARM, VIOLET)):
        pen.text((20, 20 + 120 * place), "Casebook " * 3, font=face(110), fill=colour)
    return sample.quantize(COLOURS, dither=Image.Dither.NONE)
