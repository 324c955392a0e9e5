"""Is this public now? The question to the database and the question to an instance, case by case."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from editorial.publishing import State, Status
from episodes.models import Casting, Episode, Season
from people.models import Character, Identity, Person
from sources.models import Publication, Source

NOW = datetime.datetime(2026, 3, 29, 1, 30, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)

CASES = [
    # state, publish_at, expire_at, status
    (State.DRAFT, None, None, Status.DRAFT),
    (State.DRAFT, NOW - SECOND, None, Status.DRAFT),
    (State.IN_REVIEW, NOW - SECOND, None, Status.IN_REVIEW),
    (State.ARCHIVED, NOW - SECOND, None, Status.ARCHIVED),
    (State.PUBLISHED, NOW - SECOND, None, Status.PUBLISHED),
    (State.PUBLISHED, NOW, None, Status.PUBLISHED),
    (State.PUBLISHED, NOW + SECOND, None, Status.SCHEDULED),
    (State.PUBLISHED, NOW - SECOND, NOW + SECOND, Status.PUBLISHED),
    (State.PUBLISHED, NOW - SECOND, NOW, Status.EXPIRED),
    (State.PUBLISHED, NOW - 2 * SECOND, NOW - SECOND, Status.EXPIRED),
]


def person(key="ada", **fields):
    fields = {"state": State.PUBLISHED, "publish_at": NOW} | fields
    return Person.objects.create(key=key, title=key, sort_name=key, **fields)


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "publish_at", "expire_at", "status"), CASES)
def test_public_is_asked_of_database_and_instance_alike(state, publish_at, expire_at, status):
    entry = person(state=state, publish_at=publish_at, expire_at=expire_at)

    assert entry.status_at(NOW) == status
    assert entry.is_public(NOW) is (status == Status.PUBLISHED)
    assert Person.objects.public(NOW).exists() is (status == Status.PUBLISHED)
    assert [one for one in Status if Person.objects.with_status(one, NOW).exists()] == [status]


@pytest.mark.django_db
def test_what_stands_on_a_draft_is_not_public():
    season = Season.objects.create(key="season-2", title="Two", number=2, state=State.DRAFT)
    episode = Episode.objects.create(
        key="s02e01",
        season=season,
        number_in_series=1,
        number_in_season=1,
        title="One",
        state=State.PUBLISHED,
        publish_at=NOW,
    )

    assert episode.is_public(NOW) is False
    assert not Episode.objects.public(NOW).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("hidden", ["season", "person", "character"])
def test_a_row_is_public_only_with_its_entry_and_all_that_it_names(hidden):
    states = dict.fromkeys(["season", "person", "character"], State.PUBLISHED) | {hidden: State.DRAFT}
    season = Season.objects.create(key="s", title="S", number=2, state=states["season"], publish_at=NOW)
    character = Character.objects.create(key="c", title="C", sort_name="C", state=states["character"], publish_at=NOW)
    casting = Casting.objects.create(season=season, person=person(state=states["person"]), character=character)

    assert casting.is_public(NOW) is False
    assert not Casting.objects.public(NOW).exists()

    for model in (Season, Person, Character):
        model.objects.update(state=State.PUBLISHED)
    casting = Casting.objects.get()

    assert casting.is_public(NOW) is True
    assert Casting.objects.public(NOW).get() == casting


@pytest.mark.django_db
def test_a_publication_is_public_while_a_public_source_is_of_it():
    outlet = Publication.objects.create(key="outlet", name="Outlet")
    source = Source.objects.create(key="one", title="One", publication=outlet)

    assert outlet.is_public(NOW) is False
    assert not Publication.objects.public(NOW).exists()

    source.state, source.publish_at = State.PUBLISHED, NOW
    source.save()

    assert outlet.is_public(NOW) is True
    assert Publication.objects.public(NOW).get() == outlet


@pytest.mark.django_db
def test_an_identity_is_public_only_with_both_its_characters():
    face, truth = (
        Character.objects.create(key=key, title=key, sort_name=key, state=state, publish_at=NOW)
        for key, state in [("face", State.PUBLISHED), ("truth", State.DRAFT)]
    )
    identity = Identity.objects.create(key="one", face=face, truth=truth, revealed=20)

    assert identity.is_public(NOW) is False
    assert not Identity.objects.public(NOW).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"state": "publishd"},
        {"publish_at": None},
        {"expire_at": NOW},
        {"expire_at": NOW - SECOND},
    ],
)
def test_the_database_refuses_what_must_never_be(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        person(**fields)


@pytest.mark.django_db
def test_an_entry_without_an_address_gets_its_key():
    assert person("krysten-ritter").get_absolute_url() == "/people/krysten-ritter/"


@pytest.mark.django_db
def test_an_edit_moves_version_and_moment_and_says_who(django_user_model):
    editor = django_user_model.objects.create_user("editor")
    entry = person()
    created = entry.created_at

    entry.note_edit(editor, at=NOW)
    entry.save()
    entry.refresh_from_db()

    assert (entry.version, entry.updated_at, entry.updated_by) == (2, NOW, editor)
    assert (entry.created_at, entry.created_by) == (created, None)
