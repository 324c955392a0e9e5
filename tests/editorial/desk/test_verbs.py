"""Publishing, archiving and the other states as verbs: what they change, and that they may be repeated."""

import datetime

import pytest
from django.utils import timezone

from editorial.desk import Refusal, archive, hold, publish, return_to_draft, save, submit
from editorial.publishing import State, Status
from editorial.revisions.models import Action, Revision, WorkingCopy
from people.models import Person
from tests.factories.episodes import make_release, make_season
from tests.factories.people import make_person
from tests.factories.users import make_editor

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def editor(db):
    return make_editor("people.change_person")


def do(verb, record, *args, **kwargs):
    with hold(record) as held:
        revision = verb(held, *args, **kwargs)
    record.refresh_from_db()
    return revision


@pytest.mark.parametrize("state", State)
def test_publishing_makes_public_from_now_on(editor, state):
    person = make_person(state=state, publish_at=timezone.now() - HOUR)

    do(publish, person, editor)

    assert person.status_at() == Status.PUBLISHED


def test_publishing_sets_the_moment_only_where_there_is_none(editor):
    kept = timezone.now() - HOUR
    dated, undated = make_person(state="draft", publish_at=kept), make_person(state="draft", publish_at=None)
    before = timezone.now().replace(microsecond=0)

    do(publish, dated, editor)
    do(publish, undated, editor)

    assert dated.publish_at == kept
    assert before <= undated.publish_at <= timezone.now()


def test_publishing_at_a_moment_to_come_schedules(editor):
    person = make_person(state="draft", publish_at=None)
    moment = timezone.now() + HOUR

    do(publish, person, editor, at=moment)

    assert person.status_at() == Status.SCHEDULED
    assert person.status_at(moment) == Status.PUBLISHED


def test_publishing_what_has_expired_drops_the_expiry(editor):
    now = timezone.now()
    person = make_person(publish_at=now - 2 * HOUR, expire_at=now - HOUR)

    do(publish, person, editor)

    assert (person.status_at(), person.expire_at) == (Status.PUBLISHED, None)


def test_publishing_keeps_an_expiry_to_come(editor):
    expire_at = timezone.now() + HOUR
    person = make_person(state="draft", expire_at=expire_at)

    do(publish, person, editor)

    assert person.expire_at == expire_at


VERBS = {
    # verb: (from which state, to which status, what the revision says was done)
    submit: (State.DRAFT, Status.IN_REVIEW, Action.SUBMITTED),
    publish: (State.DRAFT, Status.PUBLISHED, Action.PUBLISHED),
    return_to_draft: (State.PUBLISHED, Status.DRAFT, Action.RETURNED),
    archive: (State.PUBLISHED, Status.ARCHIVED, Action.ARCHIVED),
}


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__name__)
def test_a_verb_leaves_one_revision_and_may_be_repeated(editor, verb):
    before, status, action = VERBS[verb]
    person = make_person(state=before)

    revision = do(verb, person, editor, summary="As agreed.")
    again = do(verb, person, editor)

    assert again is None
    assert (person.status_at(), person.version, person.updated_by) == (status, revision.number, editor)
    assert (revision.action, revision.is_live, revision.by, revision.by_name) == (action, True, editor, editor.username)
    assert (revision.summary, revision.at) == ("As agreed.", person.updated_at)
    assert revision.snapshot.fields["state"] == person.state
    # The state that was there before was known from no revision.
    assert [(each.action, each.number) for each in Revision.objects.of(person)] == [(action, 2), (Action.FOUND, 1)]


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.PUBLISHED, State.ARCHIVED])
def test_only_a_draft_is_submitted(editor, state):
    person = make_person(state=state)

    assert do(submit, person, editor) is None
    assert (person.state, person.version) == (state, 1)


def test_a_verb_reads_anew_what_it_works_on(editor):
    person = make_person(state="draft", title="As it was")
    Person.objects.update(title="Changed in the meantime")

    do(publish, person, editor)

    assert Person.objects.get().title == "Changed in the meantime"


@pytest.mark.parametrize(
    ("verb", "status", "description"),
    [
        (archive, Status.ARCHIVED, "Old."),
        (return_to_draft, Status.DRAFT, "Old."),
        (publish, Status.PUBLISHED, "New."),
    ],
)
def test_what_waits_is_published_or_goes_on_waiting(editor, verb, status, description):
    person = make_person(description="Old.")
    with hold(person) as held:
        save(held, held.current.with_values({("description",): "New."}), editor)

    do(verb, person, editor)

    assert (person.status_at(), person.description) == (status, description)
    assert WorkingCopy.objects.exists() is (description == "Old.")


@pytest.mark.parametrize("verb", [archive, return_to_draft])
def test_a_plain_record_has_no_state(db, verb):
    release = make_release(make_season())

    with pytest.raises(Refusal, match="A release has no state"):
        do(verb, release)

    assert not Revision.objects.exists()
