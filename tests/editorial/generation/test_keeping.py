"""What is kept of what was worked out, and until when."""

import datetime

import pytest
from django.db import transaction

from editorial.generation import Generation, Kept, during

NOW = datetime.datetime(2026, 3, 4, 12, tzinfo=datetime.UTC)
FIRST, SECOND = (Generation(number, NOW, NOW + datetime.timedelta(hours=1)) for number in (1, 2))


class Work:
    """Doubles numbers, and says which."""

    def __init__(self):
        self.done = []

    def __call__(self, numbers):
        self.done.extend(sorted(numbers))
        return {number: number * 2 for number in numbers}


@pytest.fixture
def work():
    return Work()


def test_work_is_done_once_in_a_generation(work):
    kept = Kept(10)
    with during(FIRST):
        assert kept.get_all([1, 2], work) == {1: 2, 2: 4}
        assert kept.get_all([2, 3], work) == {2: 4, 3: 6}
    with during(FIRST):
        assert kept.get_all([1, 3], work) == {1: 2, 3: 6}

    assert work.done == [1, 2, 3]


def test_it_is_done_again_in_the_next(work):
    kept = Kept(10)
    for generation in (FIRST, SECOND, FIRST):
        with during(generation):
            kept.get_all([1], work)

    assert work.done == [1, 1, 1]


def test_what_was_begun_in_the_generation_before_is_not_kept_in_the_next(work):
    kept = Kept(10)

    def slow(numbers):
        with during(SECOND):
            kept.get_all([5], work)
        return dict.fromkeys(numbers, "old")

    with during(FIRST):
        assert kept.get_all([1], slow) == {1: "old"}
    with during(SECOND):
        assert kept.get_all([1, 5], work) == {1: 2, 5: 10}


def test_nothing_is_kept_where_no_generation_is_said_to_last(work):
    kept = Kept(10)
    kept.get_all([1], work)
    kept.get_all([1], work)

    assert work.done == [1, 1]


@pytest.mark.django_db(transaction=True)
def test_nothing_that_is_read_in_a_transaction_is_kept_nor_given_there(work):
    kept = Kept(10)
    with during(FIRST):
        with transaction.atomic():
            kept.get_all([1], work)
        kept.get_all([1], work)
        with transaction.atomic():
            kept.get_all([1], work)

    assert work.done == [1, 1, 1]


def test_what_was_not_asked_for_for_longest_goes_first(work):
    kept = Kept(2)
    with during(FIRST):
        for number in (1, 2, 1, 3, 1, 2):
            kept.get(number, lambda number=number: work([number])[number])

    assert work.done == [1, 2, 3, 2]


def test_nothing_asked_for_is_no_work(work):
    with during(FIRST):
        assert Kept(2).get_all([], work) == {}
    assert work.done == []
