"""The list of every kind of record: opens, costs the same for many, and answers only what it offers."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from editorial.publishing import Entry, Status
from episodes.models import Season
from news.models import Article
from people.models import Person
from sources.models import Discrepancy
from tests.factories.editorial import make_picture
from tests.factories.episodes import (
    make_album,
    make_connection,
    make_episode,
    make_milestone,
    make_release,
    make_season,
    make_section,
)
from tests.factories.news import make_article, make_claim
from tests.factories.people import make_character, make_identity, make_person
from tests.factories.public import HIDDEN, make_public, serial
from tests.factories.reviews import make_nomination, make_review, make_score
from tests.factories.sources import make_discrepancy, make_publication, make_source

from .posting import admin_url


def make_next_episode(season):
    return make_episode(season, season.episodes.count() + 1)


MAKERS = {
    "news.article": lambda season: make_article(seasons=[season]),
    "news.claim": lambda season: make_claim(settled_in=make_next_episode(season)),
    "episodes.episode": make_next_episode,
    "episodes.season": lambda season: make_season(100 + next(serial)),
    "episodes.section": make_section,
    "episodes.milestone": make_milestone,
    "episodes.album": lambda season: make_album(season, composer=make_person()),
    "episodes.release": make_release,
    "episodes.connection": make_connection,
    "people.person": lambda season: make_person(),
    "people.character": lambda season: make_character(),
    "people.identity": lambda season: make_identity(make_character(), make_character(), revealed=20),
    "reviews.review": lambda season: make_review(season=season),
    "reviews.score": lambda season: make_score(season=season, key=f"score-of-{next(serial)}"),
    "reviews.nomination": lambda season: make_nomination(season=season),
    "sources.source": lambda season: make_source(publication=make_publication()),
    "sources.publication": lambda season: make_publication(),
    "sources.discrepancy": lambda season: make_discrepancy(),
    "editorial.picture": lambda season: make_picture(),
}
MODELS = [model for model in admin.site._registry if model._meta.app_label != "auth"]
EVERY_LIST = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
MOST_QUERIES = 14

FOREIGN_LOOKUPS = [
    "key__startswith",
    "key__regex",
    "cites__iregex",
    "created_by__password__startswith",
    "updated_by__email",
    "id__in",
    "pk",
    "nonsense",
]
NONSENSE = [
    {"p": "1000000000"},
    {"p": "-1"},
    {"p": "9" * 5000},
    {"o": "9" * 30},
    {"e": "1"},
    {"q": "\0"},
    {"q": "a " * 2000},
]


def make(model):
    return MAKERS[model._meta.label_lower](Season.objects.filter(number=2).first() or make_season(2))


def count_queries(client, url):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200
    return len(queries)


@EVERY_LIST
def test_a_list_costs_the_same_for_many_as_for_one(desk, model):
    url = admin_url(model, "changelist")
    make(model)
    with_one = count_queries(desk, url)

    for _ in range(4):
        make(model)

    assert model.objects.count() >= 5
    assert count_queries(desk, url) == with_one <= MOST_QUERIES


@EVERY_LIST
def test_a_list_can_be_searched_and_filtered(desk, model):
    record, url = make(model), admin_url(model, "changelist")

    found = desk.get(url, {"q": record.key}).context["cl"]
    filters = [url + choice["query_string"] for spec in found.filter_specs for choice in spec.choices(found)]

    assert list(found.result_list) == [record]
    assert [address for address in filters if desk.get(address).status_code != 200] == []


@EVERY_LIST
def test_a_list_answers_no_question_that_it_does_not_offer(desk, model):
    url = admin_url(model, "changelist")

    assert {lookup: desk.get(url, {lookup: "^(a+)+$"}).status_code for lookup in FOREIGN_LOOKUPS} == dict.fromkeys(
        FOREIGN_LOOKUPS, 400
    )


@EVERY_LIST
def test_nonsense_in_the_address_of_a_list_is_no_error_of_ours(desk, model):
    url = admin_url(model, "changelist")

    assert {desk.get(url, query, follow=True).status_code for query in NONSENSE} == {200}


@pytest.mark.parametrize("value", ["\0", "x", "9" * 30, "-1"])
@pytest.mark.parametrize(
    ("model", "lookup"),
    [
        (Person, "status"),
        (Article, "seasons__id__exact"),
        (Article, "publish_at__year"),
        (Discrepancy, "kind__exact"),
        (User, "groups__id__exact"),
    ],
)
def test_nonsense_in_a_filter_shows_the_whole_list_again(desk, model, lookup, value):
    response = desk.get(admin_url(model, "changelist"), {lookup: value}, follow=True)

    assert response.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["\0", "x", "9" * 30, "-1", ""])
@pytest.mark.parametrize("action", ["publish_selected", "delete_selected"])
def test_an_action_on_what_is_no_record_is_refused(desk, action, value):
    draft = make_person(state="draft", publish_at=None)
    chosen = {"action": action, "_selected_action": [value, str(draft.pk)]}

    response = desk.post(admin_url(Person, "changelist"), chosen)

    assert response.status_code == 400
    assert list(Person.objects.values_list("state", flat=True)) == ["draft"]


def test_the_status_of_each_entry_is_a_column_and_a_filter(desk):
    people = {"published": make_public(Person, sort_name="published")}
    people |= {name: make_public(Person, sort_name=name, **fields()) for name, fields in HIDDEN.items()}
    url = admin_url(Person, "changelist")

    columns = {
        entry.sort_name: strip_tags(admin.site.get_model_admin(Person).status_now(entry)).strip()
        for entry in desk.get(url).context["cl"].result_list
    }
    filtered = {
        status.label: list(desk.get(url, {"status": status.value}).context["cl"].result_list) for status in Status
    }

    assert columns == {name: name for name in people}
    assert filtered == {name: [person] for name, person in people.items()}


def test_choosing_a_record_by_name_is_safe_and_finds(desk):
    person = make_public(Person, title="Eka Darville", sort_name="Darville")
    url = reverse("admin:autocomplete")
    field = {"app_label": "episodes", "model_name": "credit", "field_name": "person"}

    found = desk.get(url, field | {"term": "darvil"}).json()["results"]

    assert found == [{"id": str(person.pk), "text": "Eka Darville"}]
    for term in ("\0", "a " * 2000):
        assert desk.get(url, field | {"term": term}).json()["results"] == []


def test_every_kind_of_entry_is_in_the_admin():
    kinds = {model for model in Entry.__subclasses__() if not model._meta.abstract}

    assert kinds <= set(MODELS)
