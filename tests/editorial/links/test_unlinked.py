"""Names in texts that could be links."""

import pytest

from editorial.links.unlinked import MOST_NAMES, possible_names, unlinked_mentions
from people.models import Person
from tests.factories.episodes import make_season
from tests.factories.people import make_alias, make_character, make_person
from tests.factories.users import make_editor

pytestmark = pytest.mark.django_db


def told(record, **options):
    return [(found.place, found.words, found.mark) for found in unlinked_mentions(record, **options)]


def marks(text, **fields):
    return [mark for _, _, mark in told(make_person("Somebody Else", biography=text, **fields))]


@pytest.fixture
def ritter():
    return make_person("Krysten Ritter", key="krysten-ritter")


def test_a_name_in_plain_words_is_suggested_with_the_mark_to_write(ritter):
    record = make_person(biography="It was Krysten Ritter who left.")

    assert told(record) == [("biography", "Krysten Ritter", "[[person:krysten-ritter|Krysten Ritter]]")]


@pytest.mark.parametrize(
    "text",
    [
        "Krysten Ritter",
        "(Krysten Ritter)",
        "“Krysten Ritter”, she said",
        "Krysten Ritter’s",
        "Krysten\nRitter",
        "Krysten *Ritter*",
        "- one\n- Krysten Ritter.",
        "> Krysten Ritter",
        "||She is Krysten Ritter||{s02e01}",
        "[[person:nobody]] Krysten Ritter[@s4]",
        "[elsewhere](https://example.org) and Krysten Ritter",
    ],
)
def test_a_name_is_found_wherever_words_stand(ritter, text):
    assert marks(text) == ["[[person:krysten-ritter|Krysten Ritter]]"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "krysten ritter",
        "Krysten Ritters",
        "Ann-Krysten Ritter",
        "Krysten Ritter-Jones",
        "Krysten\n\nRitter",
        "Krysten [@s4] Ritter",
        "[[person:nobody|Krysten Ritter]]",
        "[Krysten Ritter](https://example.org)",
        "[[person:krysten-ritter|She]] is Krysten Ritter",
        "Krysten Ritter is [[person:krysten-ritter]]",
    ],
)
def test_no_name_is_found_in_other_words_in_links_or_where_it_is_linked(ritter, text):
    assert marks(text) == []


def test_each_text_is_looked_at_by_itself_and_names_a_name_once(ritter):
    season = make_season(2, synopsis="Krysten Ritter and Krysten Ritter.")
    make_character("Pam Able", key="pam")

    assert told(season) == [("official synopsis", "Krysten Ritter", "[[person:krysten-ritter|Krysten Ritter]]")]
    assert marks("Pam Able met Krysten Ritter, and Pam Able left.") == [
        "[[character:pam|Pam Able]]",
        "[[person:krysten-ritter|Krysten Ritter]]",
    ]


def test_other_names_are_found_too(ritter):
    make_alias(ritter, "Ritter")
    make_alias(make_character("Jessica Jones", key="jones"), "Jewel")

    assert marks("Ritter plays Jewel.") == ["[[person:krysten-ritter|Ritter]]", "[[character:jones|Jewel]]"]


def test_the_longest_name_wins():
    make_person("Jessica Jones", key="short")
    make_person("Jones Marvel Able Baker", key="late")
    make_person("Marvel's Jessica Jones", key="long")

    assert marks("See Marvel's Jessica Jones Marvel.") == ["[[person:long|Marvel's Jessica Jones]]"]
    assert marks("See Jessica Jones Marvel Able Baker.") == ["[[person:late|Jones Marvel Able Baker]]"]


@pytest.mark.parametrize("name", ["J.R. Ramirez", "Dr. Karl Malus", "Robert Downey Jr.", "Åsa Öberg", "AKA: One, Two"])
def test_names_with_points_and_accents_are_found(name):
    make_person(name, key="found")

    assert marks(f"It was {name}.") == [f"[[person:found|{name}]]"]


def test_short_names_are_left_alone():
    make_person("Pam", key="pam")
    make_person("A. Bc.", key="abc")
    make_person("Luke", key="luke")

    assert marks("Pam and A. Bc. and Luke") == ["[[person:luke|Luke]]"]


def test_one_name_of_two_entries_is_a_suggestion_of_each_unless_one_is_linked():
    make_person("Trish Walker", key="actor")
    make_character("Trish Walker", key="trish")

    assert marks("Trish Walker left.") == ["[[character:trish|Trish Walker]]", "[[person:actor|Trish Walker]]"]
    assert marks("[[character:trish]] left, Trish Walker stayed.") == []


def test_a_record_is_not_suggested_to_itself_nor_a_shorter_name_in_its_own():
    make_person("Melissa", key="melissa")

    assert told(make_person("Melissa Rosenberg", biography="Melissa Rosenberg began.")) == []


def test_only_what_somebody_may_know_of_is_suggested(ritter):
    make_character("Pam Able", key="pam")
    record = make_person(biography="Krysten Ritter and Pam Able.")

    assert [words for _, words, _ in told(record, user=make_editor("people.view_character"))] == ["Pam Able"]
    assert told(record, user=make_editor()) == []


def test_many_names_are_asked_for_in_as_many_queries_as_one(ritter, django_assert_num_queries):
    few = make_person(biography="Krysten Ritter.")
    many = make_person(biography="Krysten Ritter. " + " ".join(f"Word{n:05}x" for n in range(8_000)))
    bare = make_person()
    Person.objects.bulk_create(
        Person(key=f"p{number}", slug=f"p{number}", title=f"Word{number:05}x", sort_name="x") for number in range(50)
    )
    assert len({name for _, _, name in possible_names(many.biography)}) > MOST_NAMES

    with django_assert_num_queries(17):  # 2 kinds of rows; 13 kinds of entries, two of which have other names
        assert len(unlinked_mentions(few)) == 1
    with django_assert_num_queries(17):
        assert len(unlinked_mentions(many)) == 51
    with django_assert_num_queries(2):
        assert unlinked_mentions(bare) == []
