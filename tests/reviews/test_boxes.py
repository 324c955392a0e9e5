"""What other pages show of the reception."""

import pytest

from reviews.models import Nominee, Score
from tests.factories.public import HIDDEN
from tests.factories.reviews import make_critic, make_nomination, make_review, make_score, make_season
from tests.reading import visit

pytestmark = pytest.mark.django_db


def test_critic_has_the_reviews(client):
    critic = make_critic()
    review = make_review(critic=critic, title="The critic, a paper", grade_as_printed="B", scope="half of it")
    make_review(title="By another")

    page = visit(client, critic.get_absolute_url())

    assert "Reviews The critic, a paper positive B half of it" in page.open_text
    assert review.get_absolute_url() in page.links
    assert "By another" not in page.text


def test_nominee_has_the_nominations(client):
    composer = make_critic()
    nomination = make_nomination(
        composer, title="The score", award="The Emmys", category="Outstanding Score", year=2018, result="won"
    )
    Nominee.objects.update(note="composer of the score")

    page = visit(client, composer.get_absolute_url())

    assert "Awards The score The Emmys: Outstanding Score 2018 won composer of the score" in page.open_text
    assert nomination.get_absolute_url() in page.links


def test_season_has_its_scores_reviews_and_nominations(client):
    season = make_season()
    score = make_score(
        season=season, body="Metacritic", measure=Score.Measure.METASCORE, value_as_printed="70", as_of="2018-03-08"
    )
    make_score(season=season, body="Comics", measure=Score.Measure.COMPOSITE, as_of="undated")
    review = make_review(season=season, title="A review of it")
    nomination = make_nomination(season=season, title="A nomination for it")
    make_score(body="Of another")

    page = visit(client, season.get_absolute_url())

    assert "Metacritic, weighted average 70 as of March 8, 2018" in page.open_text
    assert "Comics, composite no figure undated" in page.open_text
    assert f"/reception/#{score.key}" in page.links
    assert {review.get_absolute_url(), nomination.get_absolute_url()} <= set(page.links)
    assert "Of another" not in page.text


def test_source_has_the_review_told_from_it(client):
    review = make_review(title="Told from it")

    page = visit(client, review.source.get_absolute_url())

    assert "The review told from it Told from it" in page.open_text
    assert review.get_absolute_url() in page.links


@pytest.mark.parametrize("hidden", HIDDEN)
def test_nothing_hidden_is_on_them(client, hidden):
    review = make_review(title="Unseen review", **HIDDEN[hidden]())
    make_nomination(review.critic, season=review.season, title="Unseen nomination", **HIDDEN[hidden]())
    make_nomination(review.critic, title="Unseen too", season=make_season(**HIDDEN[hidden]()))

    pages = [visit(client, entry.get_absolute_url()) for entry in [review.critic, review.season, review.source]]

    for page in pages:
        assert page.status == 200
        assert "Unseen" not in page.text


def test_what_gives_something_away_is_veiled(client):
    review = make_review(title="The mother reviewed", horizon=20)
    make_nomination(review.critic, season=review.season, title="The mother nominated", horizon=20)

    for entry in [review.critic, review.season, review.source]:
        page = visit(client, entry.get_absolute_url())

        assert "The mother reviewed" in page.text
        assert "The mother" not in page.open_text


def test_pages_cost_the_same_however_much_there_is(client):
    review = make_review(horizon=14, cites="[@nowhere]")
    make_nomination(review.critic, season=review.season, cites="[@nowhere]")
    make_score(season=review.season, cites="[@nowhere]")
    entries = [review.critic, review.season, review.source]
    few = [visit(client, entry.get_absolute_url()).queries for entry in entries]

    for _ in range(6):
        make_review(critic=review.critic, season=review.season, source=review.source, horizon=14)
        make_nomination(review.critic, make_critic(), season=review.season)
        make_score(season=review.season)
    many = [visit(client, entry.get_absolute_url()).queries for entry in entries]

    assert few == many
    assert max(many) <= 19
