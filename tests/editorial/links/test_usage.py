"""Who uses a record: by marks in texts, and by relations of records and rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.links.index import reindex
from editorial.links.usage import relations_to, usages_of
from editorial.models import Link
from episodes.models import Episode
from news.models import Article
from people.models import Person
from sources.models import Source
from tests.factories.editorial import make_picture
from tests.factories.episodes import make_album, make_credit, make_episode, make_season, make_track
from tests.factories.news import make_article, make_claim
from tests.factories.people import make_alias, make_character, make_identity, make_person, make_quote
from tests.factories.public import HIDDEN
from tests.factories.sources import make_discrepancy, make_publication, make_source
from tests.factories.users import make_editor

pytestmark = pytest.mark.django_db


def uses_of(record, user=None):
    return [use for usage in usages_of(record, user) for use in usage.uses]


def told(uses):
    return [(str(use.record), use.place, use.relation, use.count, str(use.row or "")) for use in uses]


def test_every_mark_in_a_text_is_a_use_of_what_it_names():
    ada = make_person("Ada", key="ada")
    source = make_source(key="s4")
    bea = make_person("Bea", biography="With [[person:ada]] and [[person:ada|her]].[@s4, ¶1] [@s4, ¶2]")
    make_quote(bea, cites="[@s4]", source=make_source())
    discrepancy = make_discrepancy(title="Two Adas", about="person:ada", explanation="Is it [[person:ada]]?")
    reindex([ada, bea, discrepancy])

    assert told(uses_of(ada)) == [
        ("Two Adas", "about", "concerns", 1, ""),
        ("Two Adas", "explanation", "mentions", 1, ""),
        ("Bea", "biography", "mentions", 1, ""),
    ]
    assert told(uses_of(source)) == [
        ("Bea", "biography", "cites", 2, ""),
        ("Bea", "quotes: sources", "cites", 1, ""),
    ]


def test_every_relation_is_a_use_and_a_row_is_told_as_its_entry():
    person = make_person("Ada")
    season = make_season(2)
    episode = make_episode(season, 1, title="Start")
    make_credit(episode, person, "director")
    make_track(make_album(season, title="Score", composer=person), 1, [person], title="Song")
    make_article(title="News", people=[person])

    assert told(uses_of(person)) == [
        ("Start", "credits: person", "names", 1, "directed by Ada"),
        ("Score", "composer", "names", 1, ""),
        ("Score", "tracks: performers", "names", 1, "1. Song"),
        ("News", "people", "names", 1, ""),
    ]


def test_plain_records_pictures_and_publications_are_used_too():
    picture, publication = make_picture(), make_publication()
    make_person("Ada", picture=picture)
    make_source(title="Review", publication=publication)
    character = make_character("Pam")
    make_identity(character, make_character("Sam"))

    assert told(uses_of(picture)) == [("Ada", "picture", "names", 1, "")]
    assert told(uses_of(publication)) == [("Review", "publication", "names", 1, "")]
    assert told(uses_of(character)) == [("Pam is Sam", "face", "names", 1, "")]


@pytest.mark.parametrize("state", HIDDEN)
def test_what_is_not_public_is_a_use_like_any_other(state):
    source = make_source()
    make_article(title="News", source=source, **HIDDEN[state]())

    assert [str(use.record) for use in uses_of(source)] == ["News"]


def test_what_a_record_says_of_itself_in_texts_and_rows_is_no_use():
    person = make_person(key="ada", biography="[[person:ada]]")
    make_alias(person, "A.")
    make_quote(person)
    reindex([person])

    assert uses_of(person) == []


def test_only_what_somebody_may_know_of_is_told_and_counted():
    person = make_person("Ada", key="ada")
    make_credit(make_episode(make_season(2), 1, title="Start"), person)
    make_article(title="News", people=[person])
    reindex([make_person("Bea", biography="[[person:ada]]")])

    def seen_by(*permissions):
        return [str(use.record) for use in uses_of(person, make_editor(*permissions))]

    assert seen_by() == []
    assert seen_by("people.view_person") == ["Bea"]
    assert seen_by("episodes.change_episode") == ["Start"]
    assert seen_by("news.view_article", "people.view_person") == ["Bea", "News"]


def test_of_thousands_the_first_are_shown_and_all_are_counted():
    source = make_source(key="s4")
    people = [make_person(f"Person {number}", cites="[@s4]") for number in range(5)]
    for number in range(4):
        make_article(title=f"Article {number}", source=source)
    reindex(people)

    in_texts, as_source = usages_of(source, limit=3)

    assert [str(use.record) for use in in_texts.uses] == ["Person 0", "Person 1", "Person 2"]
    assert (in_texts.heading, in_texts.users, in_texts.more) == ("People, in their texts", 5, 2)
    assert (as_source.heading, as_source.users, as_source.more) == ("Articles: source", 4, 1)
    assert len(uses_of(source)) == 9


def test_many_uses_cost_as_much_as_one():
    source, person, season = make_source(key="s4"), make_person(), make_season(2)

    def use_it(number):
        episode = make_episode(season, number)
        make_credit(episode, person)
        make_quote(make_person(), source=source)
        make_claim(article=make_article(source=source, people=[person]), cites="[@s4]")
        reindex([*Episode.objects.all(), *Person.objects.all()])

    def queries():
        with CaptureQueriesContext(connection) as captured:
            for record in (source, person):
                str([(str(use.record), str(use.row)) for use in uses_of(record)])
                str(usages_of(record, limit=2))
        return len(captured)

    for number in (1, 2, 3):
        use_it(number)
    few = queries()
    for number in (4, 5, 6):
        use_it(number)

    assert queries() == few


def test_the_index_may_be_older_than_the_models():
    source = make_source(key="s4")
    Link.objects.create(
        from_kind="person",
        from_key=make_person("Ada").key,
        where="gone.cites",
        relation="cites",
        to_kind="source",
        to_key="s4",
    )
    Link.objects.create(from_kind="gone", from_key="x", where="text", relation="cites", to_kind="source", to_key="s4")

    assert told(uses_of(source)) == [("Ada", "gone.cites", "cites", 1, "")]


def test_no_relation_is_missed():
    """What names a source: found by hand, so that a new relation is thought of here."""
    names = {f"{relation.related_model._meta.label_lower}.{relation.field.name}" for relation in relations_to(Source)}

    assert {"news.article.source", "people.quote.source", "reviews.review.source"} <= names
    assert {relation.field.name for relation in relations_to(Article)} == {"article"}, "claims, and not depictions"
    assert {relation.field.name for relation in relations_to(type(make_picture()))} == {"picture"}
