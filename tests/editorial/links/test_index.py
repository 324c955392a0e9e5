import pytest
from django.utils import timezone

from editorial.links.index import Mark, marks_of, reindex
from editorial.models import Link
from people.models import Person, Quote
from sources.models import Discrepancy, Source
from tests.factories.episodes import make_episode, make_season
from tests.factories.people import make_character, make_person, make_quote

pytestmark = pytest.mark.django_db


def test_the_marks_of_a_record_are_those_of_its_texts_in_order():
    person = Person(
        biography="[[season:season-2|She]] left.[@s4, ¶49] ||[[character:pam]]||{s02e01}",
        cites="[@s4, ¶49] [@ryan-2016]",
    )

    assert list(marks_of(person)) == [
        Mark("cites", "cites", "source", "s4", "¶49"),
        Mark("cites", "cites", "source", "ryan-2016"),
        Mark("biography", "mentions", "season", "season-2"),
        Mark("biography", "cites", "source", "s4", "¶49"),
        Mark("biography", "mentions", "character", "pam", codes=("s02e01",)),
    ]


def test_a_reference_to_an_entry_concerns_it():
    assert list(marks_of(Discrepancy(about="person:eka-darville", about_field="title"))) == [
        Mark("about", "concerns", "person", "eka-darville", "title")
    ]


def test_a_link_is_told_of_when_the_first_of_its_marks_is():
    season = make_season(episodes_before=13)
    make_episode(season, 4), make_episode(season, 7)
    face = make_character(key="face")
    text = "||[[character:pam]] ||[[person:ada]]||{s02e04}||{s02e07} ||[[character:pam]]||{s02e04}"
    quote = make_quote(make_person(description="x", biography=text), cites="[@s4]", horizon=20)
    reindex([quote.speaker, face])

    known_from = dict(Link.objects.values_list("to_key", "known_from"))
    assert known_from == {"pam": 17, "ada": 20, "s4": 20}


def test_the_index_follows_what_an_entry_and_its_rows_say():
    source = Source.objects.create(key="s4", title="S4")
    person = Person.objects.create(key="ada", title="Ada", sort_name="Ada", biography="[@s4] [@s4]")
    Quote.objects.create(speaker=person, text="Yes.", source=source, cites="[@s4, ¶2]")
    rows = ("from_kind", "from_key", "where", "relation", "to_key", "locator")

    reindex([person])
    assert list(Link.objects.values_list(*rows)) == [
        ("person", "ada", "biography", "cites", "s4", ""),
        ("person", "ada", "quotes.cites", "cites", "s4", "¶2"),
    ]

    person.biography = ""
    person.save()
    reindex([Person.objects.get()])
    assert [link.where for link in Link.objects.all()] == ["quotes.cites"]


def test_the_index_costs_the_same_for_one_record_and_for_many(django_assert_num_queries):
    def people(count):
        return [
            Person.objects.create(key=f"p{timezone.now().timestamp()}-{n}".replace(".", "-"), title="P", sort_name="P")
            for n in range(count)
        ]

    one, many = people(1), people(50)

    with django_assert_num_queries(4):  # the episodes, two kinds of rows, and what is to be dropped
        reindex(one)
    with django_assert_num_queries(4):
        reindex(many)
