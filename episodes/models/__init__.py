from .episode import Appearance, Credit, Episode
from .music import Album, Track
from .production import Milestone, Section
from .season import Casting, Company, CrewMember, Season
from .world import Answer, Carried, Connection, Release

__all__ = [
    "Album",
    "Answer",
    "Appearance",
    "Carried",
    "Casting",
    "Company",
    "Connection",
    "Credit",
    "CrewMember",
    "Episode",
    "Milestone",
    "Release",
    "Season",
    "Section",
    "Track",
]
