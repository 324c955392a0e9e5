"""Words as the index has them, the same on every database: without case, accents and endings."""

import re
import threading
import unicodedata
from functools import lru_cache

import snowballstemmer

# Initials are one word, and so is what an apostrophe joins: “J.R.”, “Ain’t”.
WORD = re.compile(r"[^\W_](?:\.[^\W_])+(?![^\W_])|[^\W_]+(?:['’][^\W_]+)*")
LONGEST = 100  # letters; what is longer is no word

# What stands everywhere, and is asked for only where nothing else is.
COMMON = frozenset(
    re.findall(
        "[a-z]+",
        "a about an and are as at be been by can could did do does for from has have hows how i in is it its many "
        "me much of on or that the there this to was were what whats when whens where wheres which who whom whos "
        "whose why will with would you",
    )
)


class Stemmer(threading.local):
    """One for each thread, since it keeps the word that it works on."""

    def __init__(self):
        self.english = snowballstemmer.stemmer("english")


_stemmer = Stemmer()


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """A word in small letters without accents, its letters and figures alone."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(filter(str.isalnum, decomposed))[:LONGEST]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A folded word without its ending: “reviews” as “review”."""
    return _stemmer.english.stemWord(word)


def folded_words(text: str) -> list[str]:
    return [word for match in WORD.finditer(unicodedata.normalize("NFC", text)) if (word := fold(match[0]))]


def stems(text: str) -> str:
    """A text as the index holds it: each word between two spaces."""
    return padded(map(stem, folded_words(text)))


def padded(words) -> str:
    return f" {' '.join(words)} "
