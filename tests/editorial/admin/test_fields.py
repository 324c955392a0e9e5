"""The fields that only the desk has: horizons to choose, what is missing and how, choosing among thousands."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.models import WorkingCopy
from episodes.admin.episode import CreditInline
from episodes.models import Casting
from news.models import Article
from people.models import Character, Person
from sources.models import Publication
from tests.factories.episodes import make_casting, make_credit, make_episode, make_season
from tests.factories.people import make_character, make_person
from tests.factories.public import DRAFT
from tests.factories.sources import make_publication

from .posting import add_row, admin_url, copy_of, errors_of, fields_of, rows_of, save_form


def form_of(response):
    return response.context["adminform"].form


@pytest.fixture
def episode(db):
    return make_episode(make_season(2, episodes_before=13))


def test_a_horizon_is_chosen_among_the_episodes(desk, episode):
    character = make_character(**DRAFT)

    choices = form_of(desk.get(admin_url(character, "change"))).fields["horizon"].choices
    save_form(desk, admin_url(character, "change"), horizon="14")

    assert choices == [(0, "nothing seen"), (13, "season 1"), (14, "season 2, episode 1")]
    assert Character.objects.get().horizon == 14


def test_a_horizon_without_an_episode_stays_to_be_chosen(desk):
    character = make_character(horizon=40, **DRAFT)

    save_form(desk, admin_url(character, "change"), title="Another name")

    saved = Character.objects.get()
    assert (saved.title, saved.horizon) == ("Another name", 40)


@pytest.mark.parametrize("value", ["15", "-1", "x", "9" * 30, "\0", "1.0", ""])
def test_another_horizon_is_an_error(desk, episode, value):
    response = save_form(desk, admin_url(make_character(), "change"), horizon=value)

    assert list(errors_of(response)) == ["horizon"]


@pytest.mark.parametrize("name", ["title", "absent", "publish_at", "expire_at", "horizon", "seasons", "source"])
@pytest.mark.parametrize("value", ["x", "\0", "9" * 30])
def test_an_address_fills_in_no_form(desk, name, value):
    response = desk.get(admin_url(Article, "add"), {name: value})

    assert response.status_code == 200
    assert form_of(response).initial == {}


def test_what_is_missing_is_chosen_for_each_field_that_may_be_empty(desk, episode):
    url = admin_url(episode, "change")
    names = form_of(desk.get(url)).fields["absent"].names

    save_form(desk, url, absent_runtime_minutes="not stated", absent_production_code="unknown")

    assert names == [
        "released",
        "released_as_printed",
        "teaser",
        "summary",
        "runtime_minutes",
        "production_code",
        "viewers_millions",
    ]
    assert copy_of(episode).fields["absent"] == {"runtime_minutes": "not stated", "production_code": "unknown"}


def test_what_a_record_calls_owner_may_be_missing_as_well(desk):
    publication = make_publication(absent={"owner": "not stated"})

    save_form(desk, admin_url(publication, "change"), name="Another name")

    saved = Publication.objects.get()
    assert (saved.name, saved.absent) == ("Another name", {"owner": "not stated"})


def test_what_is_filled_in_is_not_missing(desk, episode):
    response = save_form(desk, admin_url(episode, "change"), teaser="A case.", absent_teaser="none")

    assert errors_of(response) == {"absent": ["“teaser” is filled in, so it cannot be “none” as well."]}


def test_an_unknown_way_of_being_missing_is_an_error(desk, episode):
    response = save_form(desk, admin_url(episode, "change"), absent_teaser="lost")

    assert list(errors_of(response)) == ["absent"]


PERSON = {"key": "new", "title": "New", "sort_name": "New"}


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"title": "a\0b"}, {"title": ["Null characters are not allowed."]}),
        ({"key": "No Key"}, {"key": ["Use lower-case letters a to z, digits, and single hyphens between them."]}),
        ({"title": "x" * 201}, {"title": ["Ensure this value has at most 200 characters (it has 201)."]}),
        (
            {"biography": "x" * 2_000_000},
            {"biography": ["Ensure this value has at most 100000 characters (it has 2000000)."]},
        ),
        (
            {"biography": "[[nokind:x]]"},
            {
                "biography": [
                    "“nokind” in [[nokind:x]] is no kind of entry. The kinds are album, article, character, claim, "
                    "discrepancy, episode, milestone, nomination, person, review, season, section, source."
                ]
            },
        ),
        ({"cites": "s4"}, {"cites": ["“s4” is no citation. Write [@key] or [@key, ¶24], one after the other."]}),
        (
            {"picture": "9" * 30},
            {"picture": ["Select a valid choice. That choice is not one of the available choices."]},
        ),
        ({"picture": "x"}, {"picture": ["Select a valid choice. That choice is not one of the available choices."]}),
    ],
)
def test_bad_input_is_an_error_of_its_field_and_stays_in_the_form(desk, fields, errors):
    response = save_form(desk, admin_url(Person, "add"), **PERSON | fields)

    assert errors_of(response) == errors
    assert not Person.objects.exists()
    if "picture" not in fields:
        assert [form_of(response)[name].value() for name in fields] == list(fields.values())


@pytest.mark.parametrize("date", ["2018-02-30", "2018-13", "0000-01-01", "99999", "soon", "\0"])
def test_a_date_that_cannot_be_is_an_error(desk, episode, date):
    response = save_form(desk, admin_url(episode, "change"), released=date)

    assert list(errors_of(response)) == ["released"]


@pytest.mark.parametrize("number", ["9" * 30, "-1", "99999", "x", "1e5"])
def test_a_number_that_cannot_be_is_an_error(desk, episode, number):
    response = save_form(desk, admin_url(episode, "change"), runtime_minutes=number)

    assert list(errors_of(response)) == ["runtime_minutes"]


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ("9" * 30, "A record has at most 3 rows of a kind."),
        ("4", "A record has at most 3 rows of a kind."),
        ("x", "The list of rows was damaged on its way"),
    ],
)
def test_a_forged_number_of_rows_is_an_error(desk, episode, monkeypatch, rows, error):
    monkeypatch.setattr(CreditInline, "max_num", 3)
    make_credit(episode)

    response = save_form(desk, admin_url(episode, "change"), title="Typed", **{"credits-TOTAL_FORMS": rows})

    assert errors_of(response)["credits"][0].startswith(error)
    assert form_of(response)["title"].value() == "Typed"
    assert not WorkingCopy.objects.exists()


@pytest.mark.parametrize("rows", ["0", "-1"])
def test_a_row_that_the_form_does_not_send_stays(desk, episode, rows):
    credit = make_credit(episode)

    save_form(desk, admin_url(episode, "change"), title="Typed", **{"credits-TOTAL_FORMS": rows})

    assert copy_of(episode).fields["title"] == "Typed"
    assert [row["person"] for row in rows_of(episode, "credits")] == [credit.person.key]


def test_a_form_with_many_rows_costs_the_same_as_with_one(desk):
    season = make_season()
    make_casting(season)
    url = admin_url(season, "change")
    desk.get(url)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            desk.get(url)
        return len(queries.captured_queries)

    one = cost()
    for _ in range(4):
        make_casting(season, make_person(), make_character())

    assert cost() == one <= 19


def test_what_was_chosen_stays_chosen_beside_an_error(desk):
    season, person = make_season(), make_person(title="Krysten Ritter")
    url = admin_url(season, "change")
    row = {"person": str(person.pk), "character": "x", "horizon": "0", "order": ""}

    response = desk.post(url, add_row(fields_of(desk.get(url)), "castings", **row))

    assert list(errors_of(response)) == ["castings-0-character"]
    assert fields_of(response)["castings-0-person"] == [str(person.pk)]
    assert not Casting.objects.exists()
