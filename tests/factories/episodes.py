"""Makers of records about episodes, with just what they cannot be without."""

from itertools import count

from episodes.models import (
    Album,
    Appearance,
    Casting,
    Company,
    Connection,
    Credit,
    CrewMember,
    Episode,
    Milestone,
    Release,
    Season,
    Section,
    Track,
)

from .people import make_character, make_person
from .public import make_public

serial = count(1)


def make_entry(model, **fields):
    """Titled after its key, if it is given one."""
    if "key" in fields:
        fields.setdefault("title", fields["key"].replace("-", " ").capitalize())
    return make_public(model, **fields)


def make_season(number=2, **fields):
    key = fields.setdefault("key", f"season-{number}")
    return make_entry(Season, **{"number": number, "slug": str(number), "title": key.capitalize()} | fields)


def make_episode(season, number=1, **fields):
    fields.setdefault("key", f"s{season.number:02}e{number:02}")
    in_series = season.episodes_before + number
    return make_entry(Episode, season=season, **{"number_in_season": number, "number_in_series": in_series} | fields)


def make_section(season, **fields):
    return make_entry(Section, season=season, **fields)


def make_milestone(season, happened=None, **fields):
    return make_entry(Milestone, season=season, happened=happened, **{"kind": "casting"} | fields)


def make_album(season, **fields):
    return make_entry(Album, season=season, **fields)


def make_credit(episode, person=None, job="director", **fields):
    return Credit.objects.create(episode=episode, person=person or make_person(), job=job, **fields)


def make_appearance(episode, character=None, **fields):
    return Appearance.objects.create(episode=episode, character=character or make_character(), **fields)


def make_casting(season, person=None, character=None, **fields):
    return Casting.objects.create(
        season=season, person=person or make_person(), character=character or make_character(), **fields
    )


def make_crew_member(season, person=None, **fields):
    return CrewMember.objects.create(season=season, person=person or make_person(), **{"role": "Showrunner"} | fields)


def make_company(season, **fields):
    return Company.objects.create(season=season, **{"name": f"Company {next(serial)}", "role": "network"} | fields)


def make_track(album, number=1, performers=(), **fields):
    track = Track.objects.create(album=album, **{"number": number, "title": f"Track {number}"} | fields)
    track.performers.set(performers)
    return track


def make_release(season, **fields):
    return Release.objects.create(season=season, **{"key": f"release-{next(serial)}", "platform": "Screen"} | fields)


def make_connection(season, **fields):
    made = {"key": f"connection-{next(serial)}", "work": "Another work", "relation": "mentions"}
    return Connection.objects.create(season=season, **made | fields)
