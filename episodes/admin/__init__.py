from .episode import EpisodeAdmin
from .music import AlbumAdmin
from .production import MilestoneAdmin, SectionAdmin
from .season import SeasonAdmin
from .world import ConnectionAdmin, ReleaseAdmin

__all__ = [
    "AlbumAdmin",
    "ConnectionAdmin",
    "EpisodeAdmin",
    "MilestoneAdmin",
    "ReleaseAdmin",
    "SeasonAdmin",
    "SectionAdmin",
]
