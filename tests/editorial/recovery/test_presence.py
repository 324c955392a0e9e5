"""Who has a form open."""

from datetime import timedelta

import pytest
from django.utils import timezone

from editorial.models import Presence
from editorial.recovery.presence import come, leave, others_at, stay, told
from tests.factories.people import make_character, make_person
from tests.factories.users import make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_person()


@pytest.fixture
def anna():
    return make_editor(username="Anna")


def names_at(record, user, after):
    return [each.user.username for each in others_at(record, user, at=timezone.now() + after)]


@pytest.mark.parametrize(
    ("after", "names"),
    [
        (timedelta(0), ["Anna"]),
        (timedelta(minutes=9, seconds=59), ["Anna"]),
        (timedelta(minutes=10, seconds=1), []),
    ],
)
def test_who_opened_a_form_is_there_for_ten_minutes(person, anna, after, names):
    come(anna, person)

    assert names_at(person, make_editor(), after) == names


@pytest.mark.parametrize(
    ("after", "names"), [(timedelta(minutes=1, seconds=59), ["Anna"]), (timedelta(minutes=2, seconds=1), [])]
)
def test_whose_form_speaks_is_there_for_two_minutes_more(person, anna, after, names):
    come(anna, person)
    Presence.objects.update(opened_at=timezone.now() - timedelta(hours=1))

    stay(anna, person)

    assert names_at(person, make_editor(), after) == names


def test_nobody_meets_themselves_nor_who_is_elsewhere(person, anna):
    come(anna, person)
    come(make_editor(), make_character(key=person.key))

    assert others_at(person, anna) == []


def test_leaving_and_coming_again(person, anna):
    stranger = make_editor()
    come(anna, person)
    come(stranger, person)

    leave(anna, person)
    assert others_at(person, stranger) == []

    come(anna, person)
    assert [each.user for each in others_at(person, stranger)] == [anna]


def test_it_is_said_in_words(person, anna, settings):
    settings.TIME_ZONE = "UTC"
    come(anna, person)
    Presence.objects.update(seen_at=timezone.now().replace(hour=14, minute=2))

    assert told(list(Presence.objects.all())) == "Anna has this open too, last seen 14:02."


def test_others_cost_one_query(person, anna, django_assert_num_queries):
    for number in range(3):
        come(make_editor(username=f"editor-{number}"), person)

    with django_assert_num_queries(1):
        words = told(others_at(person, anna))

    assert words.count("has this open too") == 3
