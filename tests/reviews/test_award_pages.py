import pytest

from reviews.models import Nomination, Nominee
from tests.factories.public import ANSWERS, HIDDEN
from tests.factories.reviews import make_critic as make_person
from tests.factories.reviews import make_nomination, make_season
from tests.reading import visit

pytestmark = pytest.mark.django_db

AWARDS = "/awards/"


def test_list_says_what_for_who_and_with_what_result(client):
    composer = make_person(title="The Composer")
    nomination = make_nomination(
        composer, title="The score", award="The Emmys", category="Outstanding Score", year=2018, result="won"
    )

    page = visit(client, AWARDS)

    assert "2018 The score The Emmys: Outstanding Score The Composer" in page.text
    assert "Won" in page.text
    for entry in [nomination, composer, nomination.season]:
        assert entry.get_absolute_url() in page.links


def test_list_is_filtered_by_year_and_result(client):
    make_nomination(title="Wanted", year=2018, result=Nomination.Result.WON)
    make_nomination(title="Other", year=2019, result=Nomination.Result.NOMINATED)

    for query in ["year=2018", "result=won"]:
        page = visit(client, f"{AWARDS}?{query}")

        assert "Wanted" in page.text
        assert "Other" not in page.text


@pytest.mark.parametrize("hidden", HIDDEN)
def test_nothing_hidden_is_listed_offered_or_named(client, hidden):
    shown = make_nomination(make_person(title="Hidden composer", **HIDDEN[hidden]()), title="Shown", year=2018)
    Nominee.objects.update(note="Hidden note")
    hidden_itself = make_nomination(title="Hidden", year=2017, result="won", **HIDDEN[hidden]())
    by_season = make_nomination(title="Hidden", year=2016, season=make_season(**HIDDEN[hidden]()))

    pages = [visit(client, AWARDS), visit(client, shown.get_absolute_url())]

    for page in pages:
        assert "Shown" in page.text
        for text in ["Hidden", "2017", "2016", "Won"]:
            assert text not in page.text
    assert visit(client, hidden_itself.get_absolute_url()).status == ANSWERS[hidden]
    assert visit(client, by_season.get_absolute_url()).status == 404


@pytest.mark.parametrize("hidden", HIDDEN)
def test_listing_holds_the_public_nominees_alone(hidden):
    shown = make_person()
    make_nomination(shown, make_person(**HIDDEN[hidden]()))

    nomination = Nomination.objects.public().for_listing().get()

    assert [nominee.person for nominee in nomination.public_nominees] == [shown]


def test_what_gives_something_away_is_veiled_and_offered_by_no_filter(client):
    nomination = make_nomination(
        make_person(title="Who plays the mother"), title="The mother", year=2019, horizon=20, note="She is back."
    )
    make_nomination(title="Shown", year=2018)

    page = visit(client, AWARDS)
    detail = visit(client, nomination.get_absolute_url())

    for text in ["The mother", "2019", "Who plays the mother"]:
        assert text in page.text
        assert text not in page.open_text
    for text in ["She is back.", "Who plays the mother"]:
        assert text in detail.text
        assert text not in detail.open_text


def test_a_nominee_who_gives_something_away_is_veiled(client):
    nomination = make_nomination(make_person(title="Who plays the mother", horizon=20), make_person(title="Composer"))

    listed = visit(client, AWARDS)
    page = visit(client, nomination.get_absolute_url())

    assert "Composer" in page.open_text
    assert "Who plays the mother" in page.text
    assert "Who plays the mother" not in page.open_text
    assert "Who plays the mother" not in listed.text


def test_page_says_everything(client):
    composer = make_person(title="The Composer")
    nomination = make_nomination(
        composer,
        title="The score",
        award="Creative Arts Emmys",
        body="The Academy",
        category="Outstanding Score",
        season=make_season(title="Season two"),
        note="It was *heard*.",
    )
    Nominee.objects.update(note="Composer of the score.")

    page = visit(client, nomination.get_absolute_url())

    for text in [
        "Award Creative Arts Emmys",
        "Awarded by The Academy",
        "Year 2018",
        "Category Outstanding Score",
        "Result Nominated",
        "For Season two",
        "The Composer Composer of the score.",
        "It was heard.",
    ]:
        assert text in page.text
    assert page.description == "It was heard."


def test_page_without_a_note_is_described_all_the_same(client):
    nomination = make_nomination()

    page = visit(client, nomination.get_absolute_url())

    assert page.description == "An award for Jessica Jones, with its category, its nominees and its result."


def test_pages_cost_the_same_however_much_there_is(client):
    nomination = make_nomination(make_person(), cites="[@nowhere]", note="[[person:nobody]]", horizon=14)
    make_nomination(make_person())
    few = [visit(client, AWARDS), visit(client, nomination.get_absolute_url())]

    for number in range(10):
        make_nomination(make_person(), make_person(horizon=15), year=2000 + number, cites="[@nowhere]")
        Nominee.objects.create(nomination=nomination, person=make_person(), horizon=15, cites="[@nowhere]")
    many = [visit(client, AWARDS), visit(client, nomination.get_absolute_url())]

    assert few[0].queries == many[0].queries <= 12
    assert few[1].queries == many[1].queries <= 18
