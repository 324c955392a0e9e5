"""Lists narrowed by facets, on the list of episodes."""

from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from editorial.horizon import ALL, NOT_CHOSEN, up_to
from editorial.pages import facets
from episodes.models import Episode
from episodes.views import EpisodeListView
from tests.factories.episodes import make_appearance, make_credit, make_episode, make_season
from tests.factories.people import make_character, make_person
from tests.reading import Page, offered, visit

pytestmark = pytest.mark.django_db

EPISODES = "/episodes/"


@pytest.fixture
def season():
    return make_season(episodes_before=13)


@pytest.fixture
def makers(season):
    """Three episodes: Ann directed two and wrote one, Bob directed and wrote the others."""
    ann, bob = make_person("Ann", key="ann"), make_person("Bob", key="bob")
    for number, director, writer in [(1, ann, bob), (2, ann, ann), (3, bob, bob)]:
        episode = make_episode(season, number, title=f"Title {9 - number}")
        make_credit(episode, director, "director")
        make_credit(episode, writer, "writer")
    return ann, bob


def at(client, horizon):
    client.cookies["horizon"] = str(horizon)
    return client


def listed(page):
    return [link.split("/")[-2] for link in page.links if link.startswith("/episodes/s")]


def narrowed(query, horizon=ALL):
    episodes = Episode.objects.public().told(horizon).for_listing()
    request = SimpleNamespace(horizon=horizon)
    return EpisodeListView.filterset_class(QueryDict(query), queryset=episodes, request=request)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [1, 2, 3]),
        ("director=ann", [1, 2]),
        ("director=ann&director=bob", [1, 2, 3]),
        ("director=ann&writer=bob", [1]),
        ("director=ann&director=bob&writer=ann", [2]),
        ("director=bob&writer=ann", []),
        ("director=ann&director=ann&director=&unheard=of", [1, 2]),
    ],
)
def test_values_of_one_facet_are_any_of_them_and_facets_all_of_them(client, makers, query, found):
    page = visit(client, f"{EPISODES}?{query}")

    assert page.status == 200
    assert listed(page) == [f"s02e0{number}" for number in found]


def test_an_option_says_how_many_there_would_be_with_what_is_chosen_in_the_other_facets(client, makers):
    counts = offered(client.get(f"{EPISODES}?director=ann"))

    assert counts["director"] == {"ann": 2, "bob": 1}
    assert counts["writer"] == {"ann": 1, "bob": 1}


def test_a_chosen_option_stays_where_nothing_fits(client, makers):
    counts = offered(client.get(f"{EPISODES}?director=bob&writer=ann"))

    assert counts["director"] == {"bob": 0, "ann": 1}
    assert counts["writer"] == {"ann": 0, "bob": 1}


def test_numbers_are_part_of_what_is_read_out(client, makers):
    assert "Ann, 2 episodes" in visit(client, EPISODES).text
    assert "Bob, 1 episode " in visit(client, EPISODES).text


def test_each_choice_can_be_taken_back(client, makers):
    page = visit(client, f"{EPISODES}?director=ann&writer=bob&sort=title")

    assert {"Remove Director: Ann", "Remove Writer: Bob"} <= set(page.spoken)
    assert {
        "?writer=bob&sort=title",
        "?director=ann&sort=title",
        "?sort=title",
    } <= set(page.links)
    assert "1 episode " in page.text


def test_a_list_narrowed_to_nothing_leads_back_one_choice_at_a_time(client, makers):
    page = visit(client, f"{EPISODES}?director=bob&writer=ann")

    assert "No episode fits" in page.text
    assert "Without Director: Bob" in page.text
    assert "?writer=ann" in page.links


