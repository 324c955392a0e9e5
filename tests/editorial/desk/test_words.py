"""Two texts compared: both can be read off, and it takes no time."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.desk.rising import longest_rise
from editorial.desk.words import compare_words, shortened

WORDS = [f"word{number}" for number in range(2000)]
LONG = 100_000


def read_off(pieces, without):
    return "".join(piece.text for piece in pieces if piece.kind != without)


def long_text(seed=1, paragraph=100):
    chance = random.Random(seed)
    words = chance.choices(WORDS, [1 / (rank + 5) for rank in range(len(WORDS))], k=LONG // 6)
    words = [f"{word}\n\n" if number % paragraph == 0 else f"{word} " for number, word in enumerate(words)]
    return "".join(words)[:LONG]


def with_every(step, text):
    words = text.split(" ")
    words[::step] = ["another"] * len(words[::step])
    return " ".join(words)


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "", []),
        ("one", "one", [("same", "one")]),
        ("", "one", [("added", "one")]),
        ("one", "", [("removed", "one")]),
        ("a red door", "a blue door", [("same", "a "), ("removed", "red"), ("added", "blue"), ("same", " door")]),
        ("red door", "blue house", [("removed", "red door"), ("added", "blue house")]),
        ("one two", "one two three", [("same", "one two"), ("added", " three")]),
        ("one\ntwo", "one two", [("same", "one"), ("removed", "\n"), ("added", " "), ("same", "two")]),
    ],
)
def test_what_came_in_and_what_went_out(before, after, pieces):
    assert compare_words(before, after) == pieces


@given(st.text(alphabet="ab \n\u2028é"), st.text(alphabet="ab \n\u2028é"))
def test_both_texts_can_be_read_off(before, after):
    pieces = compare_words(before, after)

    assert read_off(pieces, without="added") == before
    assert read_off(pieces, without="removed") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (long_text(), long_text(seed=2)),
        (long_text(), with_every(80, long_text())),
        (long_text(), with_every(2, long_text())),
        (long_text(paragraph=LONG), long_text(seed=2, paragraph=LONG)),
        ("a b " * (LONG // 4), "b a " * (LONG // 4)),
        ("\n" * LONG, "\na\n" * (LONG // 3)),
        ("", long_text()),
    ],
    ids=["another", "edited everywhere", "every second word", "one line", "few words", "empty lines", "new"],
)
def test_long_texts_are_compared_within_a_second(before, after):
    started = time.process_time()

    pieces = compare_words(before, after)

    assert time.process_time() - started < 1
    assert (read_off(pieces, without="added"), read_off(pieces, without="removed")) == (before, after)


def test_small_edits_of_a_long_text_are_found_one_by_one():
    before = long_text()
    words = before.split(" ")
    for place in (100, 5_000, 9_000):
        words[place] = f"edited{place}"

    pieces = compare_words(before, " ".join(words))

    assert [piece.text for piece in pieces if piece.kind == "added"] == ["edited100", "edited5000", "edited9000"]


@pytest.mark.parametrize(
    ("before", "after", "brief"),
    [
        ("short", "shorter", ("short", "shorter")),
        ("x" * 100 + "a" * 100, "x" * 100 + "b", ("…" + "x" * 20 + "a" * 40 + "…", "…" + "x" * 20 + "b")),
        ("a" * 100, "b", ("a" * 60 + "…", "b")),
    ],
)
def test_a_long_text_is_shortened_to_where_it_differs(before, after, brief):
    assert shortened(before, after) == brief


@pytest.mark.parametrize(
    ("numbers", "rise"),
    [([], set()), ([0], {0}), ([0, 1, 2], {0, 1, 2}), ([2, 0, 1], {0, 1}), ([1, 2, 0, 3], {1, 2, 3})],
)
def test_the_longest_rise_is_what_can_stay(numbers, rise):
    assert longest_rise(numbers) == rise


@given(st.permutations(range(7)))
def test_no_rise_is_longer(numbers):
    rise = longest_rise(numbers)

    assert [number for number in numbers if number in rise] == sorted(rise)
    assert len(rise) == longest_by_trying(numbers)


def longest_by_trying(numbers):
    lengths = []
    for place, number in enumerate(numbers):
        lengths.append(1 + max((lengths[other] for other in range(place) if numbers[other] < number), default=0))
    return max(lengths)


def test_a_long_row_of_moves_takes_no_time():
    numbers = list(range(50_000))
    random.Random(1).shuffle(numbers)
    started = time.process_time()

    longest_rise(numbers)

    assert time.process_time() - started < 1
