"""Checks are registered for models, and what they find is grouped by record."""

import pytest

from editorial import checks
from editorial.checks import findings as kinds_of_finding
from editorial.checks import registry
from editorial.checks.findings import FindingKind
from people.models import Person, PersonAlias
from tests.factories.episodes import make_credit, make_episode, make_season
from tests.factories.people import make_alias, make_character, make_person

doubt = FindingKind("doubt", "Doubtful", checks.Level.WARNING)
fault = FindingKind("fault", "Wrong", checks.Level.ERROR)


@pytest.fixture(autouse=True)
def registered(monkeypatch):
    """No app has registered anything yet."""
    monkeypatch.setattr(registry, "_checks", {})


def find_doubts(records):
    for record in records:
        yield doubt(record, "Is this so?")


def find_faults(people):
    for person in people:
        for alias in person.aliases.all():
            yield fault(person, "This is not so.", alias, "name")


@pytest.mark.django_db
def test_what_is_found_is_told_for_each_record_errors_first():
    checks.register(find_doubts)
    checks.register(find_faults, Person)
    wrong, doubtful = make_person(), make_person()
    alias = make_alias(wrong, "W.")

    assert checks.findings_in([wrong, doubtful]) == {
        wrong: [
            checks.Finding(checks.Level.ERROR, "fault", "This is not so.", wrong, alias, "name"),
            checks.Finding(checks.Level.WARNING, "doubt", "Is this so?", wrong, wrong),
        ],
        doubtful: [checks.Finding(checks.Level.WARNING, "doubt", "Is this so?", doubtful, doubtful)],
    }


@pytest.mark.django_db
def test_a_check_is_asked_about_its_own_models_alone():
    checks.register(find_faults, Person)
    character = make_character()
    make_alias(character, "C.")

    assert checks.findings_in([character]) == {character: []}
    assert checks.findings_in([]) == {}


@pytest.mark.django_db
def test_a_check_has_rows_and_all_that_is_referred_to_at_hand(django_assert_num_queries):
    season = make_season()
    episode = make_episode(season)
    make_credit(episode, make_person("Anna"))
    fetched = type(episode).objects.get(pk=episode.pk)
    checks.fetch([fetched])

    with django_assert_num_queries(0):
        assert [str(credit.person) for credit in fetched.credits.all()] == ["Anna"]
        assert fetched.season == season


@pytest.mark.django_db
def test_everything_is_looked_at_a_chunk_at_a_time(monkeypatch):
    monkeypatch.setattr(registry, "CHUNK", 2)
    checks.register(find_doubts)
    people = [make_person() for _ in range(5)]
    character = make_character()

    chunks = [(model.__name__, list(found)) for model, found in checks.all_findings() if found]

    assert sorted(chunks, key=str) == sorted(
        [
            ("Person", people[0:2]),
            ("Person", people[2:4]),
            ("Person", people[4:5]),
            ("Character", [character]),
        ],
        key=str,
    )
    assert [model for model, _ in checks.all_findings(Person)] == [Person] * 3


@pytest.mark.django_db
def test_a_finding_says_where_it_is_in_words():
    person = make_person()
    alias = PersonAlias(person=person, name="P.")

    assert doubt(person, "").place == ""
    assert doubt(person, "", field="title").place == "name"
    assert doubt(person, "", field="aliases").place == "person aliases"
    assert doubt(person, "", alias, "note").place == "person alias “P.”, note"


def test_no_two_kinds_of_finding_share_a_code(monkeypatch):
    monkeypatch.setattr(kinds_of_finding, "HEADINGS", {})
    checks.declare("same", "One", checks.Level.ERROR)

    with pytest.raises(ValueError, match="Two kinds of finding have the code 'same'"):
        checks.declare("same", "Another", checks.Level.ERROR)
