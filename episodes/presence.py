"""Who is in which episode: the one place that decides who stands in whose row before which reader."""

from dataclasses import dataclass

from editorial.charts import Matrix, matrix
from editorial.horizon import Horizon
from people.faces import truths
from people.models import Character

from .models import Appearance, Episode, Season

SHAPES = {
    Appearance.Manner.ON_SCREEN: "full",
    Appearance.Manner.MENTIONED: "hollow",
    Appearance.Manner.FLASHBACK: "square",
    Appearance.Manner.IMAGINED: "diamond",
    Appearance.Manner.DEAD: "cross",
}
SIGNS = {"full": "●", "hollow": "○", "square": "■", "diamond": "◇", "cross": "×"}


@dataclass(frozen=True)
class Place:
    """A character in an episode, however many faces it has there."""

    episode: Episode
    manner: str

    @property
    def shape(self) -> str:
        return SHAPES[Appearance.Manner(self.manner)]

    @property
    def sign(self) -> str:
        return SIGNS[self.shape]

    @property
    def label(self) -> str:
        return f"{self.episode.place}, {Appearance.Manner(self.manner).label}"


@dataclass(frozen=True)
class Presence:
    """A character's places among the episodes of a season, None where it has none."""

    character: Character
    places: list[Place | None]

    @property
    def filled(self) -> dict[int, str]:
        return {number: place.shape for number, place in enumerate(self.places) if place}

    @property
    def url(self) -> str:
        return f"{self.character.get_absolute_url()}#appearances"


@dataclass(frozen=True)
class SeasonPresence:
    season: Season
    episodes: list[Episode]
    rows: list[Presence]

    @property
    def chart(self) -> Matrix:
        columns = [str(episode.number_in_season) for episode in self.episodes]
        rows = [
            (row.character.title, f"{len(row.filled)} of {len(self.episodes)}", row.url, row.filled)
            for row in self.rows
        ]
        return matrix(columns, rows)

    @property
    def manners(self) -> list[tuple[str, str]]:
        """(shape, what it stands for) of those that occur."""
        used = {shape for row in self.rows for shape in row.filled.values()}
        return [(shape, manner.label) for manner, shape in SHAPES.items() if shape in used]


def presence(horizon: Horizon) -> list[SeasonPresence]:
    """By season, who is in the episodes that a reader has seen; all of them before who has not said, for a veil."""
    episodes = Episode.objects.public().told(horizon).select_related("season").order_by("season", "number_in_season")
    if horizon.withholds:
        episodes = episodes.filter(number_in_series__lte=horizon.last)
    told = truths(horizon)
    appearances = list(Appearance.objects.public().told(horizon).for_listing())
    characters = {appearance.character_id: appearance.character for appearance in appearances}
    characters |= Character.objects.public().told(horizon).in_bulk(set(told.values()))
    found: dict[int, dict[int, str]] = {}
    for appearance in appearances:
        manners = found.setdefault(told.get(appearance.character_id, appearance.character_id), {})
        manners[appearance.episode_id] = plainer(appearance.manner, manners.get(appearance.episode_id))
    by_season: dict[Season, list[Episode]] = {}
    for episode in episodes:
        by_season.setdefault(episode.season, []).append(episode)
    seasons = (of_season(season, columns, found, characters) for season, columns in by_season.items())
    return [season for season in seasons if season.rows]


def of_season(season, columns, found, characters) -> SeasonPresence:
    """Those of a season, who is in most episodes first."""
    rows = [
        Presence(
            characters[pk],
            [Place(episode, manners[episode.pk]) if episode.pk in manners else None for episode in columns],
        )
        for pk, manners in found.items()
    ]
    rows = [row for row in rows if row.filled]
    return SeasonPresence(season, columns, sorted(rows, key=lambda row: (-len(row.filled), row.character.title)))


def plainer(manner: str, other: str | None) -> str:
    """Of two faces in one episode, how the more present of them is there."""
    order = list(SHAPES)
    return manner if other is None else min(manner, other, key=order.index)
