"""The series and all that belongs to its seasons in the words of schema.org."""

from django.utils.text import slugify

from editorial.horizon import NEWCOMER
from editorial.pages import schema
from editorial.pages.absolute import absolute

from .models import Album, Credit, Episode, Milestone, Season, Section

SERIES = Season._meta.get_field("series").default


def the_series(name=SERIES):
    return {"@type": "TVSeries", "@id": absolute(f"/#{slugify(name)}"), "name": name}


def season(season):
    episodes = season.episodes.public().told(NEWCOMER).select_related("season").only(*EPISODE_NAMED_BY)
    return {
        "partOfSeries": the_series(season.series),
        "seasonNumber": season.number,
        "numberOfEpisodes": season.episode_count,
        "startDate": schema.date_of(season.released),
        "episode": [schema.reference(episode) | place(episode) for episode in episodes],
        "actor": [role(casting) for casting in schema.told(season.public_castings)],
    }


EPISODE_NAMED_BY = ["title", "slug", "number_in_series", "number_in_season", "season__number"]


def role(casting):
    """Somebody in a part, as schema.org has it: the role stands where the actor would."""
    return {
        "@type": "PerformanceRole",
        "characterName": casting.character.title,
        "actor": schema.reference(casting.person),
    }


def episode(episode):
    told = schema.told(episode.public_credits)
    minutes = episode.runtime_minutes
    return {
        **place(episode),
        "partOfSeason": schema.reference(episode.season),
        "partOfSeries": the_series(episode.season.series),
        "datePublished": schema.date_of(episode.released),
        "timeRequired": schema.duration(minutes and 60 * minutes),
        "director": credited(told, [Credit.Job.DIRECTOR]),
        "author": credited(told, Credit.WRITING),
    }


def place(episode):
    return {"episodeNumber": episode.number_in_season}


def credited(rows, jobs):
    people = {credit.person_id: credit.person for credit in rows if credit.job in jobs}
    return [schema.reference(person) for person in people.values()]


def album(album):
    tracks = [track(row) for row in schema.told(album.public_tracks)]
    return {
        "byArtist": schema.reference_if_told(album.composer),
        "about": schema.reference(album.season),
        "datePublished": schema.date_of(album.released),
        "numTracks": len(tracks),
        "track": tracks,
    }


def track(row):
    said = {
        "@type": "MusicRecording",
        "name": row.title,
        "position": row.number,
        "duration": schema.duration(row.seconds),
    }
    return schema.filled(said)


def milestone(milestone):
    return {"about": schema.reference(milestone.season), "startDate": schema.date_of(milestone.happened)}


def section(section):
    return {"about": schema.reference(section.season), "headline": section.title}


def register():
    schema.register(Season, "TVSeason", season)
    schema.register(Episode, "TVEpisode", episode)
    schema.register(Album, "MusicAlbum", album)
    schema.register(Milestone, "Event", milestone)
    schema.register(Section, "Article", section)
