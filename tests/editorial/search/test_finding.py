"""How a question is read, and what answers it best; the same on every database."""

import pytest
from django.utils import timezone

from editorial.horizon import ALL, NOT_CHOSEN, up_to
from editorial.search.asking import LONGEST, read
from editorial.search.finding import MOST, find, suggest
from editorial.search.marking import excerpt, marked
from tests.factories.episodes import make_episode, make_season
from tests.factories.people import make_alias, make_character, make_person

from .looking import found, in_part, near, shelve


@pytest.fixture
def people(db):
    people = [
        make_person("Eka Darville", biography="Plays a neighbour."),
        make_person("Aïda Croal", biography="Wrote with J.R. Ramirez; reviews were kind."),
        make_person("David Tennant", biography="Played the villain, and Jessica hunted the villain."),
        make_person("Villain Expert", biography="Knows."),
    ]
    make_alias(people[0], "Eka Danville", kind="misspelling")
    shelve(*people)
    return people


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("darville", ["Eka Darville"]),
        ("DARVILLE eka", ["Eka Darville"]),
        ("eka danville", ["Eka Darville"]),
        ("aida", ["Aïda Croal"]),
        ("Aïda CROAL", ["Aïda Croal"]),
        ("JR ramirez", ["Aïda Croal"]),
        ("review", ["Aïda Croal"]),
        ("who is the neighbour", ["Eka Darville"]),
        ('"plays a neighbour"', ["Eka Darville"]),
        ('"a neighbour plays"', []),
        ("“hunted the villain”", ["David Tennant"]),
        ("villain", ["Villain Expert", "David Tennant"]),
        ("tenn", ["David Tennant"]),
        ("ten eka", []),
    ],
)
def test_finds(people, text, titles):
    assert found(text) == titles


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Ekka Darvile", ["Eka Darville"]),
        ("tennent", ["David Tennant"]),
        ("vilain", ["Villain Expert"]),
        ("davdi tenannt", ["David Tennant"]),
        ("neighbuor", []),
        ("xylophone", []),
    ],
)
def test_forgives_slips_in_names_alone(people, text, titles):
    assert near(text) == titles


def test_another_name_is_found_before_titles_that_say_more(db):
    villain = make_character("Kilgrave")
    for name in ("Kevin Thompson", "Killgrave", "The Purple Man"):
        make_alias(villain, name)
    shelve(
        villain, make_person("Why Killgrave has to come back"), make_person("Killgrave returns", biography="Killgrave!")
    )

    assert found("killgrave") == ["Kilgrave", "Killgrave returns", "Why Killgrave has to come back"]
    assert found("purple man killgrave") == ["Kilgrave"]


def test_slips_lead_to_no_name_that_is_not_to_be_told(db):
    shelve(make_character("Kilgrave", horizon=16), make_person("Somebody"))

    assert [near("killgrave", horizon) for horizon in (NOT_CHOSEN, up_to(15), up_to(16))] == [[], [], ["Kilgrave"]]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("neighbour villain", ["Eka Darville", "Villain Expert", "David Tennant"]),
        ("villain hunted yesterday", ["David Tennant", "Villain Expert"]),
        ("tennent hunted yesterday", ["David Tennant"]),
        ("vilain yesterday neighbuor", []),
        ("xylophone yesterday", []),
        ("yesterday", []),
    ],
)
def test_of_a_question_that_nothing_answers_finds_what_says_most(people, text, titles):
    assert found(text) == []
    assert in_part(text) == titles


def test_what_says_a_part_is_only_what_the_reader_is_told(db):
    shelve(make_character("Old Foe", horizon=16, description="Plays chess."), make_person("Somebody"))

    assert [in_part("foe chess yesterday", horizon) for horizon in (up_to(15), up_to(16))] == [[], ["Old Foe"]]


@pytest.mark.parametrize(
    "text", ["s02e07", "S2E7", "2x07", '"s02e07"', "season 2 episode 7", "Season 2, ep. 7", "episode 7"]
)
def test_finds_an_episode_by_where_it_stands(db, text):
    season = make_season()
    shelve(season, *[make_episode(season, number, title=f"The {number}th") for number in (5, 7)])
    shelve(make_person("Writer", biography="Wrote season 2, episode 7, season 2, episode 7."))

    assert found(text)[0] == "The 7th"


HOSTILE = [
    "", " ", '"', '"""', "'", "*", "%", "_", "a*", "-a", "^a", "a AND", "OR", "NOT a", "NEAR(a b)", "{title}: a",
    "title:a", "(", ")", "a & b | !c <-> d:*", "'; DROP TABLE x", "\\", "😀", "‮עברית", "中文", "é" * 150,
    "a" * 100_000,
    '"' * 999, "a " * 500, "½", "ﬁ", "\u0301", "s02e11", "[[person:x]]", "<b>x</b>", "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_a_question(people, text):
    assert isinstance(found(text), list)
    assert isinstance(suggest(text, ALL, timezone.now()), list)


def test_reads_a_bounded_part():
    assert len(read("word " * 1_000)) == 1
    assert len(read(" ".join(f"w{number}" for number in range(1_000)))) == 12
    assert read("x" * LONGEST + " beyond") == read("x" * LONGEST)


def test_kinds_are_counted_whichever_are_chosen(people):
    shelve(make_character("The Villain"))

    answer = find("villain", ALL, timezone.now(), {"character"})

    assert answer.kinds == {"person": 2, "character": 1}
    assert [each.title for each in answer.matches] == ["The Villain"]


def test_of_a_very_common_word_the_best_are_ranked(db, monkeypatch):
    monkeypatch.setattr("editorial.search.finding.MOST", 5)
    shelve(*[make_person(f"Number {number}", biography="Common.") for number in range(9)], make_person("Common"))

    answer = find("common", ALL, timezone.now())

    assert answer.is_cut
    assert answer.matches[0].title == "Common"
    assert MOST > 5


def test_marks_what_was_asked_for_and_escapes_the_rest():
    terms = read("reviews <b> JR")

    assert marked("A <b>review</b> by J.R. & co", terms) == (
        "A &lt;<mark>b</mark>&gt;<mark>review</mark>&lt;/<mark>b</mark>&gt; by <mark>J.R</mark>. &amp; co"
    )


def test_an_excerpt_is_where_most_of_it_stands():
    text = "One villain. " + "Word " * 60 + "and a villain with a purple suit. " + "Word " * 60

    shown = excerpt(text, read("purple villain"))

    assert "<mark>villain</mark> with a <mark>purple</mark> suit" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")


def test_suggests_titles_by_their_beginnings(people):
    def titles(text, horizon=ALL):
        return [each.title for each in suggest(text, horizon, timezone.now())]

    assert titles("dar") == ["Eka Darville"]
    assert titles("eka d") == ["Eka Darville"]
    assert titles("neighb") == []
    shelve(make_character("Darkness", horizon=16))
    assert titles("dark", up_to(15)) == []
    assert titles("dark", up_to(16)) == ["Darkness"]
