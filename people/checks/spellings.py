"""Names of different entries that differ by no more than a slip of the pen."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from editorial.checks import Level, declare, once_a_run
from editorial.publishing.states import UNFINISHED
from sources.checks import disputes_about

similar_names = declare("similar-names", "One name in two spellings", Level.WARNING)

MOST_EDITS = 2
LETTERS_AN_EDIT = 4  # A shorter word is another word when a letter changes: Ann and Dan are two people.


class Name(NamedTuple):
    """A name as it is compared: its words without accents, capitals and punctuation."""

    key: str
    printed: str
    words: tuple[str, ...]

    @property
    def letters(self) -> str:
        return "".join(self.words)


def find_similar_names(records):
    """Titles and other names of one kind of entry; a disagreement about the title of either says that all is well.

    Unfinished work is compared with what is finished, not the other way round: whoever reads what is found may not know
    of it.
    """
    model = type(records[0])
    disputes = disputes_about(model)
    by_piece = finished_names(model)
    for record in records:
        told = {key for key, field in disputes if field == "title"} | {record.key}
        if (record.key, "title") in disputes:
            continue
        for name in names_of(record):
            for other in near_names(name, by_piece):
                if other.key not in told:
                    told.add(other.key)
                    message = f"“{name.printed}” and “{other.printed}”, of “{other.key}”, may be one name."
                    yield similar_names(record, message, field="title")


def names_of(record) -> Iterator[Name]:
    for printed in dict.fromkeys([record.title, *(alias.name for alias in record.aliases.all())]):
        yield Name(record.key, printed, words_of(printed))


@once_a_run
def finished_names(model) -> dict[tuple[int, int, str], list[Name]]:
    """Those of all that is finished, by each of their pieces; two queries."""
    finished = model.objects.exclude(state__in=UNFINISHED)
    titles = finished.order_by("pk").values_list("key", "title")
    alias = model._meta.get_field("aliases").related_model
    aliases = alias.objects.filter(**{f"{alias.parent}__in": finished}).order_by("pk")
    aliases = aliases.values_list(f"{alias.parent}__key", "name")
    by_piece = defaultdict(list)
    for key, printed in dict.fromkeys([*titles, *aliases]):
        name = Name(key, printed, words_of(printed))
        letters = name.letters
        for number, (start, stop) in enumerate(pieces_of(len(letters))):
            by_piece[len(letters), number, letters[start:stop]].append(name)
    return by_piece


def words_of(printed: str) -> tuple[str, ...]:
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", printed) if not unicodedata.combining(letter))
    return tuple(re.findall(r"\w+", plain.casefold()))


def pieces_of(length: int) -> list[tuple[int, int]]:
    """One more piece than there may be edits, so that one of them is the same in two names that are near."""
    count = MOST_EDITS + 1
    return [(length * number // count, length * (number + 1) // count) for number in range(count)]


def near_names(name: Name, by_piece) -> list[Name]:
    """Those that share a piece with it, moved by no more letters than there may be edits, and are indeed near."""
    size = len(name.letters)
    sharing = [
        other
        for length in range(size - MOST_EDITS, size + MOST_EDITS + 1)
        for number, (start, stop) in enumerate(pieces_of(length))
        for at in range(max(0, start - MOST_EDITS), start + MOST_EDITS + 1)
        for other in by_piece.get((length, number, name.letters[at : at + stop - start]), ())
    ]
    return [other for other in dict.fromkeys(sharing) if are_two_spellings(name, other)]


def are_two_spellings(name: Name, other: Name) -> bool:
    """Whether they differ in how they are divided alone, or word by word in a letter or two of long words."""
    if not name.words or name.printed == other.printed:
        return False
    if name.letters == other.letters:
        return True
    if len(name.words) != len(other.words):
        return False
    edits = 0
    for word, other_word in zip(name.words, other.words, strict=True):
        if word != other_word:
            allowed = min(MOST_EDITS - edits, min(len(word), len(other_word)) // LETTERS_AN_EDIT)
            # Of most words, the letters that only one of the two has tell enough.
            if len({*word} ^ {*other_word}) > 2 * allowed or (changed := distance(word, other_word)) > allowed:
                return False
            edits += changed
    return True


def distance(word: str, other: str) -> int:
    """How many letters must be put in, left out or changed to make the one of the other."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, start=1):
        diagonal, row[0] = row[0], i
        for j, other_letter in enumerate(other, start=1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (letter != other_letter))
    return row[-1]
