"""Publishing and archiving as verbs: what they change, and that they may be repeated."""

import datetime

import pytest
from django.utils import timezone

from editorial.publishing import State, Status
from people.models import Person
from tests.factories.people import make_person
from tests.factories.users import make_editor

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def editor(db):
    return make_editor("people.change_person")


@pytest.mark.parametrize("state", State)
def test_publishing_makes_public_from_now_on(editor, state):
    person = make_person(state=state, publish_at=timezone.now() - HOUR)

    person.publish(by=editor)

    person.refresh_from_db()
    assert person.status_at() == Status.PUBLISHED


def test_publishing_sets_the_moment_only_where_there_is_none(editor):
    kept = timezone.now() - HOUR
    dated, undated = make_person(state="draft", publish_at=kept), make_person(state="draft", publish_at=None)
    before = timezone.now().replace(microsecond=0)

    dated.publish(by=editor)
    undated.publish(by=editor)

    assert dated.publish_at == kept
    assert before <= undated.publish_at <= timezone.now()


def test_publishing_at_a_moment_to_come_schedules(editor):
    person = make_person(state="draft", publish_at=None)
    moment = timezone.now() + HOUR

    person.publish(by=editor, at=moment)

    assert person.status_at() == Status.SCHEDULED
    assert person.status_at(moment) == Status.PUBLISHED


def test_publishing_what_has_expired_drops_the_expiry(editor):
    now = timezone.now()
    person = make_person(publish_at=now - 2 * HOUR, expire_at=now - HOUR)

    person.publish(by=editor)

    assert (person.status_at(), person.expire_at) == (Status.PUBLISHED, None)


def test_publishing_keeps_an_expiry_to_come(editor):
    expire_at = timezone.now() + HOUR
    person = make_person(state="draft", expire_at=expire_at)

    person.publish(by=editor)

    assert person.expire_at == expire_at


@pytest.mark.parametrize(("verb", "status"), [(Person.publish, Status.PUBLISHED), (Person.archive, Status.ARCHIVED)])
def test_a_verb_says_whether_it_changed_anything_and_counts_once(editor, verb, status):
    person = make_person(state="draft")

    assert verb(person, by=editor) is True
    assert verb(person, by=editor) is False

    person.refresh_from_db()
    assert (person.status_at(), person.version, person.updated_by) == (status, 2, editor)


def test_a_verb_saves_only_what_it_is_about(editor):
    person = make_person(state="draft", title="As it was")
    Person.objects.update(title="Changed in the meantime")

    person.publish(by=editor)

    assert Person.objects.get().title == "Changed in the meantime"
