"""Names as somebody misspells them: what is near, among the words of names that the reader may be told."""

from difflib import SequenceMatcher

from django.db.models import Count, Exists, OuterRef, Q

from ..bulk import insert
from ..horizon import Horizon
from .models import Document, Gram, NameWord, before_q
from .tables import words_of_names

LEAST_LETTERS = 3
LEAST_ASKED = 4
MOST_ASKED = 6
MOST_LOOKED_AT = 1_000
MOST_NEAR = 4
NEAR = 0.72  # of two words that could be one: “danville” and “darville” are 0.75 alike


def grams_of(word: str) -> set[str]:
    padded = f"  {word} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def add(documents: list[Document]) -> None:
    """Know the words of the names in these documents."""
    words_by_pk = {document.pk: set(words_of_names(document)) for document in documents}
    words = {word for some in words_by_pk.values() for word in some if len(word) >= LEAST_LETTERS}
    known = NameWord.objects.in_bulk(list(words), field_name="word")
    unknown = sorted(words - set(known))
    if unknown:  # Somebody else may learn the same words at the same moment.
        NameWord.objects.bulk_create([NameWord(word=word) for word in unknown], ignore_conflicts=True)
        new = NameWord.objects.in_bulk(unknown, field_name="word")
        grams = [Gram(gram=gram, word=new[word]) for word in unknown for gram in sorted(grams_of(word))]
        Gram.objects.bulk_create(grams, ignore_conflicts=True)
        known |= new
    pairs = ((pk, known[word].pk) for pk, some in words_by_pk.items() for word in sorted(some) if word in known)
    insert(Document.name_words.through, ("document", "nameword"), pairs)


def clear() -> None:
    Document.name_words.through.objects.all().delete()
    Gram.objects.all().delete()
    NameWord.objects.all().delete()


def near(words: list[str], horizon: Horizon, at) -> dict[str, list[str]]:
    """{word: the names' words that are near it, the nearest first}, in one query."""
    asked = [word for word in words if len(word) >= LEAST_ASKED][:MOST_ASKED]
    if not asked:
        return {}
    through = Document.name_words.through
    told = through.objects.filter(before_q(horizon, at, "document__"), nameword=OuterRef("pk"))
    alike = Q()
    for word in asked:
        alike |= Q(pk__in=sharing(grams_of(word)))
    found = set(NameWord.objects.filter(alike).filter(Exists(told)).values_list("word", flat=True)[:MOST_LOOKED_AT])
    return {word: nearest(word, found) for word in asked}


def sharing(grams: set[str]):
    """The words that have most of these: each slip of the pen costs three of them."""
    counted = Gram.objects.filter(gram__in=grams).values("word").annotate(shared=Count("pk"))
    return counted.filter(shared__gte=max(2, len(grams) - 6)).values("word")


def nearest(word: str, found: set[str]) -> list[str]:
    alike = sorted((-likeness(word, other), other) for other in found if other != word)
    return [other for ratio, other in alike if -ratio >= NEAR][:MOST_NEAR]


def likeness(word: str, other: str) -> float:
    return SequenceMatcher(None, word, other, autojunk=False).ratio()
