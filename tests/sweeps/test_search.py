"""Whatever is given away later is in nothing that a reader's search looks at, and so found by none."""

import pytest
from django.utils import timezone

from editorial.horizon import NOT_CHOSEN, up_to
from editorial.search.asking import read
from editorial.search.finding import documents, find, ranked
from editorial.search.models import Document
from tests.rounds import horizons

from .later import later_than

pytestmark = [pytest.mark.django_db, pytest.mark.sweep]

NUMBERS = horizons(0, 13, 16, 19, 23)


@pytest.fixture(scope="module")
def later(shipped_content):
    """{number: {what is given away later: by what}}"""
    return {number: later_than(number) for number in NUMBERS}


def said_in(document) -> str:
    return "\n".join([document.title, document.place, *(name for _, name in document.names), document.text])


@pytest.mark.parametrize("number", NUMBERS)
def test_nothing_later_is_searched(later, number):
    searched = [(each, said_in(each)) for each in Document.objects.before(up_to(number), timezone.now())]
    leaks = {word: str(each) for word in later[number] for each, said in searched if word in said}

    assert leaks == {}
    assert len(searched) > 100


@pytest.mark.parametrize("number", NUMBERS)
def test_no_search_for_what_is_later_finds_it(later, number):
    reader, now = up_to(number), timezone.now()
    found = {}
    for word in later[number]:
        matches, _ = ranked(read(f'"{word}"'), reader, now)
        found |= {each.title: word for each in documents(matches) if word in said_in(each)}

    assert found == {}


def test_nor_does_one_that_is_misspelt(later):
    now = timezone.now()
    for word in [word for word in later[0] if word.isalpha()][:20]:
        for reader in (NOT_CHOSEN, up_to(0)):
            found = find(word[:-1] + "x", reader, now)
            shown = documents([*found.matches, *found.near])
            assert not any(word in said_in(each) for each in shown if reader.is_chosen), word
