"""What is checked about names: who is who, and how it is written."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.checks import findings_in, one_run
from editorial.publishing import State
from people.checks.spellings import distance
from tests.editorial.checks.finding import found
from tests.factories.episodes import make_casting, make_episode, make_season, make_section
from tests.factories.news import make_claim
from tests.factories.people import make_alias, make_character, make_identity, make_person
from tests.factories.public import DRAFT
from tests.factories.sources import make_discrepancy

pytestmark = pytest.mark.django_db

EARLY = "early-identity"
SIMILAR = "similar-names"


class TestIdentities:
    @pytest.fixture(autouse=True)
    def season(self):
        season = make_season(2, episodes_before=13)
        for number in range(1, 8):
            make_episode(season, number)
        return season

    @pytest.fixture(autouse=True)
    def face(self):
        return make_character("The Stranger", key="stranger")

    @pytest.fixture(autouse=True)
    def truth(self, face):
        truth = make_character("Alisa Jones", key="alisa", horizon=19)
        make_identity(face, truth, revealed=19)
        return truth

    def test_the_two_side_by_side_are_an_error_before_the_story_says_so(self, season):
        section = make_section(season, body="[[character:stranger]] is ||[[character:alisa]]||{s02e05}.")

        assert found(section, EARLY) == [
            (
                "error",
                "body",
                "This names “The Stranger” and “Alisa Jones” side by side, but that they are one is told in "
                "season 2, episode 6: veil it, or give it that horizon.",
            )
        ]

    @pytest.mark.parametrize(
        ("body", "count"),
        [
            ("The stranger is Alisa Jones.", 1),
            ("[[character:stranger|She]] is [[character:alisa|her mother]].", 1),
            ("The *stranger* is ||Alisa Jones||{s02e06}.", 0),
            ("||The stranger is Alisa Jones.||{s02e06}", 0),
            ("||The stranger|| is ||Alisa Jones.||{s02e05}", 1),
            ("The strangers met Alisa Jonesy.", 0),
            ("A stranger came.\n\nAlisa Jones left.", 0),
            ("[[character:alisa]] came.", 0),
        ],
    )
    def test_named_is_who_is_linked_or_called_by_the_whole_name(self, season, body, count):
        assert len(found(make_section(season, body=body), EARLY)) == count

    def test_what_is_told_later_as_a_whole_may_say_so(self, season):
        prose = "The stranger is Alisa Jones."

        season.episodes.update(summary=prose)

        assert len(found(season.episodes.get(number_in_season=5), EARLY)) == 1
        assert found(season.episodes.get(number_in_season=6), EARLY) == []
        assert found(make_section(season, body=prose, horizon=19), EARLY) == []
        assert len(found(make_section(season, body=prose, horizon=18), EARLY)) == 1
        assert len(found(make_claim(statement=prose), EARLY)) == 1

    def test_the_page_of_the_one_names_the_other(self, face, truth):
        face.description = "In truth [[character:alisa]]."
        face.save()
        truth.description = "Known as [[character:stranger]]."
        truth.save()

        assert [place for _, place, _ in found(face, EARLY)] == ["description"]
        assert found(truth, EARLY) == []

    def test_a_row_about_the_one_names_the_other(self, season, face):
        make_alias(face, "Alisa Jones", horizon=0)
        make_casting(season, character=face, note="[[character:alisa]], as it turns out.")

        assert len(found(face, EARLY)) == 1
        assert len(found(season, EARLY)) == 1

    def test_the_identity_itself_has_its_own_horizon(self, face, truth):
        identity = face.truths.get()
        identity.explanation = "[[character:stranger]] is [[character:alisa]]."
        identity.save()

        assert found(identity, EARLY) == []

    def test_what_is_known_from_the_start_may_be_said(self, season):
        make_identity(make_character("Patsy"), make_character("Trish"), revealed=0)

        assert found(make_section(season, body="Patsy is Trish."), EARLY) == []


class TestSpellings:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Eka Darville", "Eka Danville"),
            ("Allison Keene", "Alison Keene"),
            ("J.R. Ramirez", "J. R. Ramirez"),
            ("J.R. Ramirez", "JR Ramírez"),
            ("Kilgrave", "Killgrave"),
            ("Krysten Ritter", "Kristen Riter"),
            ("Melissa Rosenberg", "Melissa Rosenbourg"),
        ],
    )
    def test_names_that_differ_by_a_slip_are_told_on_both_sides(self, one, other):
        first, second = make_person(one, key="one"), make_person(other, key="other")

        assert found(first, SIMILAR) == [("warning", "name", f"“{one}” and “{other}”, of “other”, may be one name.")]
        assert len(found(second, SIMILAR)) == 1

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Brian Jones", "Phillip Jones"),
            ("Ann Lee", "Dan Lee"),
            ("Mox", "Max"),
            ("Karl Malus", "Carla Malus"),
            ("Krysten Ritter", "Kristin Rytter"),
            ("Jessica Jones", "Jessica Jones"),
            ("Pam", "Sam Pam"),
            ("!!!", "???"),
        ],
    )
    def test_other_names_are_other_people(self, one, other):
        first = make_person(one)
        make_person(other)

        assert found(first, SIMILAR) == []

    def test_other_names_of_other_entries_count_and_ones_own_do_not(self):
        darville = make_person("Eka Darville")
        make_alias(darville, "Eka Danville")
        assert found(darville, SIMILAR) == []

        other = make_person("E. D.", key="ed")
        make_alias(other, "Eka Danvile")

        assert found(darville, SIMILAR) == [
            ("warning", "name", "“Eka Danville” and “Eka Danvile”, of “ed”, may be one name.")
        ]

    def test_a_person_and_a_character_may_sound_alike(self):
        make_character("Jessica Jonas")

        assert found(make_person("Jessica Jones"), SIMILAR) == []

    def test_a_published_disagreement_about_either_name_says_that_all_is_well(self):
        first, second = make_person("Eka Darville", key="first"), make_person("Eka Danville", key="second")
        make_discrepancy(about="person:first", about_field="title")

        assert found(first, SIMILAR) == found(second, SIMILAR) == []

    def test_what_is_unfinished_is_told_of_what_is_finished_and_not_the_other_way_round(self):
        finished, draft = make_person("Eka Darville", key="finished"), make_person("Eka Danville", **DRAFT)
        messages = {
            record: [finding.message for finding in findings if finding.code == SIMILAR]
            for record, findings in findings_in([finished, draft]).items()
        }

        assert messages[finished] == []
        assert messages[draft] == ["“Eka Danville” and “Eka Darville”, of “finished”, may be one name."]

    def test_for_a_run_over_many_the_names_of_all_are_read_once(self):
        first, second = make_person("Eka Darville", key="first"), make_person("Eka Danville", key="second")

        with one_run():
            findings_in([first])
            with CaptureQueriesContext(connection) as queries:
                assert len(found(second, SIMILAR)) == 1

        assert not [query for query in queries if State.IN_REVIEW in query["sql"]]

    @pytest.mark.parametrize(
        ("one", "other", "edits"),
        [("", "", 0), ("", "ab", 2), ("keene", "keene", 0), ("kitten", "sitting", 3), ("ab", "ba", 2)],
    )
    def test_distance_counts_the_letters_to_change(self, one, other, edits):
        assert distance(one, other) == distance(other, one) == edits
