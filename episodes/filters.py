from editorial.dates.partial import UNDATED
from editorial.pages.facets import ChoiceFacet, EntryFacet, RowFacet, YearFacet
from editorial.pages.filters import EntryFilterSet, SortFilter
from people.faces import told_as
from people.models import Character

from .models import Appearance, Casting, Credit, Milestone


def credit_facet(label, *jobs):
    return EntryFacet(
        label,
        "person",
        rows=lambda horizon: Credit.objects.public().open(horizon).filter(job__in=jobs),
        entry="episode",
    )


def appearances(horizon):
    """Those of whom may be named; where no horizon is chosen, what comes of them stands behind a veil."""
    shown = Appearance.objects.public().told(horizon).filter(character__in=Character.objects.public().open(horizon))
    return shown.annotate(**told_as("character", horizon, "id", "slug", "title"))


def castings(horizon):
    return Casting.objects.public().open(horizon).annotate(**told_as("character", horizon, "id"))


class SeasonFilter(EntryFilterSet):
    one, many = "season", "seasons"


class SectionFilter(EntryFilterSet):
    one, many = "chapter", "chapters"

    season = EntryFacet("Season", "season")


class EpisodeFilter(EntryFilterSet):
    one, many = "episode", "episodes"

    season = EntryFacet("Season", "season")
    director = credit_facet("Director", Credit.Job.DIRECTOR)
    writer = credit_facet("Writer", *Credit.WRITING)
    artist = credit_facet("Cover artist", Credit.Job.COVER)
    character = RowFacet(
        "Character", "told_slug", named_by="told_title", rows=appearances, entry="episode", gives_away=True
    )
    sort = SortFilter(
        usual="number",
        orders={
            "release": ("release", lambda episodes, horizon: episodes.by_release()),
            "title": ("title", lambda episodes, horizon: episodes.by_title(horizon)),
        },
    )


PRECISIONS = {
    "day": "to the day",
    "week": "to the week",
    "month": "to the month",
    "year": "to the year",
    "by": "by when",
    UNDATED: UNDATED,
}


class MilestoneFilter(EntryFilterSet):
    one, many = "event", "events"

    kind = ChoiceFacet("Kind", "kind")
    year = YearFacet("Year of the event", "happened")
    precision = RowFacet(
        "Known",
        "precision",
        named_by=PRECISIONS,
        rows=lambda horizon: Milestone.objects.public().open(horizon).with_precision(),
    )
    season = EntryFacet("Season", "season")


class AlbumFilter(EntryFilterSet):
    one, many = "album", "albums"

    season = EntryFacet("Season", "season")


# What the characters' list is narrowed by, as only the episodes know.
CHARACTER_FACETS = {
    "billing": ChoiceFacet("Billing", "billing", rows=castings, entry="told_id"),
    "episode": EntryFacet("Appears in", "episode", rows=appearances, entry="told_id", gives_away=True),
}
