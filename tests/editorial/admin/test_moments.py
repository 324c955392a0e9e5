"""Moments as editors write them, in the time zone of the desk."""

import datetime

import pytest
from django.utils import timezone

from news.models import Article
from people.models import Person
from tests.factories.news import make_article
from tests.factories.people import make_person

from .posting import admin_url, errors_of, fields_of, save_form

UTC = datetime.UTC


@pytest.fixture
def berlin(settings):
    settings.TIME_ZONE = "Europe/Berlin"
    timezone.get_default_timezone.cache_clear()
    yield
    timezone.get_default_timezone.cache_clear()


@pytest.fixture
def person(db):
    return make_person(state="draft", publish_at=datetime.datetime(2018, 3, 8, 8, 0, tzinfo=UTC))


def test_a_moment_is_shown_and_read_in_the_zone_that_stands_beside_it(berlin, desk, person):
    url = admin_url(person, "change")
    page = desk.get(url)

    save_form(desk, url, expire_at="2018-07-08 09:00:30")

    assert fields_of(page)["publish_at"] == ["2018-03-08 09:00"]
    assert '<span class="moment-zone">Europe/Berlin</span>' in page.content.decode()
    assert Person.objects.get().expire_at == datetime.datetime(2018, 7, 8, 7, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("value", ["soon", "2018-02-30", "09:00", "2018-03-08 25:00", "\0", "9" * 5000])
def test_what_is_no_moment_is_an_error_and_stays_in_the_form(desk, person, value):
    response = save_form(desk, admin_url(person, "change"), publish_at=value)

    assert errors_of(response) == {"publish_at": ["Write a day and a time, as in 2018-03-08 09:00."]}
    assert response.context["adminform"].form["publish_at"].value() == value


def test_an_hour_that_the_clocks_leave_out_is_an_error(berlin, desk, person):
    response = save_form(desk, admin_url(person, "change"), expire_at="2026-03-29 02:30")

    assert errors_of(response) == {
        "expire_at": [
            "There is no 2026-03-29 02:30 in the time zone Europe/Berlin: the clocks are put forward over it."
        ]
    }


def test_an_hour_that_comes_twice_asks_which(berlin, desk, person):
    url = admin_url(person, "change")

    response = save_form(desk, url, expire_at="2026-10-25 02:30")
    save_form(desk, url, expire_at="2026-10-25 02:30+01:00")

    assert errors_of(response) == {
        "expire_at": [
            "There are two of 2026-10-25 02:30 in the time zone Europe/Berlin, when the clocks are put back. "
            "Write 2026-10-25 02:30+02:00 or 2026-10-25 02:30+01:00."
        ]
    }
    assert Person.objects.get().expire_at == datetime.datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_an_hour_that_comes_twice_is_shown_so_that_it_can_be_sent_back(berlin, desk, person):
    first_of_two = datetime.datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    Person.objects.update(expire_at=first_of_two)
    url = admin_url(person, "change")

    save_form(desk, url, title="Another name")

    saved = Person.objects.get()
    assert fields_of(desk.get(url))["expire_at"] == ["2026-10-25 02:30+02:00"]
    assert (saved.title, saved.expire_at) == ("Another name", first_of_two)


@pytest.mark.parametrize(
    "value", ["0001-01-01", "9999-12-31 23:59:59", "0001-01-01T00:00+14:00", "9999-12-31 23:59-12"]
)
def test_the_edges_of_the_calendar_are_errors(berlin, desk, person, value):
    response = save_form(desk, admin_url(person, "change"), publish_at=value)

    assert list(errors_of(response)) == ["publish_at"]


def test_a_moment_that_is_only_shown_says_its_zone(berlin, desk, person):
    make_article(publish_at=datetime.datetime(2018, 7, 8, 7, 0, tzinfo=UTC))

    assert (
        '<td class="field-publish_at nowrap">2018-07-08 09:00 CEST</td>'
        in desk.get(admin_url(Article, "changelist")).content.decode()
    )
