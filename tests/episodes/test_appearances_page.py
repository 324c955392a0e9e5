import pytest

from tests.factories.episodes import make_appearance, make_episode, make_season
from tests.factories.people import make_character, make_identity
from tests.factories.public import HIDDEN
from tests.reading import visit

pytestmark = pytest.mark.django_db

ADDRESS = "/appearances/"


@pytest.fixture
def season():
    return make_season(2, episodes_before=13)


@pytest.fixture
def episodes(season):
    return [make_episode(season, number) for number in (1, 2, 3)]


def read(client, horizon=""):
    if horizon:
        client.cookies["horizon"] = horizon
    return visit(client, ADDRESS)


def rows(client, horizon="all"):
    """{character: which episodes} as the table says it."""
    client.cookies["horizon"] = horizon
    seasons = client.get(ADDRESS).context["seasons"]
    return {
        row.character.title: [place.episode.number_in_season for place in row.places if place]
        for season in seasons
        for row in season.rows
    }


def test_shows_who_is_in_which_episode_who_is_in_most_first(client, episodes):
    few, many = make_character("Few"), make_character("Many")
    make_appearance(episodes[0], few)
    for episode in episodes:
        make_appearance(episode, many)

    page = read(client, "all")

    assert "Many 3 of 3" in page.text
    assert "Few 1 of 3" in page.text
    assert page.text.index("Many 3 of 3") < page.text.index("Few 1 of 3")
    assert f"{many.get_absolute_url()}#appearances" in page.links
    assert episodes[2].get_absolute_url() in page.links


def test_the_manner_is_told_by_shape_and_word(client, episodes):
    make_appearance(episodes[0], make_character(), manner="mentioned")

    page = read(client, "all")

    assert "Season 2, episode 1, mentioned" in page.spoken
    assert "○ mentioned" in page.text
    assert "on screen" not in page.text


def test_who_has_not_said_how_far_they_are_finds_all_of_it_behind_a_veil(client, episodes):
    make_appearance(episodes[2], make_character("Later"))

    page = read(client)

    assert "Later" in page.text
    assert "Later" not in page.open_text
    assert "1 of 3" not in page.open_text
    assert not any("later" in link.lower() or "s02e" in link for link in page.open_links)


def test_up_to_an_episode_there_are_its_columns_and_no_later_ones(client, episodes):
    known, later, named_later = make_character("Known"), make_character("Later"), make_character("Named", horizon=16)
    for episode in episodes:
        make_appearance(episode, known)
    make_appearance(episodes[2], later)
    make_appearance(episodes[0], named_later)
    make_appearance(episodes[0], make_character("Told"), horizon=15)

    page = read(client, "14")

    assert rows(client, "14") == {"Known": [1]}
    assert "Known 1 of 1" in page.text
    assert not {"Later", "Named", "Told"} & set(page.text.split())
    assert "s02e02" not in " ".join(page.links)
    assert rows(client, "15") == {"Known": [1, 2], "Told": [1]}


def test_before_the_first_episode_there_is_nothing_but_why(client, episodes):
    make_appearance(episodes[0], make_character("Known"))

    page = read(client, "0")

    assert "Known" not in page.text
    assert "for the episodes that you have seen" in page.text


def test_two_faces_are_two_rows_until_they_are_revealed_and_one_after(client, episodes):
    face, truth = make_character("Stranger"), make_character("Mother", horizon=15)
    make_identity(face, truth, revealed=16)
    make_appearance(episodes[0], face)
    make_appearance(episodes[1], truth)

    assert rows(client, "15") == {"Stranger": [1], "Mother": [2]}
    assert rows(client, "16") == {"Mother": [1, 2]}
    assert rows(client, "all") == {"Mother": [1, 2]}


def test_a_truth_that_is_in_no_episode_itself_has_the_places_of_its_face(client, episodes):
    face, truth = make_character("Stranger"), make_character("Mother")
    make_identity(face, truth, revealed=14)
    make_appearance(episodes[0], face)

    assert rows(client) == {"Mother": [1]}


def test_two_faces_in_one_episode_count_once_by_the_plainer(client, episodes):
    face, truth = make_character("Stranger"), make_character("Mother")
    make_identity(face, truth, revealed=14)
    make_appearance(episodes[0], face, manner="mentioned")
    make_appearance(episodes[0], truth, manner="on-screen")

    assert "Season 2, episode 1, on screen" in read(client, "all").spoken
    assert rows(client) == {"Mother": [1]}


@pytest.mark.parametrize("hidden", HIDDEN)
def test_hidden_characters_and_episodes_are_not_there(client, season, episodes, hidden):
    make_appearance(episodes[0], make_character("Shown"))
    make_appearance(episodes[0], make_character("Hidden", **HIDDEN[hidden]()))
    make_appearance(make_episode(season, 4, **HIDDEN[hidden]()), make_character("Elsewhere"))

    assert rows(client) == {"Shown": [1]}
    assert "1 of 3" in read(client, "all").text


def test_with_no_appearance_it_says_so(client, episodes):
    assert "No appearance has been recorded so far." in read(client, "all").text


def test_costs_the_same_with_few_and_many(client, season, episodes):
    make_identity(make_character(), make_character(), revealed=14)
    make_appearance(episodes[0], make_character())
    few = read(client, "all").queries
    for number in range(4, 10):
        episode = make_episode(season, number)
        for _ in range(5):
            make_appearance(episode, make_character())

    assert read(client, "all").queries == few
    assert few <= 5
