"""The pages that list or sum up, found by what people call them."""

from typing import NamedTuple

from django.urls import reverse

from editorial.search.asking import read
from editorial.search.words import stems


class Overview(NamedTuple):
    title: str
    view: str
    words: str  # that it is asked for by as well

    @property
    def url(self) -> str:
        return reverse(self.view)


OVERVIEWS = [
    Overview("Seasons", "episodes:season-list", ""),
    Overview("Episodes", "episodes:episode-list", "episode guide titles list"),
    Overview("Appearances", "episodes:appearances", "cast characters appear by episode"),
    Overview("Chapters", "episodes:section-list", "production making of"),
    Overview("Timeline", "episodes:milestone-list", "chronology dates history events"),
    Overview("Soundtrack", "episodes:album-list", "album music songs tracks track list listing"),
    Overview(
        "Where to watch", "episodes:where-to-watch", "streaming available availability netflix disney plus removed"
    ),
    Overview("People", "people:person-list", "cast crew list actors actresses directors writers artists critics"),
    Overview("Characters", "people:character-list", "cast list roles"),
    Overview("Reception", "reviews:reception", "critical response critics scores ratings rotten tomatoes metacritic"),
    Overview("Reviews", "reviews:review-list", "critical critics grades ratings"),
    Overview("Awards", "reviews:nomination-list", "nominations nominated emmys accolades"),
    Overview("News", "news:article-list", "articles reports"),
    Overview("Predictions", "news:claim-list", "rumors rumours speculation claims"),
    Overview("Disagreements", "sources:discrepancy-list", "contradictions errors mistakes discrepancies"),
    Overview("Sources", "sources:source-list", "references citations bibliography footnotes list"),
    Overview("Publishers", "sources:publishers", "publications newspapers magazines outlets"),
    Overview("For programs", "api:docs", "api json data"),
    Overview("About", "about", "this site contact copyright"),
]
MOST = 3


def overviews_asked_by(text: str) -> list[Overview]:
    """Those that are called all of it, first those of which it is the title."""
    asked = {stem for term in read(text) for stem in term.stems}

    def missing(words: str) -> set[str]:
        return asked - set(stems(words).split())

    fitting = [each for each in OVERVIEWS if asked and not missing(f"{each.title} {each.words}")]
    return sorted(fitting, key=lambda each: len(missing(each.title)))[:MOST]
