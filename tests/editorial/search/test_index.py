"""The index keeps up with whatever is done: it says what one made anew would say."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial import desk, search
from editorial.links.index import reindex
from editorial.revisions.trashed import Trashed
from editorial.search.index import COMPARED
from editorial.search.models import FOREVER, Document, Outline
from editorial.search.tables import TABLE
from editorial.snapshot import rolled_back
from editorial.snapshot.shape import record_models
from editorial.trash import trash, undelete
from episodes.models import Album, Episode, Milestone, Release, Season
from news.models import Article
from people.models import Character, Identity, Person
from sources.models import Publication, Source
from tests.factories.episodes import (
    make_album,
    make_appearance,
    make_casting,
    make_credit,
    make_episode,
    make_milestone,
    make_release,
    make_season,
    make_track,
)
from tests.factories.news import make_article, make_claim
from tests.factories.people import make_alias, make_character, make_identity, make_person, make_quote
from tests.factories.public import DRAFT
from tests.factories.sources import make_discrepancy, make_publication, make_source

from .looking import found, shelve

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def site():
    """One of most things, each naming others."""
    season = make_season(episodes_before=13)
    person, foe = make_person("Ada", key="ada"), make_character("Foe", key="foe")
    truth = make_character("Truth", key="truth", description="Is [[character:foe]]. ||Gone.||{s02e03} ||Old.||{s01e13}")
    make_alias(person, "Adda")
    source = make_source(key="paper", title="A paper", publication=make_publication(key="outlet", name="The Outlet"))
    make_quote(person, "Well said", source=source)
    episode = make_episode(season, 3, title="Third", summary="It ends.")
    make_credit(episode, person)
    make_appearance(episode, foe)
    make_casting(season, person, foe)
    make_track(make_album(season, title="Album", composer=person), title="A track", performers=[person])
    make_milestone(season, "2017", title="It begins", text="So says [@paper] of [[person:ada]].")
    make_identity(foe, truth, revealed=16)
    make_release(season, key="screen", platform="Big Screen")
    make_discrepancy(title="A case", about="person:ada")
    article = make_article(key="story", title="Story", source=source, people=[person], seasons=[season])
    make_claim(title="A claim", article=article, settled_in=episode, explanation="So it was.")
    make_person("Draft", key="draft", **DRAFT)
    for model in record_models():
        reindex(model.objects.all())
    search.rebuild()
    return season


def index() -> list:
    """All that it says from now on."""
    now = timezone.now()
    said = []
    for document in Document.objects.filter(until_moment__gt=now).prefetch_related("name_words"):
        fields = {name: getattr(document, name) for name in COMPARED} | {"from": max(document.from_moment, now)}
        fields["from"] = fields["from"] if fields.pop("from_moment") > now else None
        said.append((document.kind, document.key, repr(fields), sorted(map(str, document.name_words.all()))))
    return sorted(said)


def rows_of_words() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid FROM {TABLE}")
        return {pk for (pk,) in cursor.fetchall()}


def assert_is_as_made_anew():
    kept, outlines = index(), sorted(Outline.objects.values_list("kind", "key", "digest"))
    assert rows_of_words() == set(Document.objects.values_list("pk", flat=True))
    search.rebuild()
    assert kept == index()
    assert outlines == sorted(Outline.objects.values_list("kind", "key", "digest"))


def do(verb, record, *args, **kwargs):
    with desk.hold(record) as held:
        return verb(held, *args, **kwargs)


def change(record, **fields):
    with desk.hold(record) as held:
        desk.save(held, held.current.with_values({(name,): value for name, value in fields.items()}))
        desk.publish(held)


def get(name, key):
    return KINDS[name].objects.get(key=key)


OF_EACH = [Album, Article, Character, Episode, Identity, Milestone, Person, Publication, Release, Season, Source]
KINDS = {model.__name__.lower(): model for model in OF_EACH}


def trash_and_take_back():
    with desk.hold(Milestone.objects.get(), and_others=True) as held:
        trashed = trash(held)
    assert found("begins") == []
    undelete(Trashed.objects.get(pk=trashed.pk), public=True, summary="Back.")


def put_away_who_is_named():
    """A mark in a text stays, and says nothing any more."""
    zed = make_person("Zed", key="zed")
    change(Milestone.objects.get(), text="By [[person:zed]].")
    shelve(zed)
    assert found("zed") != []
    with desk.hold(zed, and_others=True) as held:
        trash(held)
    assert found("zed") == []


DEEDS = {
    "rename": lambda: change(get("person", "ada"), title="Beatrix"),
    "rename of an episode": lambda: change(get("episode", "s02e03"), title="The End"),
    "rename of an outlet": lambda: change(get("publication", "outlet"), name="The Other"),
    "move": lambda: change(get("character", "foe"), slug="the-foe"),
    "horizon": lambda: change(get("person", "ada"), horizon=20),
    "horizon of a ground": lambda: change(get("source", "paper"), horizon=20),
    "prose": lambda: change(get("person", "ada"), biography="New ||words||{s02e03}."),
    "archive": lambda: do(desk.archive, get("person", "ada")),
    "archive a ground": lambda: do(desk.archive, get("season", "season-2")),
    "archive a distant ground": lambda: do(desk.archive, get("source", "paper")),
    "archive and publish": lambda: [do(verb, get("character", "foe")) for verb in (desk.archive, desk.publish)],
    "return to draft": lambda: do(desk.return_to_draft, get("episode", "s02e03")),
    "publish": lambda: do(desk.publish, get("person", "draft")),
    "schedule": lambda: do(desk.publish, get("person", "draft"), at=timezone.now() + HOUR),
    "reveal": lambda: change(Identity.objects.get(), revealed=20),
    "plain record": lambda: change(get("release", "screen"), platform="Small Screen"),
    "number": lambda: change(get("episode", "s02e03"), number_in_series=20, number_in_season=7),
    "landmark": lambda: change(get("season", "season-2"), episodes_before=12),
    "trash": trash_and_take_back,
    "trash of who is named": put_away_who_is_named,
}


@pytest.mark.parametrize("deed", DEEDS)
def test_keeps_up_with(site, deed):
    before = index()

    DEEDS[deed]()

    assert index() != before or "trash" in deed or deed == "archive and publish"
    assert_is_as_made_anew()


def test_what_waits_in_a_working_copy_is_not_in_it(site):
    before = index()
    with desk.hold(get("person", "ada")) as held:
        desk.save(held, held.current.with_values({("title",): "Not yet"}))
    with desk.hold(get("person", "ada")) as held:
        desk.discard(held)

    assert index() == before


def test_a_stage_leaves_nothing(site):
    before = index()
    with rolled_back():
        change(get("person", "ada"), title="On stage")

    assert index() == before


def test_a_plain_edit_writes_its_own_document_alone(site):
    before = dict(Document.objects.values_list("pk", "key"))

    change(get("person", "ada"), biography="Only this.")

    after = dict(Document.objects.values_list("pk", "key"))
    assert {before[pk] for pk in before.keys() - after.keys()} == {"ada"}


def test_costs_as_many_queries_for_many_as_for_one(site):
    def cost(count):
        people = [make_person(f"Person {number}", biography="[[person:ada]]") for number in range(count)]
        with CaptureQueriesContext(connection) as queries:
            search.refresh(people)
        return len(queries)

    cost(2)
    assert cost(2) == cost(20)


def test_the_shipped_content_is_indexed_as_it_is_loaded():
    call_command("loaddata", "sources", "people", "episodes", "reviews", "news", verbosity=0)

    assert found("krysten ritter")[0] == "Krysten Ritter"
    assert Document.objects.filter(until_moment=FOREVER).count() == Document.objects.count()
    with transaction.atomic():
        assert_is_as_made_anew()


def test_the_command_says_how_much_it_made(site, capsys):
    Document.objects.all().delete()

    call_command("rebuildindexes")

    assert f"The index of the search has {Document.objects.count()} documents." in capsys.readouterr().out
    assert found("ada")[0] == "Ada"
