"""Texts that name a character and who it is in truth side by side before the story does.

Side by side is in one paragraph, or in a paragraph of what belongs to one of the two: its page, a row about it.
Named is who is linked, or called by the whole title of the entry.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from editorial import horizon, kinds
from editorial.checks import Level, declare, once_a_run
from editorial.checks.registry import references_of
from editorial.checks.texts import texts_of

from ..models import Character, Identity

early_identity = declare("early-identity", "Identities named before they are revealed", Level.ERROR)

ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
WORD = re.compile(r"\w+")


def find_early_identities(records):
    secrets = secrets_kept()
    if not secrets.identities:
        return
    episodes = horizon.episodes()
    numbers = {episode.code: episode.number for episode in episodes}
    labels = {episode.number: episode.label for episode in reversed(episodes)}
    for record in records:
        for part, field, identity in early_in(record, secrets, numbers):
            until = labels.get(identity.known_from(), f"episode {identity.known_from()} of the series")
            message = (
                f"This names “{identity.face}” and “{identity.truth}” side by side, "
                f"but that they are one is told in {until}: veil it, or give it that horizon."
            )
            both = [ref_of(identity.face), ref_of(identity.truth)]
            yield early_identity(record, message, part, field, about=both)


class Secrets:
    """The identities that are revealed at some time, found by how a text would name the face."""

    def __init__(self, identities: list[Identity]):
        self.identities = identities
        self.by_ref: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.by_word: dict[str, list[int]] = defaultdict(list)
        for place, identity in enumerate(identities):
            self.by_ref[ref_of(identity.face)].append(place)
            first_word = WORD.search(name_of(identity.face))
            self.by_word[first_word[0] if first_word else ""].append(place)

    def possibly_in(self, text, owners) -> list[Identity]:
        """Those whose face such a text may name: few of many."""
        refs = {stretch.ref for paragraph in text.paragraphs for stretch in paragraph if stretch.ref}
        refs |= {ref_of(owner) for owner in owners if isinstance(owner, Character)}
        words = set(WORD.findall(" ".join(map(words_of, text.paragraphs)))) | {""}
        places = {place for ref in refs for place in self.by_ref.get(ref, ())}
        places |= {place for word in words for place in self.by_word.get(word, ())}
        return [self.identities[place] for place in sorted(places)]


@once_a_run
def secrets_kept() -> Secrets:
    return Secrets([each for each in Identity.objects.select_related("face", "truth") if each.known_from()])


def early_in(record, secrets, numbers) -> Iterator[tuple]:
    """(part, field, identity) for each text that whoever has not seen the revelation would read."""
    for text in texts_of(record):
        owners = owners_of(record, text.part)
        for identity in secrets.possibly_in(text, owners):
            seen = identity.known_from() - 1
            if text.told_from > seen:
                continue
            for paragraph in text.paragraphs:
                open_ = [stretch for stretch in paragraph if stretch.known_from(text.told_from, numbers) <= seen]
                if names_both(identity, owners, open_):
                    yield text.part, text.field, identity
                    break


def owners_of(record, part) -> set:
    """The records that a part is about: all that it says, it says of them."""
    named = {getattr(part, name) for name in references_of(type(part)) if part._meta.get_field(name).many_to_one}
    return {record, part, *named}


def names_both(identity, owners, stretches) -> bool:
    face, truth = identity.face, identity.truth
    if face in owners and truth in owners:  # It is what ties them together, which has a horizon of its own.
        return False
    return all(character in owners or is_named(character, stretches) for character in (face, truth))


def is_named(character, stretches) -> bool:
    ref = ref_of(character)
    if any(stretch.ref == ref for stretch in stretches):
        return True
    name, words = name_of(character), words_of(stretches)
    return name in words and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) is not None


def name_of(character) -> str:
    return ARTICLE.sub("", character.title.casefold())


def words_of(stretches) -> str:
    return "".join(stretch.words for stretch in stretches).casefold()


def ref_of(character) -> tuple[str, str]:
    return kinds.kind_of(type(character)), character.key
