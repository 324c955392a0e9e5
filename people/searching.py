"""What a search finds of people and characters: other names, and whom a page tells of as well."""

from collections.abc import Callable, Iterable

from .faces import last_of
from .models import Alias, Character, Identity


def said_of(alias: Alias) -> str:
    return "Also known as" if alias.kind == Alias.Kind.ALIAS else "Also printed as"


class Identities:
    """Which characters are told on one page, before any reader: the index's side of `faces`."""

    def __init__(self, characters: Iterable[Character], fetch: Callable):
        here = {character.pk: character for character in characters}
        pks = self.connected(here)
        identities = Identity.objects.filter(face__in=pks).select_related("face", "truth").order_by("revealed", "key")
        self.identities = list(identities)
        self.others = fetch(Character, pks - set(here))
        self.characters = here | {character.pk: character for character in self.others}
        self.groups = groups_of((identity.face_id, identity.truth_id) for identity in self.identities)

    @staticmethod
    def connected(pks: Iterable[int]) -> set[int]:
        """With all who are in truth, or seem to be, one of them: by however many steps."""
        pks = set(pks)
        groups = groups_of(Identity.objects.order_by().values_list("face", "truth"))
        return pks.union(*(groups[pk] for pk in pks if pk in groups))

    def told_with(self, character: Character, telling) -> list[Character]:
        group = self.groups.get(character.pk)
        if group is None or not telling.horizon.is_chosen:
            return [character]
        told = {
            identity.face_id: identity.truth_id
            for identity in self.identities
            if identity.face_id in group and telling.sees(identity)
        }
        if character.pk in told:
            return []
        faces = [face for face in told if last_of(told, face) == character.pk]
        return [character, *(self.characters[face] for face in sorted(faces) if telling.sees(self.characters[face]))]


def groups_of(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """{member: all of its group}, where each pair belongs together."""
    groups: dict[int, set[int]] = {}
    for one, other in pairs:
        group = groups.get(one, {one}) | groups.get(other, {other})
        groups.update(dict.fromkeys(group, group))
    return groups
