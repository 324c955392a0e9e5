"""Two characters until an episode says that they are one: then the one is told of with the other."""

from typing import Any

from editorial.horizon import Horizon
from people.faces import truths
from people.models import Character

from .looking_up import with_all


def truth_of(entry: Any, horizon: Horizon) -> Character | None:
    """Who somebody is in truth, where that may be told."""
    if not isinstance(entry, Character):
        return None
    truth = truths(horizon).get(entry.pk)
    return None if truth is None else Character.objects.get(pk=truth)


def note_faces(characters: list[Character], horizon: Horizon) -> None:
    """Let each know as whom else it is seen, as `told_faces_of`."""
    told = truths(horizon)
    ours = {character.pk for character in characters}
    shown = {face: truth for face, truth in told.items() if truth in ours}
    faces = with_all(Character.objects.public().told(horizon).filter(pk__in=shown).for_listing(), horizon)
    found: dict[int, list[Character]] = {pk: [] for pk in ours}
    for face in faces:
        found[shown[face.pk]].append(face)
    for character in characters:
        character.seen_as = found[character.pk]  # type: ignore[attr-defined]
