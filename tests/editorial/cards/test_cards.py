from io import BytesIO

import pytest
from PIL import Image

from editorial.cards.drawing import SIZE, TEXT_WIDTH, Words, drawn
from editorial.cards.lettering import can_set, cut, face, set_in_lines
from editorial.cards.words import words_of
from tests.factories.episodes import make_episode, make_season
from tests.factories.people import make_character, make_person
from tests.factories.public import HIDDEN

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 4
WORDS = Words("Person", "Krysten Ritter", "Plays the detective.", "Jessica Jones Casebook")


def picture(content):
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("title", ["", "I", "Krysten Ritter", LONG, "One word after the other " * 12])
def test_a_card_has_its_size_and_weighs_little(title):
    content = drawn(WORDS._replace(title=title, gist=title))

    assert picture(content).size == SIZE
    assert picture(content).mode == "P"
    assert len(content) < 60_000


def test_the_same_words_give_the_same_bytes():
    first = drawn(WORDS)
    drawn.cache_clear()

    assert drawn(WORDS) == first
    assert drawn(WORDS._replace(title="Carrie-Anne Moss")) != first


@pytest.mark.parametrize("text", [LONG, "One word after the other " * 12])
def test_no_line_is_longer_than_there_is_room(text):
    lines = set_in_lines(text, 100, TEXT_WIDTH)

    assert max(map(face(100).getlength, lines)) <= TEXT_WIDTH
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_what_is_cut_says_so():
    assert cut(["One two", "three four", "five"], 2) == ["One two", "three …"]
    assert cut(["One two"], 2) == ["One two"]


@pytest.mark.parametrize(("text", "can"), [("“Élodie’s” – 13 + 2…", True), ("جيسيكا", False), ("ジェシカ", False)])
def test_the_face_knows_its_letters(text, can):
    assert can_set(text) is can


@pytest.mark.django_db
class TestWords:
    def test_are_kind_title_and_gist(self):
        person = make_person("Krysten Ritter", description="Plays the detective.")

        assert words_of(person) == WORDS

    def test_a_title_without_letters_for_it_is_not_set(self):
        words = words_of(make_person("ジェシカ", description="Plays the detective."))

        assert words == ("Person", "Jessica Jones Casebook", "", "")

    def test_nor_is_such_a_gist(self):
        assert words_of(make_person("Krysten Ritter", description="ジェシカ")) == WORDS._replace(gist="")

    def test_a_later_episode_goes_by_its_number(self):
        episode = make_episode(make_season(episodes_before=13), 1, title="AKA Later", teaser="A case.")

        assert words_of(episode)[:3] == ("Episode", "Season 2, episode 1", "A case.")


@pytest.mark.django_db
class TestAddress:
    def test_gives_the_card_for_an_hour(self, client):
        person = make_person("Krysten Ritter", description="Plays the detective.")

        response = client.get(f"/cards/person/{person.slug}.png")

        assert response["Content-Type"] == "image/png"
        assert response["Cache-Control"] == "public, max-age=3600"
        assert response.content == drawn(WORDS)

    def test_is_not_drawn_for_who_has_it(self, client):
        address = f"/cards/person/{make_person('Somebody New').slug}.png"
        first = client.get(address)
        drawn.cache_clear()
        again = client.get(address, headers={"If-None-Match": first["ETag"]})

        assert (again.status_code, drawn.cache_info().misses) == (304, 0)
        assert again["ETag"] == first["ETag"]

    @pytest.mark.parametrize("hidden", HIDDEN)
    def test_of_what_is_hidden_is_that_of_nothing(self, client, hidden):
        unknown = client.get("/cards/person/nobody.png")
        found = client.get(f"/cards/person/{make_person(**HIDDEN[hidden]()).slug}.png")

        assert (found.status_code, found.content) == (404, unknown.content)

    def test_of_what_is_later_is_that_of_nothing(self, client):
        assert client.get(f"/cards/character/{make_character(horizon=14).slug}.png").status_code == 404

    def test_of_no_kind_is_nothing(self, client):
        assert client.get("/cards/secret/person.png").status_code == 404
