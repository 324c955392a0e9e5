"""What the pages of people and characters show of the episodes."""

from editorial.pages.boxes import Box

from .grouping import by_choice
from .models import Album, Appearance, Casting, Credit, CrewMember, Track


def parts_of(person, horizon):
    castings = list(Casting.objects.public().told(horizon).filter(person=person).for_listing())
    if not castings:
        return None
    return Box("episodes/_parts_box.html", {"castings": castings}, castings)


def credits_of(person, horizon):
    found = list(Credit.objects.public().told(horizon).filter(person=person).for_listing())
    if not found:
        return None
    roles = [(Credit.ROLES[rows[0].job], rows) for _, rows in by_choice(found, "job")]
    return Box("episodes/_credits_box.html", {"roles": roles}, found)


def crew_roles_of(person, horizon):
    roles = list(CrewMember.objects.public().told(horizon).filter(person=person).for_listing())
    if not roles:
        return None
    return Box("episodes/_crew_roles_box.html", {"roles": roles}, roles)


def music_of(person, horizon):
    albums = list(Album.objects.public().told(horizon).filter(composer=person).for_listing().defer("note"))
    tracks = list(Track.objects.public().told(horizon).filter(performers=person).for_listing())
    if not albums and not tracks:
        return None
    return Box("episodes/_music_box.html", {"albums": albums, "tracks": tracks}, tracks)


def portrayals_of(character, horizon):
    castings = list(Casting.objects.public().told(horizon).filter(character__in=character.as_one).for_listing())
    if not castings:
        return None
    return Box("episodes/_portrayals_box.html", {"castings": castings}, castings)


def appearances_of(character, horizon):
    appearances = list(Appearance.objects.public().told(horizon).filter(character__in=character.as_one).for_listing())
    if not appearances:
        return None
    return Box("episodes/_appearances_box.html", {"appearances": appearances}, appearances)