def test_what_was_wrong_is_said_and_what_was_right_is_kept(client, makers):
    response = client.get(f"{EPISODES}?director=ann&director=nobody&writer=bob&sort=title")
    page = Page(response.content.decode())

    assert response.status_code == 400
    assert "Select a valid choice." in page.text
    assert [(chosen.facet, chosen.label) for chosen in response.context["filter"].chosen] == [
        ("Director", "Ann"),
        ("Writer", "Bob"),
    ]
    assert response.context["filter"].sort == "title"
    assert listed(page) == []


@pytest.mark.parametrize(
    "query",
    [
        "director=%00",
        "director=" + "9" * 7_000,
        "director=%ED%A0%80",
        urlencode([("director", str(number)) for number in range(500)]),
        "sort=pk",
        "sort=title&sort=%00",
    ],
)
def test_nonsense_is_an_error_of_the_form(client, makers, query):
    assert visit(client, f"{EPISODES}?{query}").status == 400


def test_nothing_typed_gets_into_the_database(client, makers):
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{EPISODES}?director=typed-by-somebody&season=typed-by-somebody&sort=typed-by-somebody")

    assert not any("typed-by-somebody" in query["sql"] for query in queries)


def test_there_is_an_end_to_what_can_be_chosen(client, season, monkeypatch):
    monkeypatch.setattr(facets, "MOST_CHOSEN", 2)
    for number in range(1, 4):
        make_credit(make_episode(season, number), make_person(key=f"person-{number}"))

    assert visit(client, f"{EPISODES}?director=person-1&director=person-2").status == 200
    assert visit(client, f"{EPISODES}?director=person-1&director=person-2&director=person-3").status == 400


def test_a_long_facet_folds_what_is_rare_and_ends(client, season, monkeypatch):
    monkeypatch.setattr(facets, "SHOWN", 2)
    monkeypatch.setattr(facets, "MOST_SHOWN", 4)
    episode = make_episode(season, 1)
    for name in "FEDCBA":
        make_credit(episode, make_person(f"Director {name}", key=f"director-{name.lower()}"))
    make_credit(make_episode(season, 2), make_person("Other", key="other"))
    make_credit(make_episode(season, 3), make_person("Frequent", key="frequent"))
    make_credit(make_episode(season, 4), make_person("F", key="f"))
    make_credit(Episode.objects.get(key="s02e02"), make_person("Most", key="most"))
    make_credit(episode, make_person("Most too", key="most-too"))

    response = client.get(f"{EPISODES}?director=other")
    director = next(facet for facet in response.context["filter"].facets if facet.name == "director")

    assert director.shown[0].value == "other"  # what is chosen comes first, however rare
    assert [len(director.shown), len(director.folded), director.is_cut] == [2, 2, True]
    assert "There are others." in response.content.decode()
    assert visit(client, f"{EPISODES}?director=frequent").status == 200


