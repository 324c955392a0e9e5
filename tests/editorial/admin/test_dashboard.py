"""The dashboard, and the quick search: what waits, for whoever may know of it, in few queries."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial import dashboard
from editorial.checks.counting import count_for
from editorial.desk import hold, publish, save
from editorial.publishing import State
from editorial.seeding.models import SeedConflict
from editorial.snapshot import snapshot
from people.models import Person
from tests.factories.episodes import make_season
from tests.factories.people import make_person
from tests.factories.public import DRAFT
from tests.factories.reviews import make_score
from tests.factories.users import make_editor, make_user

from .test_lists import MODELS, make

pytestmark = pytest.mark.django_db

REVIEW = {"state": State.IN_REVIEW, "publish_at": None}
MOST_QUERIES = 30


@pytest.fixture
def colleague(db):
    return make_user(username="trish")


def change(record, by, **values):
    with hold(record) as held:
        return save(held, held.current.with_values({(name,): value for name, value in values.items()}), by)


def titles(client) -> dict[str, list[str]]:
    panels = client.get(reverse("admin:index")).context["panels"]
    return {panel.name: [item["title"] for item in panel.items] for panel in panels}


def panel(client, name):
    return next(each for each in client.get(reverse("admin:index")).context["panels"] if each.name == name)


def test_each_panel_names_what_it_is_about(desk, chief, colleague):
    make_person("My draft", owner=chief, **DRAFT)
    make_person("Their draft", owner=colleague, **DRAFT)
    make_person("In review", owner=colleague, **REVIEW)
    make_person("Scheduled", publish_at=datetime(2999, 1, 1, 9, tzinfo=UTC))
    public = make_person("Public")
    change(public, colleague, description="waits")

    assert titles(desk) == {
        "reviews": ["In review"],
        "drafts": ["My draft"],
        "copies": ["Public"],
        "scheduled": ["Scheduled"],
        "conflicts": [],
        "seeds": [],
        "reports": [],
        "published": ["Public"],
    }
    assert "Person · by trish, " in panel(desk, "copies").items[0]["note"]
    assert panel(desk, "scheduled").items[0]["note"] == "Person · public from 2999-01-01 09:00 UTC"


def test_what_a_fixture_says_otherwise_waits_to_be_settled(desk):
    person = make_person("Changed")
    fixture = snapshot(person).with_values({("title",): "Loaded"}).as_data()
    SeedConflict.objects.create(**SeedConflict.name_of(person), fixture=fixture)

    (item,) = panel(desk, "seeds").items

    assert (item["title"], item["url"]) == ("Changed", f"/admin/people/person/{person.pk}/seed/")


def make_moved(title, by, theirs, mine):
    """A live person of whom something was published since a working copy was begun."""
    person = make_person(title)
    change(person, by, **theirs)
    with hold(person) as held:
        copy = held.copy
        publish(held, by)
    change(person, by, **mine)
    with hold(person) as held:
        held.copy.base = copy.base
        held.copy.save()


def test_a_copy_that_does_not_go_with_what_was_published_meanwhile_is_a_conflict(desk, colleague):
    make_moved("Conflicting", colleague, {"description": "theirs"}, {"description": "mine"})
    make_moved("Merging", colleague, {"description": "theirs"}, {"sort_name": "Mine"})

    assert titles(desk)["conflicts"] == ["Conflicting"]
    assert [item["title"] for item in panel(desk, "copies").items] == ["Merging", "Conflicting"]


def test_a_contributor_is_told_of_their_own_and_of_what_is_public(client, contributor):
    make_person("Hidden draft", **DRAFT)
    make_person("Hidden, in review", **REVIEW)
    make_person("Own draft", created_by=contributor, **DRAFT)
    make_person("Own, in review", owner=contributor, **REVIEW)
    make_person("Public")

    page = client.get(reverse("admin:index")).content.decode()

    found = titles(client)
    assert (found["drafts"], found["reviews"], found["published"]) == (["Own draft"], ["Own, in review"], ["Public"])
    assert "Hidden" not in page


def test_whoever_may_look_at_one_kind_is_told_of_that_kind(client):
    make_person("A person")
    make_season(7, title="A season")
    client.force_login(make_editor("people.view_person"))

    page = client.get(reverse("admin:index")).content.decode()

    assert titles(client)["published"] == ["A person"]
    assert "A season" not in page
    assert "New person" not in page


def test_whoever_may_look_at_nothing_gets_an_empty_dashboard(client):
    make_person("A person")
    client.force_login(make_editor())

    response = client.get(reverse("admin:index"))

    assert "A person" not in response.content.decode()
    assert {name: found for name, found in titles(client).items() if found} == {}


def test_empty_panels_say_so_in_a_friendly_way(desk):
    page = desk.get(reverse("admin:index")).content.decode()

    friendly = [
        "You have no drafts. A new entry begins as one.",
        "Nobody waits for a review.",
        "Nothing is scheduled.",
    ]
    assert [text for text in friendly if text not in page] == []


def test_new_entries_begin_with_a_button_for_each_kind_that_one_may_add(client):
    client.force_login(make_editor("people.add_person", "people.view_character"))

    page = client.get(reverse("admin:index")).content.decode()

    assert f'<a class="button" href="{reverse("admin:people_person_add")}">New person</a>' in page
    assert "New character" not in page


def test_a_panel_counts_all_and_names_the_first(desk, chief):
    for number in range(12):
        make_person(f"Draft {number:02}", owner=chief, **DRAFT)

    drafts = panel(desk, "drafts")

    assert (drafts.count, len(drafts.items)) == (12, dashboard.MOST)


def test_the_dashboard_costs_the_same_for_much_as_for_little(desk, chief, colleague):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(reverse("admin:index")).status_code == 200
        return len(queries)

    little = cost()
    for model in MODELS:
        record = make(model)
        change(record, colleague, cites="")
    for number in range(15):
        make_person(f"{number}", owner=chief, **DRAFT)
        make_person(f"{number}", **REVIEW)
        make_person(f"{number}", publish_at=datetime(2999, 1, 1, 9, number, tzinfo=UTC))
        change(make_person(f"Live {number}"), colleague, description="waits")
        make_moved(f"Moved {number}", colleague, {"description": "theirs"}, {"description": "mine"})
    count_for(60)

    # Five panels show less than there is, so that each asks once more, for the number; one for what is live.
    assert cost() == little + 6 <= MOST_QUERIES


def test_a_registered_panel_stands_in_its_place(desk, monkeypatch):
    monkeypatch.setattr(dashboard, "_providers", dict(dashboard._providers))
    dashboard.register(lambda visit: dashboard.Panel("seeds", "Seeds", [], f"None, {visit.user}."), 15)

    assert list(titles(desk))[:3] == ["reviews", "seeds", "drafts"]


def search(client, **query):
    return client.get(reverse("admin:search"), query)


def found(response):
    return [item["title"] for item in response.context["items"]]


def test_the_search_finds_every_kind_the_likeliest_first(desk):
    make_person("Somebody else", description="plays Jessica")
    make_person("Jessica Person", key="zz")
    score = make_score(key="jessica-score")

    response = search(desk, q="jessica")

    assert sorted(found(response)[:2]) == ["Jessica Person", "jessica-score"]
    assert "Somebody else" in found(response)[2:]
    assert reverse("admin:reviews_score_change", args=[score.pk]) in response.content.decode()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_everything_can_be_found_by_its_key(desk, model):
    record = make(model)

    response = search(desk, q=record.key)

    assert f"{reverse('admin:index')}{model._meta.app_label}/{model._meta.model_name}/{record.pk}/change/" in [
        item["url"] for item in response.context["items"]
    ]


def test_the_search_tells_nobody_what_they_may_not_know_of(client, contributor):
    make_person("Secret draft", **DRAFT)
    make_person("Secret of one's own", created_by=contributor, **DRAFT)

    response = search(client, q="secret")

    assert found(response) == ["Secret of one's own"]
    assert "Secret draft" not in response.content.decode()


@pytest.mark.parametrize("query", ["", "\0", "x" * 2000, "%", "_", "' OR 1=1 --", "\\", "a b c d e f"])
@pytest.mark.parametrize("page", ["", "0", "-1", "9" * 5000, "x", "²"])
def test_no_question_breaks_the_search(desk, query, page):
    make_person("Nothing of the kind")

    response = search(desk, q=query, page=page)

    assert response.status_code == 200
    assert found(response) == []


def test_many_results_stand_on_pages(desk):
    for number in range(60):
        make_person(f"Jessica {number:02}")

    first, second = search(desk, q="jessica"), search(desk, q="jessica", page="2")

    assert (len(found(first)), len(found(second))) == (50, 10)
    assert "?q=jessica&amp;page=2" in first.content.decode()
    assert not {*found(first)} & {*found(second)}


def test_the_search_costs_one_query(desk):
    with CaptureQueriesContext(connection) as queries:
        search(desk, q="jessica", typing="1")

    assert len(queries) <= 4  # the session, the account, its second factor, the search


def test_while_typing_only_the_first_are_sent_without_a_page_around_them(desk):
    for number in range(10):
        make_person(f"<b>Jessica {number}</b>")

    response = search(desk, q="jessica", typing="1")
    text = response.content.decode()

    assert len(found(response)) == 8
    assert "All that is found" in text
    assert "<html" not in text
    assert "<b>" not in text
    assert Person.objects.count() == 10


def test_the_search_is_for_those_at_the_desk(client):
    response = search(client, q="jessica")

    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("admin:login"))
