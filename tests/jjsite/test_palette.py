"""The colours of tokens.css as meanings: text that is read at length has seven to one, in both themes."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[2] / "jjsite/static/css/tokens.css").read_text(encoding="utf-8")
VALUES = dict(re.findall(r"--([\w-]+): ([^;]+);", TOKENS))

PROSE = [
    "color-ink",
    "color-quiet",
    "color-link",
    "color-visited",
    "color-accent",
    "color-bad",
    "color-warn",
    "color-good",
]
PAPER = ["color-page", "color-surface", "color-sunken"]


def rgb(name: str, theme: int) -> tuple[int, ...]:
    value = VALUES[name]
    if both := re.fullmatch(r"light-dark\((.+), (.+)\)", value):
        value = both[theme + 1]
    if step := re.fullmatch(r"var\(--(.+)\)", value):
        return rgb(step[1], theme)
    digits = value.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    return tuple(int(digits[place : place + 2], 16) for place in (0, 2, 4))


def luminance(color: tuple[int, ...]) -> float:
    parts = [part / 255 for part in color]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("theme", "name"), [(0, "light"), (1, "dark")])
def test_text_has_seven_to_one_on_every_ground(theme, name):
    short = {
        (text, ground): round(ratio, 2)
        for text in PROSE
        for ground in PAPER
        if (ratio := contrast(rgb(text, theme), rgb(ground, theme))) < 7
    }

    assert short == {}, name


@pytest.mark.parametrize(("text", "ground"), [("color-on-veil", "color-veil"), ("color-on-button", "color-button")])
@pytest.mark.parametrize("theme", [0, 1])
def test_what_is_to_be_pressed_has_seven_to_one(theme, text, ground):
    assert contrast(rgb(text, theme), rgb(ground, theme)) >= 7


@pytest.mark.parametrize("theme", [0, 1])
def test_edges_and_focus_have_three_to_one(theme):
    assert contrast(rgb("color-edge", theme), rgb("color-surface", theme)) >= 3
    assert contrast(rgb("color-focus", theme), rgb("color-page", theme)) >= 3
