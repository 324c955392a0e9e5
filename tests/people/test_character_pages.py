import pytest

from editorial.links.index import reindex
from tests.factories.episodes import make_appearance, make_casting, make_episode, make_season
from tests.factories.people import make_alias, make_character, make_identity, make_person
from tests.factories.public import ANSWERS, HIDDEN
from tests.factories.sources import make_source
from tests.reading import offered, visit

pytestmark = pytest.mark.django_db

CHARACTERS = "/characters/"


def characters_in(links):
    return [link for link in links if link.startswith(CHARACTERS) and link != CHARACTERS]


@pytest.fixture
def season():
    """Thirteen episodes came before it, so that its first is number 14."""
    season = make_season(episodes_before=13)
    for number in range(1, 8):
        make_episode(season, number)
    return season


class TestList:
    def test_opens_with_whom_everybody_may_know_by_name(self, client):
        make_character("Trish Walker", key="trish", sort_name="Walker, Trish")
        make_character("Jessica Jones", key="jessica", sort_name="Jones, Jessica")

        page = visit(client, CHARACTERS)

        assert characters_in(page.open_links) == ["/characters/jessica/", "/characters/trish/"]

    def test_gives_the_first_sentence_without_what_is_veiled(self, client):
        make_person("J. R. Ramirez", key="ramirez")
        text = "Played by [[person:ramirez]], ||the culprit,||{s02e05} a painter. He moves in."
        make_character("Oscar", description=text)

        page = visit(client, CHARACTERS)

        assert "Oscar Played by J. R. Ramirez, a painter." in one_space(page.open_text)
        assert "culprit" not in page.text
        assert "He moves in" not in page.text

    def test_names_nobody_later_in_a_first_sentence(self, client, season):
        make_character("Malus", key="malus", horizon=18)
        make_character("Jessica", description="Looks for [[character:malus]] in vain.")
        make_character("Inez", horizon=18, description="Works for [[character:malus]] in secret.")

        page = visit(client, CHARACTERS)

        assert "Looks for … in vain." in one_space(page.open_text)
        assert "Works for Malus in secret." in one_space(page.text)
        assert "Malus" not in page.open_text

    def test_sets_one_veil_for_each_later_horizon(self, client, season):
        make_character("Malus", key="malus", horizon=18, description="Is a doctor.")
        make_character("Costa", key="costa", horizon=18)
        make_character("Pam", key="pam", horizon=14)

        page = visit(client, CHARACTERS)

        assert characters_in(page.open_links) == []
        assert characters_in(page.links) == ["/characters/pam/", "/characters/costa/", "/characters/malus/"]
        assert page.open_text.count("Spoiler:") == 2
        assert "Spoiler: season 2, episode 1 " in page.open_text
        assert "Spoiler: season 2, episode 5 " in page.open_text
        for secret in ["Malus", "Costa", "Pam", "doctor"]:
            assert secret not in page.open_text

    def test_shows_whom_an_episode_has_behind_a_veil_or_as_far_as_one_has_watched(self, client):
        episode = make_episode(make_season(episodes_before=13), 1)
        make_appearance(episode, make_character("Jessica", key="jessica"))
        make_character("Absent", key="absent")

        veiled = visit(client, CHARACTERS, episode="s02e01")
        counted = offered(client.get(CHARACTERS))["episode"]
        client.cookies["horizon"] = "14"
        told = visit(client, CHARACTERS, episode="s02e01")

        assert counted == {"s02e01": None}
        assert "/characters/jessica/" in veiled.links
        assert "/characters/jessica/" not in veiled.open_links
        assert characters_in(told.open_links) == ["/characters/jessica/"]
        assert offered(client.get(CHARACTERS))["episode"] == {"s02e01": 1}

    def test_counts_a_part_for_who_plays_it_in_truth(self, client):
        season = make_season(episodes_before=13)
        woman, mother = make_character("Woman", key="woman"), make_character("Mother", key="mother")
        make_identity(woman, mother, revealed=20)
        make_casting(season, character=woman, billing="guest")
        found = []
        for horizon in ("19", "20"):
            client.cookies["horizon"] = horizon
            found += characters_in(visit(client, CHARACTERS, billing="guest").links)

        assert found == ["/characters/woman/", "/characters/mother/"]

    def test_shows_the_named_or_the_unnamed(self, client):
        make_character("Jessica", key="jessica")
        make_character("Hogarth's doctor", key="doctor", unnamed=True)

        assert characters_in(visit(client, CHARACTERS, unnamed="yes").links) == ["/characters/doctor/"]
        assert characters_in(visit(client, CHARACTERS, unnamed="no").links) == ["/characters/jessica/"]

    @pytest.mark.parametrize("way", HIDDEN)
    def test_shows_nobody_hidden(self, client, way):
        make_character("Shown", key="shown")
        make_character("Ghost", key="ghost", **HIDDEN[way]())

        page = visit(client, CHARACTERS)

        assert characters_in(page.links) == ["/characters/shown/"]
        assert "Ghost" not in page.text

    def test_costs_the_same_for_few_and_many(self, client, season):
        make_person(key="actor")
        for number in range(2):
            make_character(f"One {number}", description="By [[person:actor]].", horizon=number * 14)
        few = visit(client, CHARACTERS).queries
        for number in range(60):
            make_character(f"Another {number}", description="By [[person:actor]].", horizon=number % 20)

        assert visit(client, CHARACTERS).queries == few <= 10


