"""What is checked about episodes and their music."""

import re

from editorial.checks import Level, declare
from sources.checks import disputes_about

from .models import Album

missing_teaser = declare("missing-teaser", "Episodes without a teaser", Level.WARNING)
missing_summary = declare("missing-summary", "Episodes without a summary", Level.WARNING)
numbers_disagree = declare("numbers-disagree", "Episodes whose two numbers disagree", Level.ERROR)
track_numbers = declare("track-numbers", "Track lists with gaps or doubled numbers", Level.WARNING)
impossible_length = declare("impossible-length", "Lengths with more than 59 seconds", Level.WARNING)
length_misread = declare("length-misread", "Lengths read otherwise than they are printed", Level.WARNING)
wrong_total = declare("wrong-total", "Albums whose tracks do not add up to their total", Level.WARNING)

CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):(\d{2})", re.ASCII)


def find_missing_texts(episodes):
    for episode in episodes:
        if not episode.teaser and "teaser" not in episode.absent:
            yield missing_teaser(episode, f"“{episode}” has no word for whoever has seen nothing.", field="teaser")
        if not episode.summary and "summary" not in episode.absent:
            yield missing_summary(episode, f"The story of “{episode}” is not told.", field="summary")


def find_wrong_numbers(episodes):
    """They may come apart after they were saved, when the season changes."""
    for episode in episodes:
        if fault := episode.numbering_fault():
            yield numbers_disagree(episode, fault, field="number_in_series")


def find_wrong_track_numbers(albums):
    disputes = disputes_about(Album)
    for album in albums:
        if (album.key, "tracks") in disputes:
            continue
        seen = set()
        for track in album.tracks.all():
            if track.number in seen:
                yield track_numbers(album, f"Two tracks of “{album}” have the number {track.number}.", track, "number")
            seen.add(track.number)
        if gaps := [number for number in range(1, max(seen, default=0)) if number not in seen]:
            others = f" and {len(gaps) - 1} more" if len(gaps) > 1 else ""
            yield track_numbers(album, f"“{album}” lists no track number {gaps[0]}{others}.", field="tracks")


def find_wrong_lengths(albums):
    """In what is printed of the album and its tracks, unless a disagreement is about it."""
    disputes = disputes_about(Album)
    for album in albums:
        if (album.key, "total_as_printed") not in disputes:
            yield from faults_of_length(album, album, "total_as_printed", "total_seconds")
        if (album.key, "tracks") not in disputes:
            for track in album.tracks.all():
                yield from faults_of_length(album, track, "length_as_printed", "seconds")


def faults_of_length(album, part, printed_name, read_name):
    printed, read = getattr(part, printed_name), getattr(part, read_name)
    match = CLOCK.fullmatch(printed)
    if match is None:
        return
    hours, minutes, seconds = (int(number or 0) for number in match.groups())
    if seconds > 59:
        yield impossible_length(album, f"“{printed}” is no length: a minute has 60 seconds.", part, printed_name)
    total = hours * 3600 + minutes * 60 + seconds
    if read is not None and read != total:
        yield length_misread(album, f"“{printed}” is {total} seconds, but is read as {read}.", part, read_name)


def find_wrong_totals(albums):
    """Where the length of every track is known, since the others may make up for the difference."""
    disputes = disputes_about(Album)
    for album in albums:
        lengths = [track.seconds for track in album.tracks.all()]
        if not lengths or None in lengths or album.total_seconds is None or (album.key, "total_as_printed") in disputes:
            continue
        if sum(lengths) != album.total_seconds:
            message = (
                f"The {len(lengths)} tracks of “{album}” come to {sum(lengths)} seconds, "
                f"but its total is read as {album.total_seconds}."
            )
            yield wrong_total(album, message, field="total_seconds")
