"""Pulp covers drawn from what an episode's listing says anyway: its number chooses the scene, the words of its title
shape it. An episode whose title comes too early for the reader has a shut window for a cover.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice

WIDTH, HEIGHT = 240, 320
FLOOR = 208  # Below it stands the title.

# Around somebody in a jacket, from the left foot on: so far across and so far up, in sixtieths of the height.
FIGURE = [
    (-8, 0), (-7, 3), (-5, 5), (-5, 15), (-7, 27), (-7, 29), (-11, 33), (-10, 41), (-5, 44), (-6, 46), (-5, 53),
    (-3, 58), (0, 60), (3, 58), (5, 54), (6, 46), (5, 44), (10, 41), (12, 33), (8, 29), (8, 27), (6, 15), (7, 5),
    (9, 3), (9, 0), (3, 0), (3, 5), (1, 22), (-2, 5), (-2, 0),
]  # fmt: skip


@dataclass(frozen=True)
class Shape:
    """A path, and the ink that fills it: light, glow, dusk or night."""

    ink: str
    path: str


def cover_of(episode, horizon) -> list[Shape]:
    """The cover as somebody of that horizon may see it."""
    if episode.title_before(horizon) != episode.title:
        return list(shut_window())
    return draw(episode.number_in_series, episode.title)


def draw(number: int, title: str) -> list[Shape]:
    scene = SCENES[(number - 1) % len(SCENES)]
    return list(scene(beats(title)))


def beats(title: str) -> list[int]:
    """A rhythm of twelve from the words of a title: how long each is, 2 to 9."""
    return list(islice(cycle(max(2, min(9, len(word))) for word in title.split()), 12)) or [5] * 12


def polygon(*points: tuple[int, int]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in points) + "z"


def box(x: int, y: int, width: int, height: int) -> str:
    return f"M{x} {y}h{width}v{height}h{-width}z"


def disc(x: int, y: int, radius: int) -> str:
    arc = f"a{radius} {radius} 0 1 1 "
    return f"M{x - radius} {y}{arc}{2 * radius} 0{arc}{-2 * radius} 0z"


def somebody(x: int, y: int, height: int) -> str:
    """A figure who stands at a place."""
    return polygon(*((x + across * height // 60, y - up * height // 60) for across, up in FIGURE))


def shut_window() -> Iterator[Shape]:
    yield Shape("dusk", "".join(box(24, y, 192, 9) for y in range(24, FLOOR, 13)))
    yield Shape("night", box(118, 20, 4, FLOOR - 20))


def blinds(beats) -> Iterator[Shape]:
    yield Shape("dusk", polygon((70, 0), (240, 0), (240, 230), (20, 290)))
    slats = [(24 + 19 * row, 3 + beat) for row, beat in enumerate(beats)]
    yield Shape(
        "light", "".join(polygon((66, y), (222, y - 34), (222, y + gap - 34), (62, y + gap)) for y, gap in slats)
    )
    yield Shape("night", somebody(96, 250, 150))


def skyline(beats) -> Iterator[Shape]:
    yield Shape("light", disc(166, 84, 42))
    yield Shape(
        "glow", "".join(box(40 * place - 12, 176 - 16 * beat, 33, 150) for place, beat in enumerate(beats[1:8]))
    )
    yield Shape("dusk", "".join(box(26 * place, 182 - 11 * beat, 25, 140) for place, beat in enumerate(beats[::-1])))
    roofs = [(22 * place - 8, 218 - 9 * beat - 14 * (place % 3)) for place, beat in enumerate(beats)]
    yield Shape("night", "".join(box(x, y, 22, 150) for x, y in roofs))
    lit = [(x + 5 + 8 * (row % 2), y + 8 + 13 * row) for x, y in roofs for row in range(3)]
    yield Shape("light", "".join(box(x, y, 4, 6) for x, y in lit[::2]))


def lamp(beats) -> Iterator[Shape]:
    spread = 60 + 4 * beats[1]
    yield Shape("glow", polygon((118, 74), (122, 74), (120 + spread, 240), (120 - spread, 240)))
    yield Shape("light", f"M{120 - spread} 240a{spread} 16 0 1 0 {2 * spread} 0a{spread} 16 0 1 0 {-2 * spread} 0z")
    yield Shape("light", polygon((108, 60), (132, 60), (146, 80), (94, 80)))
    yield Shape("night", somebody(120 - 5 * beats[0], 244, 120))
    yield Shape("dusk", box(118, 0, 4, 60))


def stairs(beats) -> Iterator[Shape]:
    yield Shape("glow", box(20, 0, 200, 250))
    yield Shape(
        "light", "".join(box(44 + 76 * (beat % 2), 16 + 62 * row, 52, 34) for row, beat in enumerate(beats[:4]))
    )
    steps = "".join(
        polygon((34, 62 * row), (46, 62 * row), (212, 62 * (row + 1)), (198, 62 * (row + 1)))
        + box(24, 62 * (row + 1), 194, 5)
        for row in range(4)
    )
    yield Shape("night", steps + "".join(box(x, 0, 3, 250) for x in (30, 90, 150, 208)))


def street(beats) -> Iterator[Shape]:
    yield Shape(
        "glow", polygon((0, 0), (92, 0), (112, 116), (0, 206)) + polygon((240, 0), (148, 0), (128, 116), (240, 206))
    )
    yield Shape("dusk", polygon((112, 116), (128, 116), (240, 320), (0, 320)))
    dashes = [(126, 3), (142, 5), (164, 7), (192, 10), (226, 13)]
    yield Shape("light", "".join(box(120 - width // 2, y, width, 2 * width) for y, width in dashes))
    windows = [(8 + 16 * place, 36 + 9 * place + 3 * beat) for place, beat in enumerate(beats[:5])]
    yield Shape("light", "".join(box(x, y, 7, 10) + box(225 - x, y + 8, 7, 10) for x, y in windows) + disc(120, 88, 17))


def whirl(beats) -> Iterator[Shape]:
    for ring in range(6, 0, -1):
        ink = "glow" if ring % 2 else "night"
        yield Shape(ink, disc(120 + beats[ring] * (ring % 3 - 1), 122 + beats[ring + 1], 18 * ring))
    yield Shape("light", disc(120, 126, 13) + polygon((120, 126), (238, 12), (240, 66)))


def keyhole(beats) -> Iterator[Shape]:
    yield Shape("dusk", box(52, 22, 136, 212))
    rays = [(120, 96, 20 + 26 * place, 8 * beat) for place, beat in enumerate(beats[:8])]
    yield Shape("glow", "".join(polygon((x, y), (end, 320), (end + width // 3, 320)) for x, y, end, width in rays))
    yield Shape("light", disc(120, 92, 30) + polygon((108, 106), (132, 106), (150, 206), (90, 206)))
    yield Shape("night", somebody(120, 206, 80))


def rain(beats) -> Iterator[Shape]:
    yield Shape("glow", disc(120, 120, 92))
    drops = [
        (20 * place + 9 * row, 46 * row + 4 * beat, 2 * beat + 8)
        for row in range(5)
        for place, beat in enumerate(beats)
    ]
    yield Shape("light", "".join(f"M{x} {y}l-{long // 4} {long}h2z" for x, y, long in drops if x < WIDTH))
    yield Shape("night", somebody(120, 250, 160) + "M58 104a62 52 0 0 1 124 0z" + box(118, 60, 4, 120))


def panes(beats) -> Iterator[Shape]:
    places = [(58 + 44 * (place % 3), 30 + 46 * (place // 3)) for place in range(9)]
    for (x, y), beat in zip(places, beats, strict=False):
        yield Shape("light" if beat % 3 == 0 else "glow", box(x, y, 38, 40))
    yield Shape("dusk", polygon((58, 178), (184, 178), (226, 320), (0, 320)))
    yield Shape("night", somebody(146, 250, 130))


def lens(beats) -> Iterator[Shape]:
    yield Shape("dusk", disc(120, 120, 108))
    yield Shape("light", disc(120, 120, 84))
    turns = [(204, 120), (162, 193), (78, 193), (36, 120), (78, 47), (162, 47)]
    reach = 8 + 2 * beats[1]
    for place, (x, y) in enumerate(turns):
        after_x, after_y = turns[(place + 1) % 6]
        inner = (120 + (after_x - 120) * reach // 84, 120 + (after_y - 120) * reach // 84)
        yield Shape("night" if place % 2 else "glow", polygon((x, y), (after_x, after_y), inner))


def bottle(beats) -> Iterator[Shape]:
    yield Shape("glow", disc(120, 118, 100))
    yield Shape("light", polygon((0, 0), (30, 0), (240, 190), (240, 236)))
    yield Shape(
        "night",
        "M78 34h24v44q20 14 20 40v122h-64v-122q0-26 20-40z" + polygon((140, 176), (190, 176), (184, 240), (146, 240)),
    )
    level = 240 - 5 * beats[1]
    yield Shape("light", box(66, 150, 48, 34) + polygon((145, level - 4), (186, level - 4), (183, 236), (148, 236)))
    yield Shape("dusk", box(0, 240, 240, 80))


def bridge(beats) -> Iterator[Shape]:
    yield Shape("light", disc(60 + 12 * beats[0], 70, 30))
    yield Shape("glow", "M0 60Q60 190 120 60Q180 190 240 60V66Q180 196 120 66Q60 196 0 66z")
    yield Shape("glow", "".join(box(10 * place + 4, 92 + 6 * (place % 6), 1, 110) for place in range(24)))
    yield Shape("night", box(108, 36, 8, 220) + box(126, 36, 8, 220) + box(108, 60, 26, 6) + box(108, 110, 26, 6))
    yield Shape("dusk", box(0, 200, 240, 10))
    lights = "".join(box(20 * place + 6, 224 + 2 * beat, 3 + beat, 2) for place, beat in enumerate(beats))
    yield Shape("light", lights + "".join(disc(20 * place + 10, 196, 2) for place in range(12)))


def doorway(beats) -> Iterator[Shape]:
    lean = 4 * beats[0]
    yield Shape("light", box(88, 26, 84, 186))
    yield Shape("glow", polygon((88, 212), (172, 212), (220 + lean, 320), (10 - lean, 320)))
    yield Shape("dusk", polygon((172, 26), (206, 10), (206, 236), (172, 212)))
    yield Shape("night", somebody(126, 214, 150))


SCENES = [
    doorway, street, blinds, lens, skyline, stairs, keyhole, lamp, rain, bottle, whirl, panes, bridge,
]  # fmt: skip
