"""The reception as it is drawn, and what follows from its figures."""

import pytest

from tests.factories.reviews import make_review, make_score, make_season
from tests.reading import visit

pytestmark = pytest.mark.django_db

RECEPTION = "/reception/"


def drawn(page, table="The same as a table"):
    return page.text.partition(table)[0]


def test_grades_go_from_the_lowest_to_the_highest_each_as_printed_and_the_ungraded_last(client):
    season = make_season()
    review = make_review(season=season, title="High", grade_as_printed="B", grade=83)
    make_review(season=season, title="None given")
    make_review(season=season, title="Low", grade_as_printed="4 out of 5 stars", grade=80)

    page = visit(client, RECEPTION)

    assert "4 out of 5 stars Low 80 B High 83 None given no grade" in drawn(page)
    assert page.links.count(review.get_absolute_url()) == 2


def test_a_review_that_gives_something_away_is_drawn_behind_its_veil(client):
    season = make_season()
    make_review(season=season, title="Safe", grade_as_printed="B", grade=83)
    make_review(season=season, title="Secret", grade_as_printed="A", grade=95, horizon=26)

    page = visit(client, RECEPTION)

    assert "Secret" in page.text
    assert "Secret" not in page.open_text
    assert "95" not in page.open_text
    client.cookies["horizon"] = "14"
    assert "Secret" not in visit(client, RECEPTION).text


def test_a_score_is_drawn_on_its_own_scale_with_its_date_and_voters(client):
    make_score(key="users", body="A Body", value_as_printed="4.13/5", value="4.13", scale=5, votes=1551, as_of="2018")
    make_score(season=make_season(), key="rank", measure="rank", value_as_printed="#7", value=7)

    response = client.get(RECEPTION)
    page = visit(client, RECEPTION)

    assert "2018, 1,551 votes A Body, approval 4.13/5" in drawn(page)
    assert '<rect class="chart-bar" x="0.0%" y="0.15em" width="82.6%"' in response.content.decode()
    assert "#users" in page.links
    assert "#rank" not in page.links


def test_a_figure_read_on_several_days_is_drawn_over_time(client):
    season = make_season()
    for key, value, votes, as_of in (("late", 82, 89, "2022-12-17"), ("early", 90, 30, "2018-03-08")):
        make_score(
            season=season, key=key, value_as_printed=f"{value}%", value=value, scale=100, votes=votes, as_of=as_of
        )
    make_score(season=season, key="undated", value_as_printed="85%", value=85, scale=100, as_of="undated")

    page = visit(client, RECEPTION)

    course = page.text.partition("A Body, approval, over time")[2].partition("What the later voters gave")[0]
    assert "90% 82%" in course
    assert "85%" not in course
    assert ("h3", "A Body, approval, over time") in page.headings


def test_one_reading_is_no_course(client):
    make_score(value_as_printed="82%", value=82, scale=100, as_of="2022")

    assert "over time" not in visit(client, RECEPTION).text


def test_what_later_voters_gave_is_said_to_be_derived_with_its_range(client):
    season = make_season()
    for votes, value in ((1414, "4.07"), (1551, "4.13")):
        make_score(
            season=season,
            measure="user-rating",
            value_as_printed=f"{value}/5",
            value=value,
            scale=5,
            votes=votes,
            voters="users",
            as_of="undated",
        )

    page = visit(client, RECEPTION)

    assert "4.75 of 5 Derived, not printed. From 4.07/5 with 1,414 users to 4.13/5 with 1,551" in page.text
    assert "anything from 4.64 to 4.86" in page.text
    assert "the one with more votes is taken for the later" in page.text


def test_nothing_is_derived_without_voters(client):
    season = make_season()
    for value in (80, 90):
        make_score(season=season, value_as_printed=f"{value}%", value=value, scale=100)

    assert "Derived" not in visit(client, RECEPTION).text


def test_a_season_without_scores_on_a_scale_has_no_drawing_of_them(client):
    make_score(measure="rank", value_as_printed="#7", value=7)

    assert "chart-drawing" not in client.get(RECEPTION).content.decode()
