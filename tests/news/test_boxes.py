"""What other pages show of the news."""

import pytest

from tests.factories.news import make_article, make_claim, make_episode, make_reporter
from tests.factories.public import HIDDEN
from tests.factories.reviews import make_season
from tests.reading import visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return make_season(number=2)


def test_people_and_seasons_have_the_articles_that_concern_them(client, season):
    person = make_reporter()
    article = make_article(title="What happened", happened="2017", people=[person], seasons=[season])
    make_article(title="What else happened")

    for entry in [person, season]:
        page = visit(client, entry.get_absolute_url())

        assert "In the news What happened 2017" in page.open_text
        assert article.get_absolute_url() in page.links
        assert "What else happened" not in page.text


def test_source_has_the_story_told_from_it(client):
    article = make_article(title="What happened")

    page = visit(client, article.source.get_absolute_url())

    assert "The story told from it What happened" in page.open_text
    assert article.get_absolute_url() in page.links


def test_episode_has_what_it_settles_behind_its_veil(client, season):
    episode = make_episode(7, season=season)
    claim = make_claim(title="She is found out", outcome="did-not", settled_in=episode)
    make_claim(title="She is found dead", outcome="held", settled_in=episode, horizon=26)
    make_claim(title="Settled elsewhere", settled_in=make_episode(8, season=season))

    page = visit(client, episode.get_absolute_url())

    assert "She is found out Did not hold" in page.text
    assert "She is found" not in page.open_text
    assert "Did not hold" not in page.open_text
    assert claim.get_absolute_url() in page.links
    assert "Settled elsewhere" not in page.text


def test_a_later_episode_does_not_say_that_it_settles_anything(client, season):
    episode = make_episode(7, season=season)
    make_claim(settled_in=episode)
    client.cookies["horizon"] = "19"

    assert "Foretold" not in visit(client, episode.get_absolute_url()).text


@pytest.mark.parametrize("hidden", HIDDEN)
def test_nothing_hidden_is_on_them(client, season, hidden):
    person = make_reporter()
    article = make_article(title="Unseen article", people=[person], seasons=[season], **HIDDEN[hidden]())
    episode = make_episode(7, season=season)
    make_claim(title="Unseen claim", settled_in=episode, **HIDDEN[hidden]())
    make_claim(title="Unseen claim of an unseen article", settled_in=episode, article=article)

    for entry in [person, season, episode, article.source]:
        page = visit(client, entry.get_absolute_url())

        assert page.status == 200
        assert "Unseen" not in page.text


def test_what_gives_something_away_is_veiled(client, season):
    person = make_reporter()
    article = make_article(title="The mother is back", horizon=20, people=[person], seasons=[season])

    for entry in [person, season, article.source]:
        page = visit(client, entry.get_absolute_url())

        assert "The mother is back" in page.text
        assert "The mother is back" not in page.open_text


def test_pages_cost_the_same_however_much_there_is(client, season):
    person = make_reporter()
    article = make_article(people=[person], seasons=[season], horizon=14)
    episode = make_episode(7, season=season)
    make_claim(settled_in=episode)
    entries = [person, season, episode, article.source]
    few = [visit(client, entry.get_absolute_url()).queries for entry in entries]

    for _ in range(6):
        make_article(people=[person], seasons=[season], source=article.source, horizon=14)
        make_claim(settled_in=episode, article=make_article())
    many = [visit(client, entry.get_absolute_url()).queries for entry in entries]

    assert few == many
    assert max(many) <= 18
