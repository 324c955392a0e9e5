"""`changed_at` moves with what is public, and with nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from editorial.desk import create, discard, hold, publish, save
from editorial.publishing import State
from editorial.revisions.changes import with_changes
from people.models import Person
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def changed_at(entry):
    return with_changes(Person.objects.all()).get(pk=entry.pk).changed_at


def change(entry, verb=save, **values):
    with hold(entry) as held:
        verb(held, held.current.with_values({(name,): value for name, value in values.items()}))


@pytest.fixture
def person():
    person = make_person(publish_at=timezone.now() - timedelta(days=9))
    create(person)
    return person


def test_of_what_only_was_published_it_is_that_moment():
    person = make_person(publish_at=timezone.now() - timedelta(days=9))

    assert changed_at(person) == person.publish_at


def test_a_working_copy_does_not_move_it(person):
    before = changed_at(person)
    change(person, description="Somebody else.")
    person.refresh_from_db()

    assert changed_at(person) == before < person.updated_at


def test_nor_does_one_that_is_given_up(person):
    before = changed_at(person)
    change(person, description="Somebody else.")
    with hold(person) as held:
        discard(held)

    assert changed_at(person) == before


def test_nor_a_working_copy_of_what_the_desk_never_saw():
    person = make_person(publish_at=timezone.now() - timedelta(days=9))
    change(person, description="Somebody else.")

    assert changed_at(person) == person.publish_at


def test_published_changes_move_it(person):
    before = changed_at(person)
    change(person, description="Somebody else.")
    with hold(person) as held:
        publish(held)

    assert changed_at(person) > before


def test_what_was_scheduled_is_as_new_as_its_moment():
    moment = timezone.now() + timedelta(days=2)
    person = make_person(state=State.PUBLISHED, publish_at=moment)
    create(person)

    assert changed_at(person) == moment
