import pytest

from episodes.models import Season
from reviews.models import Review, Score
from tests.factories.public import HIDDEN
from tests.factories.reviews import make_review, make_score, make_season
from tests.reading import visit

pytestmark = pytest.mark.django_db

RECEPTION = "/reception/"


def test_a_score_is_a_dated_snapshot_with_its_voters_and_its_label(client):
    make_score(
        body="Metacritic",
        measure=Score.Measure.METASCORE,
        value_as_printed="70 out of 100",
        label_as_printed="generally favorable reviews",
        scale=100,
        votes=1419,
        voters="critics",
        as_of="2018-03-08",
    )

    page = visit(client, RECEPTION)

    assert "Metacritic Weighted average 70 out of 100 As of March 8, 2018" in page.text
    assert "Label “generally favorable reviews”" in page.text
    assert "Scale 0 to 100 Based on 1,419 critics" in page.text


def test_what_a_score_lacks_is_said(client):
    absent = {"label_as_printed": "none", "votes": "not stated", "scale": "unknown"}
    make_score(measure=Score.Measure.COMPOSITE, as_of="undated", absent=absent)

    page = visit(client, RECEPTION)

    assert "Composite no figure As of undated Label none Scale unknown Based on not stated" in page.text
    assert "None" not in page.text


def test_scores_are_grouped_by_who_measured_the_undated_last(client):
    season = make_season()
    for body, as_of, value in [
        ("A: asked never", "undated", "1%"),
        ("B: asked later", "2022", "2%"),
        ("C: asked first", "undated", "3%"),
        ("C: asked first", "2018", "4%"),
    ]:
        make_score(season=season, body=body, as_of=as_of, value_as_printed=value)

    page = visit(client, RECEPTION)

    assert [text for tag, text in page.headings if tag == "h3"] == [
        "C: asked first",
        "B: asked later",
        "A: asked never",
    ]
    places = [page.text.index(value) for value in ["4%", "3%", "2%", "1%"]]
    assert places == sorted(places)


def test_the_consensus_is_a_quotation(client):
    make_score(body="Rotten Tomatoes", consensus="A slower burn [...], but enticing.")

    page = visit(client, RECEPTION)

    assert "A slower burn [...], but enticing.” Rotten Tomatoes, summing up the critics" in page.text


def test_grades_stand_on_one_scale_beside_what_was_printed(client):
    season = make_season()
    make_review(season=season, title="A with stars", grade_as_printed="4 out of 5 stars", grade=80)
    make_review(season=season, title="B ungraded", absent={"grade_as_printed": "none"})
    make_review(season=season, title="C with a letter", grade_as_printed="B", grade=83, scope="first five episodes")

    page = visit(client, RECEPTION)

    assert "C with a letter first five episodes B 83 of 100 Positive" in page.text
    assert "A with stars 4 out of 5 stars 80 of 100 Positive" in page.text
    assert "B ungraded none no grade to read Positive" in page.text
    table = page.text.partition("The same as a table")[2]
    places = [table.index(title) for title in ["C with a letter", "A with stars", "B ungraded"]]
    assert places == sorted(places)


def test_a_grade_of_nothing_is_a_grade(client):
    make_review(grade_as_printed="F", grade=0)

    assert "0 of 100" in visit(client, RECEPTION).text


def test_it_leads_to_the_season_and_the_reviews(client):
    review = make_review()

    page = visit(client, RECEPTION)

    assert review.season.get_absolute_url() in page.links
    assert review.get_absolute_url() in page.links


def test_seasons_stand_apart_the_latest_first(client):
    early = make_season(title="The early season", released="2015")
    late = make_season(title="The late season", released="2018")
    make_score(season=early, body="Who measured early")
    make_score(season=late, body="Who measured late")

    page = visit(client, RECEPTION)

    places = [page.text.index(text) for text in ["Who measured late", "Who measured early"]]
    assert places == sorted(places)
    assert {f"#{early.key}", f"#{late.key}"} <= set(page.links)
    assert {early.key, late.key} <= set(page.ids)


@pytest.mark.parametrize("hidden", HIDDEN)
def test_nothing_hidden_is_shown(client, hidden):
    shown = make_review(title="Shown", grade=50, grade_as_printed="50")
    make_review(title="Hidden by itself", season=shown.season, **HIDDEN[hidden]())
    unseen = make_season(title="The unseen season", **HIDDEN[hidden]())
    make_review(title="Hidden by its season", season=unseen)
    make_score(season=unseen, body="Unseen Body")

    page = visit(client, RECEPTION)

    assert "Shown" in page.text
    for text in ["Hidden", "unseen", "Unseen"]:
        assert text not in page.text


def test_a_review_that_gives_something_away_stands_behind_a_veil(client):
    review = make_review(title="She is the mother", horizon=20)

    page = visit(client, RECEPTION)

    assert "She is the mother" in page.text
    assert "She is the mother" not in page.open_text
    assert review.get_absolute_url() not in page.open_links
    assert "Spoiler: episode 20 of the series" in page.open_text


def test_a_season_that_gives_something_away_stands_behind_a_veil(client):
    make_score(season=make_season(title="She dies", horizon=26), body="Who measured")

    page = visit(client, RECEPTION)

    assert "Who measured" in page.text
    assert "She dies" not in page.open_text


def test_it_says_when_there_is_nothing(client):
    make_season()

    assert "Nothing here yet" in visit(client, RECEPTION).text


def test_it_costs_the_same_however_much_there_is(client):
    make_review(cites="[@nowhere]", summary="See [[person:nobody]].", horizon=14)
    make_score(note="See [[person:nobody]].", cites="[@nowhere]")
    few = visit(client, RECEPTION)

    for _ in range(5):
        season = make_season()
        for _ in range(3):
            make_review(season=season, cites="[@nowhere]", horizon=14)
            make_score(season=season, note="See [[person:nobody]].", cites="[@nowhere]")
    many = visit(client, RECEPTION)

    assert (Season.objects.count(), Review.objects.count()) == (7, 16)
    assert few.queries == many.queries <= 8