class TestHorizons:
    @pytest.mark.parametrize(
        ("horizon", "counts"),
        [
            (NOT_CHOSEN, {"known": 1}),
            (up_to(0), {"known": 1}),
            (up_to(14), {"known": 2}),
            (up_to(15), {"known": 2, "surprise": 1}),
            (ALL, {"known": 2, "surprise": 1}),
        ],
    )
    def test_only_what_may_stand_open_is_counted(self, client, season, horizon, counts):
        known, surprise = make_person(key="known"), make_person(key="surprise", horizon=15)
        make_credit(make_episode(season, 1), known)
        make_credit(make_episode(season, 2), known, horizon=14)
        make_credit(make_episode(season, 3), surprise)

        response = at(client, horizon).get(EPISODES)

        assert offered(response)["director"] == counts
        for value, count in counts.items():
            assert len(listed(visit(client, f"{EPISODES}?director={value}"))) == count

    def test_a_veiled_entry_is_counted_nowhere_and_narrowed_by_nothing(self, client, season):
        make_episode(season, 1)
        make_episode(season, 2, horizon=15)

        assert "1 episode Whatever stands behind veils is not counted." in visit(client, EPISODES).text
        assert listed(visit(client, f"{EPISODES}?season=2")) == ["s02e01"]

    def test_no_number_says_in_how_many_episodes_somebody_is(self, client, season):
        foe, friend = make_character("Foe", key="foe"), make_character("Friend", key="friend")
        for number in (1, 2, 3):
            make_appearance(make_episode(season, number), foe)
        make_appearance(Episode.objects.get(key="s02e01"), friend)

        before = client.get(EPISODES)
        after = client.get(f"{EPISODES}?character=foe")

        assert offered(before)["character"] == {"foe": None, "friend": None}
        assert {count for counts in offered(after).values() for count in counts.values()} == {None}
        page = Page(after.content.decode())
        assert "How many fit stands behind the veil" in page.open_text
        assert not any(link in page.open_links for link in ["/episodes/s02e01/", "/episodes/s02e02/"])
        assert len(listed(page)) == 3

    @pytest.mark.parametrize(
        ("horizon", "counts"), [(up_to(13), {}), (up_to(15), {"foe": 2, "friend": 1}), (ALL, {"foe": 3, "friend": 1})]
    )
    def test_who_has_said_how_far_they_are_is_told_of_appearances_so_far(self, client, season, horizon, counts):
        foe, friend = make_character("Foe", key="foe"), make_character("Friend", key="friend")
        for number in (1, 2, 3):
            make_appearance(make_episode(season, number), foe)
        make_appearance(Episode.objects.get(key="s02e01"), friend)

        assert offered(at(client, horizon).get(EPISODES))["character"] == counts

    def test_titles_that_are_left_out_give_no_order(self, client, season):
        for number, title in [(1, "Zebra"), (2, "Yak"), (3, "Ant"), (4, "Bee")]:
            make_episode(season, number, title=title)

        orders = [
            listed(visit(at(client, horizon), f"{EPISODES}?sort=title")) for horizon in (up_to(15), up_to(0), ALL)
        ]

        assert orders == [
            ["s02e02", "s02e01", "s02e03", "s02e04"],
            ["s02e01", "s02e02", "s02e03", "s02e04"],
            ["s02e03", "s02e04", "s02e02", "s02e01"],
        ]

    @pytest.mark.parametrize(
        ("horizon", "words"),
        [
            (NOT_CHOSEN, ""),
            (up_to(0), "Left out here: what the episodes give away."),
            (up_to(13), "Left out here: what episodes after season 1 give away."),
            (up_to(14), "Left out here: what episodes after season 2, episode 1 give away."),
            (ALL, ""),
        ],
    )
    @pytest.mark.parametrize("address", [EPISODES, "/people/", "/people/ann/", "/season/2/"])
    def test_a_page_says_that_it_leaves_something_out_whether_it_does_or_not(
        self, client, season, makers, address, horizon, words
    ):
        text = visit(at(client, horizon), address).text

        assert words in text
        assert ("Left out here" in text) is bool(words)


def test_a_filterset_needs_of_the_request_its_horizon_alone(makers):
    entries = narrowed("director=ann&sort=title")

    assert entries.is_valid()
    assert [episode.key for episode in entries.qs] == ["s02e02", "s02e01"]
    assert not narrowed("director=nobody").is_valid()
    assert "director" in narrowed("director=nobody").errors


@pytest.mark.parametrize("query", ["", "?director=ann&writer=bob&sort=title", "?character=heroine"])
def test_costs_the_same_with_few_and_many(client, season, makers, query):
    heroine = make_character(key="heroine")

    def fill(numbers):
        for number in numbers:
            episode = make_episode(season, number)
            for job in ("director", "writer", "cover"):
                make_credit(episode, job=job)
            make_appearance(episode, heroine)
            make_appearance(episode)

    fill([4, 5])
    few = visit(client, EPISODES + query).queries
    fill(range(6, 60))

    assert visit(client, EPISODES + query).queries == few <= 13
