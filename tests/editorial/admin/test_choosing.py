"""Choosing an entry by its number, as the list does, or by its key, as whoever has no script does."""

import pytest

from episodes.models import Casting, Credit, Season
from news.models import Article
from tests.factories.episodes import make_casting, make_episode, make_season
from tests.factories.news import make_article
from tests.factories.people import make_character, make_person
from tests.factories.public import DRAFT
from tests.factories.users import make_user

from .posting import add_row, admin_url, errors_of, fields_of, save_form


def test_an_entry_is_chosen_by_its_key(desk):
    season, ritter = make_season(**DRAFT), make_person(key="krysten-ritter")
    make_casting(season)

    save_form(desk, admin_url(season, "change"), **{"castings-0-person-key": " krysten-ritter "})

    assert season.castings.get().person == ritter


def test_a_key_of_figures_is_no_number_of_a_row(desk):
    season, other = make_season(**DRAFT), make_person()
    named = make_person(key=str(other.pk))
    make_casting(season)

    save_form(desk, admin_url(season, "change"), **{"castings-0-person-key": str(other.pk)})

    assert season.castings.get().person == named


def test_a_new_row_may_name_all_by_key(desk):
    episode, person = make_episode(make_season(), **DRAFT), make_person(key="krysten-ritter")
    url = admin_url(episode, "change")
    row = {"job": "director", "person": "", "person-key": person.key, "horizon": "0", "order": ""}

    desk.post(url, add_row(fields_of(desk.get(url)), "credits", **row))

    assert [credit.person for credit in Credit.objects.all()] == [person]


def test_several_are_chosen_by_their_keys_beside_those_that_were(desk):
    article = make_article(people=[make_person(key="one")], **DRAFT)
    make_person(key="two"), make_person(key="three")

    save_form(desk, admin_url(article, "change"), **{"people-key": "two, three"})

    assert sorted(Article.objects.get().people.values_list("key", flat=True)) == ["one", "three", "two"]


def test_whoever_owns_an_entry_is_chosen_by_name(desk):
    season, owner = make_season(**DRAFT), make_user(username="jones")

    save_form(desk, admin_url(season, "change"), **{"owner-key": "jones"})

    assert Season.objects.get().owner == owner


@pytest.mark.parametrize("key", ["nobody", "a\0b", "x" * 5000, "key:key:x", "1", "ключ"])
def test_a_key_that_there_is_not_is_an_error_and_stays_in_the_form(desk, key):
    season = make_season()
    make_casting(season)

    response = save_form(desk, admin_url(season, "change"), **{"castings-0-person-key": key})

    assert errors_of(response) == {"castings-0-person": [f"There is no person with the key “{key}”."]}
    assert fields_of(response)["castings-0-person-key"] == [key]


def test_one_wrong_key_among_several_is_an_error(desk):
    article = make_article()

    response = save_form(desk, admin_url(article, "change"), **{"people-key": "nobody"})

    assert errors_of(response) == {"people": ["There is no person with the key “nobody”."]}


@pytest.mark.parametrize("value", ["key:", "key:\0", "key:nobody", "\0", "-1", "9" * 30])
def test_a_forged_choice_is_an_error(desk, value):
    season, person, character = make_season(), make_person(), make_character()
    url = admin_url(season, "change")
    row = {"person": value, "character": str(character.pk), "horizon": "0", "order": ""}

    response = desk.post(url, add_row(fields_of(desk.get(url)), "castings", **row))

    assert list(errors_of(response)) == ["castings-0-person"]
    assert not Casting.objects.exists()
    assert person.castings.count() == 0
