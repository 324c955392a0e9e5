"""A list of which pages are read."""

import pytest

from editorial.generation import during
from editorial.pages.ordered import Ordered
from people.models import Person
from tests.editorial.generation.test_keeping import FIRST
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db(transaction=True)


def titles(entries):
    return [entry.title for entry in entries]


@pytest.fixture
def people():
    for name in "CABED":
        make_person(name)
    return Person.objects.order_by("title")


def test_a_slice_is_in_order(people):
    ordered = Ordered(people, ("slice",))

    assert len(ordered) == 5
    assert titles(ordered[0:2]) == ["A", "B"]
    assert titles(ordered[3:9]) == ["D", "E"]
    assert ordered[9:] == []


def test_the_order_is_found_once_in_a_generation(people, django_assert_num_queries):
    with during(FIRST):
        Ordered(people, ("once",))
        with django_assert_num_queries(1):
            assert titles(Ordered(people, ("once",))[2:3]) == ["C"]
            assert len(Ordered(people, ("once",))) == 5


def test_what_is_no_longer_among_them_is_left_out(people):
    with during(FIRST):
        Ordered(people, ("gone",))
        Person.objects.filter(title="B").update(title="Z", state="draft")
        shown = people.filter(state="published")

        assert titles(Ordered(shown, ("gone",))[0:3]) == ["A", "C"]
