"""What ends a generation, and what does not."""

import pytest
from django.core.management import call_command
from django.db import transaction

from editorial.desk import archive, discard, hold, publish, return_to_draft, submit
from editorial.desk.saving import create
from editorial.generation import current, move
from editorial.generation.counting import MOST_ROWS, add_up
from editorial.generation.models import PublicChange
from editorial.publishing import State
from editorial.snapshot import staged
from editorial.trash import trash
from people.models import Person
from sources.models import Publication
from tests.content import FIXTURES
from tests.editorial.desk.saving import save_fields
from tests.factories.episodes import make_release, make_season
from tests.factories.people import make_person
from tests.factories.public import DRAFT
from tests.factories.sources import make_publication, make_source

pytestmark = pytest.mark.django_db


def do(verb, record):
    with hold(record, and_others=True) as held:
        return verb(held)


def save(record):
    save_fields(record, cites="[@other]")


def steps_of(action) -> int:
    before = current().number
    action()
    return current().number - before


@pytest.mark.parametrize(
    ("verb", "state", "steps"),
    [
        (save, State.DRAFT, 0),
        (save, State.IN_REVIEW, 0),
        (save, State.ARCHIVED, 0),
        (save, State.PUBLISHED, 0),  # into a working copy
        (submit, State.DRAFT, 0),
        (publish, State.DRAFT, 1),
        (publish, State.ARCHIVED, 1),
        (publish, State.PUBLISHED, 0),  # there is nothing to publish
        (archive, State.PUBLISHED, 1),
        (archive, State.DRAFT, 0),
        (return_to_draft, State.PUBLISHED, 1),
        (return_to_draft, State.IN_REVIEW, 0),
        (trash, State.PUBLISHED, 1),
        (trash, State.DRAFT, 0),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_moves_by_what_visitors_are_told_otherwise_and_by_nothing_else(verb, state, steps):
    person = make_person(state=state)

    assert steps_of(lambda: verb(person) if verb is save else do(verb, person)) == steps


def test_moves_when_a_working_copy_is_published_and_not_when_it_is_given_up():
    kept, dropped = make_person(), make_person()
    save(kept)
    save(dropped)

    assert steps_of(lambda: do(discard, dropped)) == 0
    assert steps_of(lambda: do(publish, kept)) == 1


def test_moves_with_a_plain_record_where_it_is_shown():
    used, unused = make_publication(), make_publication()
    make_source(publication=used)
    release = make_release(make_season(2))

    assert steps_of(lambda: save_fields(unused, name="Another")) == 0
    assert steps_of(lambda: (save_fields(used, name="Another"), do(publish, used))) == 1
    assert steps_of(lambda: do(trash, release)) == 1


def test_moves_with_what_is_new_if_it_is_public_at_once():
    draft = Person.objects.create(key="new", title="New", sort_name="New", **DRAFT)

    assert steps_of(lambda: create(draft)) == 0
    assert steps_of(lambda: create(Publication.objects.create(key="new", name="New"))) == 0
    assert steps_of(lambda: create(make_release(make_season(2)))) == 1


def test_moves_with_a_load_that_changes_something():
    assert steps_of(lambda: call_command("loaddata", *FIXTURES, verbosity=0)) == 1
    assert steps_of(lambda: call_command("loaddata", *FIXTURES, verbosity=0)) == 0


def test_moves_with_the_indexes():
    assert steps_of(lambda: call_command("rebuildindexes", verbosity=0)) == 1


def test_does_not_move_for_what_is_taken_back():
    person = make_person(state=State.DRAFT)

    def publish_in_vain():
        with transaction.atomic():
            do(publish, person)
            transaction.set_rollback(True)

    def stage():
        with hold(person) as held, staged(held.live):
            move()

    assert steps_of(publish_in_vain) == 0
    assert steps_of(stage) == 0


def test_the_number_stays_when_its_rows_are_added_up():
    for _ in range(3):
        move()
    before, last = current().number, PublicChange.objects.last().at

    add_up()

    assert current().number == before
    assert PublicChange.objects.get().at == last


def test_the_rows_do_not_become_many():
    for _ in range(2 * MOST_ROWS + 1):
        move()

    assert PublicChange.objects.count() <= MOST_ROWS
