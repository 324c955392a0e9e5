from editorial.dates.partial import UNDATED
from editorial.pages.facets import RowFacet, YearFacet, open_to
from editorial.pages.filters import EntryFilterSet, SortFilter
from people.faces import told_as
from people.models import Character

from .models import Album, Appearance, Casting, Credit, Episode, Milestone, Season, Section


def season_facet(model):
    return RowFacet(label="Season", rows=open_to(model), value="season__slug", named_by="season__title")


def credit_facet(label, *jobs):
    return RowFacet(
        label=label,
        rows=lambda horizon: Credit.objects.public().open(horizon).filter(job__in=jobs),
        entry="episode",
        value="person__slug",
        named_by="person__title",
    )


def appearances(horizon):
    """Those of whom may be named; where no horizon is chosen, what comes of them stands behind a veil."""
    shown = Appearance.objects.public().told(horizon).filter(character__in=Character.objects.public().open(horizon))
    return shown.annotate(**told_as("character", horizon, "id", "slug", "title"))


def castings(horizon):
    return Casting.objects.public().open(horizon).annotate(**told_as("character", horizon, "id"))


class SeasonFilter(EntryFilterSet):
    one, many = "season", "seasons"

    class Meta:
        model = Season
        fields = []


class SectionFilter(EntryFilterSet):
    one, many = "chapter", "chapters"

    season = season_facet(Section)

    class Meta:
        model = Section
        fields = []


class EpisodeFilter(EntryFilterSet):
    one, many = "episode", "episodes"

    season = season_facet(Episode)
    director = credit_facet("Director", Credit.Job.DIRECTOR)
    writer = credit_facet("Writer", *Credit.WRITING)
    artist = credit_facet("Cover artist", Credit.Job.COVER)
    character = RowFacet(
        label="Character",
        rows=appearances,
        entry="episode",
        value="told_slug",
        named_by="told_title",
        gives_away=True,
    )
    sort = SortFilter(
        usual="number",
        orders={
            "release": ("release", lambda episodes, horizon: episodes.by_release()),
            "title": ("title", lambda episodes, horizon: episodes.by_title(horizon)),
        },
    )

    class Meta:
        model = Episode
        fields = []


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

    kind = RowFacet(label="Kind", rows=open_to(Milestone), value="kind", named_by=dict(Milestone.Kind.choices))
    year = YearFacet(label="Year of the event", rows=open_to(Milestone), date="happened")
    precision = RowFacet(
        label="Known",
        rows=lambda horizon: Milestone.objects.public().open(horizon).with_precision(),
        value="precision",
        named_by=PRECISIONS,
    )
    season = season_facet(Milestone)

    class Meta:
        model = Milestone
        fields = []


class AlbumFilter(EntryFilterSet):
    one, many = "album", "albums"

    season = season_facet(Album)

    class Meta:
        model = Album
        fields = []


# What the characters' list is narrowed by, as only the episodes know.
CHARACTER_FACETS = {
    "billing": RowFacet(
        label="Billing", rows=castings, entry="told_id", value="billing", named_by=dict(Casting.Billing.choices)
    ),
    "episode": RowFacet(
        label="Appears in",
        rows=appearances,
        entry="told_id",
        value="episode__slug",
        named_by="episode__title",
        gives_away=True,
    ),
}
