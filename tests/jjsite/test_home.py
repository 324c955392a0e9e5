import pytest

from tests.factories.news import make_article, make_episode
from tests.factories.public import HIDDEN
from tests.factories.reviews import make_season
from tests.reading import visit

pytestmark = pytest.mark.django_db


def test_says_what_it_is_and_is_found_empty_too(client):
    page = visit(client, "/")

    assert page.headings[0] == ("h1", "Jessica Jones Casebook")
    assert "An unofficial fan site" in page.text
    assert page.title == "Jessica Jones Casebook · Unofficial fan site"


def test_shows_the_latest_season_at_a_glance(client):
    make_episode(season=make_season(number=1, title="The first season", released="2015"))
    season = make_season(
        number=2,
        title="The second season",
        released="2018-03-08",
        network="Netflix",
        episode_count=13,
        premise="A new *case*.",
        absent={"country": "not stated"},
    )
    make_episode(season=season)

    page = visit(client, "/")

    assert "The second season" in page.text
    assert "Season 2 Episodes 13 Released March 8, 2018 Network Netflix Country not stated" in page.text
    assert "A new case." in page.text
    assert season.get_absolute_url() in page.links
    assert "The first season" not in page.text


def test_a_season_announced_does_not_push_out_one_with_episodes(client):
    make_episode(season=make_season(title="The second season", released="2018"))
    make_season(title="The third season", released="2019")

    page = visit(client, "/")

    assert "The second season" in page.text
    assert "The third season" not in page.text


def test_shows_the_episodes_as_covers_with_their_teasers(client):
    season = make_season(released="2018")
    second = make_episode(2, season=season, title="AKA Second", teaser="A safe word.", summary="She wins.")
    first = make_episode(1, season=season, title="AKA First")
    make_episode(3, season=make_season(released="2015"), title="Of another season")

    page = visit(client, "/")

    assert "AKA Second A safe word." in page.text
    assert page.text.index("AKA First") < page.text.index("AKA Second")
    assert {first.get_absolute_url(), second.get_absolute_url()} <= set(page.links)
    assert "She wins." not in page.text
    assert "Of another season" not in page.text


def test_shows_the_three_latest_news(client):
    for year in range(2014, 2018):
        make_article(title=f"News of {year}", happened=str(year), digest=f"It was {year}.")

    page = visit(client, "/")

    assert "2017 News of 2017 It was 2017." in page.text
    assert "News of 2015" in page.text
    assert "News of 2014" not in page.text


@pytest.mark.parametrize("hidden", HIDDEN)
def test_shows_nothing_hidden(client, hidden):
    season = make_season(title="Season seen", released="2018")
    make_episode(1, season=season, title="Episode seen")
    make_episode(2, season=season, title="Unseen episode", **HIDDEN[hidden]())
    unseen = make_season(title="Unseen season", released="2019", **HIDDEN[hidden]())
    make_episode(1, season=unseen, title="Unseen for its season")
    make_article(title="Unseen article", **HIDDEN[hidden]())

    page = visit(client, "/")

    assert "Episode seen" in page.text
    assert "Unseen" not in page.text


@pytest.mark.parametrize("hidden", HIDDEN)
def test_shows_no_season_rather_than_a_hidden_one(client, hidden):
    make_season(title="Unseen season", **HIDDEN[hidden]())

    assert "Unseen season" not in visit(client, "/").text


def test_names_nothing_that_gives_something_away_not_even_behind_a_veil(client):
    make_episode(1, season=make_season(title="The fall of the house", released="2019", horizon=20))
    season = make_season(title="Season seen", released="2018")
    make_episode(1, season=season, title="Episode seen")
    make_episode(2, season=season, title="The mother returns", horizon=15)
    make_article(title="The mother speaks", horizon=15)

    page = visit(client, "/")

    assert "Episode seen" in page.text
    for text in ["The fall of the house", "The mother returns", "The mother speaks"]:
        assert text not in page.text


def test_leads_everywhere(client):
    page = visit(client, "/")

    for address in [
        "/people/",
        "/characters/",
        "/timeline/",
        "/soundtrack/",
        "/reception/",
        "/predictions/",
        "/disagreements/",
        "/sources/",
        "/about/",
    ]:
        assert address in page.links


def test_costs_the_same_however_much_there_is(client):
    season = make_season(released="2018", premise="[[person:nobody]].[@nowhere] ||No.||{s02e01}")
    make_episode(1, season=season)
    make_article(digest="[[person:nobody]].[@nowhere]")
    few = visit(client, "/")

    for number in range(2, 14):
        make_episode(number, season=season)
        make_article(digest="[[person:nobody]].[@nowhere]")
        make_season(released="2017")
    many = visit(client, "/")

    assert few.queries == many.queries <= 8
