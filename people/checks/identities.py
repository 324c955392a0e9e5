"""Texts that name a character and who it is in truth side by side before the story does.

Side by side is in one paragraph, or in a paragraph of what belongs to one of the two: its page, a row about it.
Named is who is linked, or called by the whole title of the entry.
"""

import re
from collections.abc import Iterator

from editorial import horizon, kinds
from editorial.checks import Level, declare, once_a_run
from editorial.checks.registry import references_of
from editorial.checks.texts import texts_of

from ..models import Identity

early_identity = declare("early-identity", "Identities named before they are revealed", Level.ERROR)

ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


def find_early_identities(records):
    identities = secret_identities()
    if not identities:
        return
    episodes = horizon.episodes()
    numbers = {episode.code: episode.number for episode in episodes}
    labels = {episode.number: episode.label for episode in reversed(episodes)}
    for record in records:
        for part, field, identity in early_in(record, identities, numbers):
            until = labels.get(identity.known_from(), f"episode {identity.known_from()} of the series")
            message = (
                f"This names “{identity.face}” and “{identity.truth}” side by side, "
                f"but that they are one is told in {until}: veil it, or give it that horizon."
            )
            both = [ref_of(identity.face), ref_of(identity.truth)]
            yield early_identity(record, message, part, field, about=both)


@once_a_run
def secret_identities() -> list[Identity]:
    return [identity for identity in Identity.objects.select_related("face", "truth") if identity.known_from()]


def early_in(record, identities, numbers) -> Iterator[tuple]:
    """(part, field, identity) for each text that whoever has not seen the revelation would read."""
    for text in texts_of(record):
        owners = owners_of(record, text.part)
        for identity in identities:
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
    name = ARTICLE.sub("", character.title.casefold())
    words = "".join(stretch.words for stretch in stretches).casefold()
    return name in words and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) is not None


def ref_of(character) -> tuple[str, str]:
    return kinds.kind_of(type(character)), character.key
