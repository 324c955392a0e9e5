import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from editorial.search.words import stem

WORDS = ["reviews", "directed", "experiments", "powers", "mysteries", "hallucinations", "publicity", "generously"] * 50


@pytest.fixture
def hasty_threads():
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_many_who_search_at_once_are_understood_as_one_alone(hasty_threads):
    uncached = stem.__wrapped__
    alone = list(map(uncached, WORDS))

    with ThreadPoolExecutor(8) as many:
        together = list(many.map(lambda _: list(map(uncached, WORDS)), range(16)))

    assert together == [alone] * 16