class TestDetail:
    def test_describes_with_veils_within_the_text(self, client):
        jessica = make_character("Jessica Jones", description="A detective. ||She is arrested.||{s02e04}")

        page = visit(client, jessica.get_absolute_url())

        assert page.headings[0] == ("h1", "Jessica Jones")
        assert "A detective." in page.open_text
        assert "arrested" not in page.open_text
        assert "She is arrested." in page.text

    def test_says_when_the_name_is_ours(self, client):
        doctor = make_character("Hogarth's doctor", unnamed=True, description="A doctor.")

        assert "The story leaves this character without a name" in visit(client, doctor.get_absolute_url()).text

    def test_shows_other_names_veiled_where_they_give_something_away(self, client, season):
        hansen = make_character("Leslie Hansen")
        make_alias(hansen, "The caller")
        make_alias(hansen, "The impostor", horizon=17)

        page = visit(client, hansen.get_absolute_url())

        assert "Alias The caller" in page.open_text
        assert "The impostor" not in page.open_text
        assert "Alias The impostor" in page.text

    def test_of_a_later_character_everything_stands_behind_one_veil(self, client, season):
        pam = make_character("Pam", horizon=14, description="Works for Hogarth.")
        make_alias(pam, "Pamela", horizon=14)

        page = visit(client, pam.get_absolute_url())

        assert page.headings[0] == ("h1", "Pam")
        assert "Whatever there is to tell stands behind the veil." in page.open_text
        assert page.text.count("Spoiler:") == 1
        assert "Hogarth" not in page.open_text
        assert "Pamela" not in page.open_text
        assert "Works for Hogarth." in page.text

    def test_a_face_leads_to_its_truth_behind_a_veil(self, client, season):
        make_source(title="The article", key="s4")
        face = make_character("The stranger", key="stranger")
        truth = make_character("Alisa Jones", key="alisa", horizon=19)
        make_identity(face, truth, revealed=19, explanation="She says so.[@s4, ¶30]", cites="[@s4, ¶30]")

        page = visit(client, face.get_absolute_url())

        assert "/characters/alisa/" in page.links
        assert "/characters/alisa/" not in page.open_links
        assert "Who this is in truth: Alisa Jones.1" in page.text
        assert "She says so.1" in page.text
        for secret in ["Alisa", "in truth", "says so"]:
            assert secret not in page.open_text.lower() + page.description + page.title

    def test_a_truth_leads_to_its_faces_behind_veils(self, client, season):
        truth = make_character("Karl Malus", key="malus")
        make_identity(make_character("The octopus doctor", key="octopus"), truth, revealed=18)
        make_identity(make_character("The man on the phone", key="phone"), truth, revealed=20)

        page = visit(client, truth.get_absolute_url())

        assert characters_in(page.links) == ["/characters/octopus/", "/characters/phone/"]
        assert characters_in(page.open_links) == []
        assert "Seen before that as: The octopus doctor." in page.text
        assert "doctor" not in page.open_text
        assert "phone" not in page.open_text
        assert page.open_text.count("Spoiler:") == 2

    def test_an_identity_is_veiled_as_long_as_either_name_is(self, client, season):
        face = make_character("The stranger")
        make_identity(face, make_character("Alisa", horizon=19), revealed=14)

        assert "Spoiler: season 2, episode 6" in visit(client, face.get_absolute_url()).open_text

    @pytest.mark.parametrize("way", HIDDEN)
    def test_an_identity_with_somebody_hidden_is_not_shown(self, client, way):
        face, truth = make_character("The stranger"), make_character("Ghost", **HIDDEN[way]())
        make_identity(face, truth, revealed=0, explanation="It was all a dream.")

        page = visit(client, face.get_absolute_url())

        assert page.headings[0] == ("h1", "The stranger")
        assert "Ghost" not in page.text
        assert "dream" not in page.text

    @pytest.mark.parametrize("way", HIDDEN)
    def test_is_not_found_while_hidden(self, client, way):
        ghost = make_character("Ghost", **HIDDEN[way]())

        page = visit(client, ghost.get_absolute_url())

        assert page.status == ANSWERS[way]
        assert "Ghost" not in page.text

    def test_leads_to_who_plays_the_part_and_back(self, client, season):
        jessica, ritter = make_character("Jessica Jones"), make_person("Krysten Ritter")
        make_casting(season, ritter, jessica)
        make_appearance(season.episodes.get(number_in_season=1), jessica)

        page = visit(client, jessica.get_absolute_url())

        assert ritter.get_absolute_url() in page.open_links
        assert "/episodes/s02e01/" in page.links
        assert "/episodes/s02e01/" not in page.open_links
        assert jessica.get_absolute_url() in visit(client, ritter.get_absolute_url()).links

    def test_costs_the_same_for_few_and_many(self, client, season):
        jessica = make_character("Jessica", description="Played.[@s4]")
        make_source(key="s4")

        def fill(numbers):
            for number in numbers:
                mentioning = f"Of [[character:{jessica.key}]]."
                other = make_character(f"Other {number}", description=mentioning, horizon=number)
                make_identity(other, jessica, revealed=number % 3, explanation="Yes.[@s4, ¶1]")
                make_alias(jessica, f"Name {number}", horizon=number % 3, cites="[@s4]")
                make_casting(season, make_person(f"Actor {number}"), jessica)
                reindex([other])

        fill(range(3))
        few = visit(client, jessica.get_absolute_url()).queries
        fill(range(3, 20))

        assert visit(client, jessica.get_absolute_url()).queries == few <= 16


def one_space(text):
    return " ".join(text.split())
