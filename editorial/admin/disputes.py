"""What two sides made of the same, and what somebody puts together of it on the page that shows both."""

from typing import NamedTuple

from django.http import QueryDict

from ..desk.telling import Teller, address_of
from ..desk.words import compare_words
from ..markup.fields import LineField, ProseField
from ..recovery.keeping import SIDES
from ..snapshot import Conflict, Snapshot, changed_paths, merge
from . import basis

CHOICE, TOGETHER = "choice:", "together:"  # each before the address of a place


class Dispute(NamedTuple):
    """What two sides made of the same; without a base, whatever differs is in dispute."""

    base: Snapshot | None
    mine: Snapshot
    theirs: Snapshot


def seal_sides(dispute: Dispute, user) -> dict[str, str]:
    """The fields in which the page says what is to be settled."""
    sides = zip(SIDES, dispute, strict=True)
    return {field: basis.seal(side, user) for field, side in sides if side is not None}


def dispute_in(post: QueryDict, user, name: tuple[str, str]) -> Dispute:
    """What the page says that was to be settled of the record with that label and key.

    None stands in the place of a side that it does not say truly.
    """
    return Dispute(*(side_of(post.get(field, ""), user, name) for field in SIDES))


def side_of(sealed: str, user, name: tuple[str, str]) -> Snapshot | None:
    unsealed = basis.unseal(sealed)
    if unsealed is None:
        return None
    snapshot, given_to = unsealed
    return snapshot if given_to == user.pk and (snapshot.model, snapshot.key) == name else None


def put_together(dispute: Dispute, post: QueryDict, user) -> Snapshot | None:
    """What somebody made of it so far: where nothing is chosen yet, mine with what was written there.

    None if the page does not say truly what both sides are.
    """
    if dispute.mine is None or dispute.theirs is None:
        return None
    merged, teller = merge(*dispute), Teller(*filter(None, dispute), user=user)
    chosen = {}
    for each in merged.conflicts:
        choice = choice_at(each, post)
        if not may_choose(each, choice, teller):
            choice = "together" if is_text(each, teller) else "mine"
        chosen[each.path] = chosen_value(each, choice, post)
    return merged.settled(chosen)


def nearest_side(dispute: Dispute, current: Snapshot) -> Snapshot:
    """The side from which a record has gone on: theirs or, beside a working copy or a fixture, mine."""
    return min((dispute.theirs, dispute.mine), key=lambda side: len(changed_paths(side, current)))


def place_of(conflict: Conflict, teller: Teller, post: QueryDict) -> dict:
    """A place in dispute, as the page shows it."""
    path = conflict.path
    texts = {side: teller.value(path, getattr(conflict, side)) for side in Dispute._fields}
    return {
        "address": address_of(path),
        "label": teller.place(path),
        "texts": texts,
        "theirs": compare_words(texts["base"], texts["theirs"]),
        "mine": compare_words(texts["base"], texts["mine"]),
        "choice": choice_at(conflict, post) or "",
        "together": text_at(conflict, post) if is_text(conflict, teller) else None,
    }


def choice_at(conflict: Conflict, post: QueryDict) -> str | None:
    return post.get(f"{CHOICE}{address_of(conflict.path)}")


def text_at(conflict: Conflict, post: QueryDict) -> str:
    return post.get(f"{TOGETHER}{address_of(conflict.path)}", conflict.mine)


def texts_in(post: QueryDict) -> set[str]:
    """The addresses of the places where something may be written together."""
    return {name.removeprefix(TOGETHER) for name in post if name.startswith(TOGETHER)}


def without_choices(post: QueryDict) -> QueryDict:
    """What was chosen before was between other sides."""
    kept = post.copy()
    for name in post:
        if name.startswith(CHOICE):
            del kept[name]
    return kept


def may_choose(conflict: Conflict, choice: str | None, teller: Teller) -> bool:
    return choice in ("mine", "theirs") or (choice == "together" and is_text(conflict, teller))


def is_text(conflict: Conflict, teller: Teller) -> bool:
    """Whether both can be written together, in one text."""
    *row, name = conflict.path
    shape = teller.shape.rows[row[0]] if row else teller.shape
    return len(conflict.path) != 2 and isinstance(shape.columns.get(name), (LineField, ProseField))


def chosen_value(conflict: Conflict, choice: str, post: QueryDict):
    if choice == "together":
        return text_at(conflict, post).replace("\r\n", "\n").strip()
    return conflict.theirs if choice == "theirs" else conflict.mine
