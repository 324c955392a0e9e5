"""What goes to the trash and comes back: the whole graph, with all that pointed to it."""

import pytest

from editorial import desk
from editorial.models import Link, Revision
from editorial.publishing import Entry
from editorial.snapshot import snapshot
from editorial.snapshot.shape import record_models
from editorial.trash import trash, undelete
from episodes.models import Episode
from people.models import Person
from tests.editorial.admin.test_lists import MODELS, make
from tests.factories.episodes import (
    make_album,
    make_casting,
    make_credit,
    make_crew_member,
    make_episode,
    make_season,
    make_track,
)
from tests.factories.news import make_article
from tests.factories.people import make_alias, make_person, make_quote
from tests.factories.reviews import make_nomination
from tests.factories.users import make_chief_editor

pytestmark = pytest.mark.django_db


def throw(record, *args, **kwargs):
    with desk.hold(record) as held:
        return trash(held, *args, **kwargs)


def say_all():
    """What every record says, but for whether and since when it is public."""
    said = {}
    for model in record_models():
        for record in model.objects.all():
            taken = snapshot(record)
            if issubclass(model, Entry):
                taken = taken.with_values({("state",): "any"})
            said[taken.model, taken.key] = taken
    return said


def links():
    return sorted(Link.objects.values_list("from_kind", "from_key", "where", "to_kind", "to_key"))


@pytest.fixture
def person():
    """Somebody to whom everything points that can."""
    person = make_person("Ada", key="ada", biography="[[person:bea]]")
    make_alias(person, "A.")
    make_quote(person, "Words.")
    season = make_season(2)
    episode = make_episode(season, 1, summary="By [[person:ada|her]].")
    make_credit(episode, person, "writer", label_as_printed="Written by")
    make_credit(episode, make_person("Bea", key="bea"), "director", order=1)
    make_crew_member(season, person)
    make_casting(season, person)
    make_track(make_album(season, composer=person), 1, [person, Person.objects.get(key="bea")])
    make_article(people=[person], seasons=[season])
    make_nomination(person)
    for model in record_models():
        for record in model.objects.all():
            with desk.hold(record) as held:
                desk.saving.last_live(held)
    from editorial.links.index import reindex

    for model in record_models():
        reindex(model.objects.all())
    return person


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_every_kind_of_record_comes_back_as_it_was(model):
    record = make(model)
    before = say_all()

    trashed = throw(record)
    assert not model.objects.filter(key=record.key).exists()
    back = undelete(trashed)

    assert say_all() == before
    assert (back.created_at, back.created_by) == (record.created_at, record.created_by)


def test_all_that_pointed_to_it_comes_back_with_it(person):
    before, linked = say_all(), links()

    trashed = throw(person)
    between = say_all()
    back = undelete(trashed)

    gone = {name for name in before if between.get(name) != before[name]}
    assert {label for label, _ in gone} == {
        "people.person",
        "episodes.episode",
        "episodes.season",
        "episodes.album",
        "news.article",
        "reviews.nomination",
    }
    assert say_all() == before
    assert links() == linked
    assert back.state == "draft"


def test_each_record_that_is_touched_has_a_revision_that_says_why(person):
    chief = make_chief_editor()
    episode = Episode.objects.get()

    trashed = throw(person, chief, "Invented.")
    undelete(trashed, chief, summary="Real.")

    told = Revision.objects.of(episode).values_list("action", "summary", "is_live", "by_name")[:2]
    assert list(told) == [
        ("saved", "“Ada” was taken back from the trash.", True, chief.username),
        ("saved", "“Ada” was moved to the trash.", True, chief.username),
    ]
    own = Revision.objects.filter(model="people.person", key="ada").order_by("-number")
    assert list(own.values_list("number", "action", "summary"))[:2] == [
        (3, "undeleted", "Real."),
        (2, "trashed", "Invented."),
    ]
