"""What the old and the new address of an entry answer in each state, and that they tell nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial import kinds
from editorial.addresses import lead_to, remember
from editorial.models import FormerAddress
from editorial.publishing import State
from tests.factories.episodes import make_episode, make_season
from tests.factories.people import make_character, make_person
from tests.factories.public import HIDDEN
from tests.reading import Page, visit

pytestmark = pytest.mark.django_db


def moved(**fields):
    """Somebody who was at /people/old/ and is at /people/new/, public then."""
    person = make_person("Secret Name", key="ada", slug="old")
    person.slug = "new"
    person.save()
    remember(person, "old")
    type(person).objects.update(**fields)
    return person


def answer(client, address):
    response = client.get(address)
    return response.status_code, response.headers.get("Location")


@pytest.mark.parametrize(
    ("state", "old", "new"),
    [
        ("published", (301, "/people/new/"), (200, None)),
        ("expired", (410, None), (410, None)),
        ("draft", (404, None), (404, None)),
        ("in review", (404, None), (404, None)),
        ("scheduled", (404, None), (404, None)),
        ("archived", (404, None), (404, None)),
    ],
)
def test_the_addresses_of_what_was_public(client, state, old, new):
    moved(**HIDDEN[state]() if state in HIDDEN else {})

    assert answer(client, "/people/old/") == old
    assert answer(client, "/people/new/") == new


@pytest.mark.parametrize("state", [state for state in HIDDEN if state != "expired"])
def test_nothing_tells_what_is_hidden_from_what_never_was(client, state):
    moved(**HIDDEN[state]())

    with CaptureQueriesContext(connection) as at_unknown:
        unknown = client.get("/people/nobody/")

    for address in ("/people/new/", "/people/old/"):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        assert (response.status_code, response.content) == (404, unknown.content)
        assert response.headers == unknown.headers
        assert len(queries) <= len(at_unknown) + 1
    assert len(at_unknown) == 2


def test_every_former_address_leads_on_in_one_step(client):
    person = moved()
    person.slug = "newest"
    person.save()
    remember(person, "new")

    for address in ("/people/old/", "/people/new/"):
        response = client.get(address, follow=True)
        assert response.redirect_chain == [("/people/newest/", 301)]
        assert response.status_code == 200


def test_what_is_asked_along_with_an_address_does_not_lead_elsewhere(client):
    moved()

    response = client.get("/people/old/?next=//evil.example&page=2")

    assert response.headers["Location"] == "/people/new/"
    assert response.headers["Cache-Control"] == "no-cache"


def test_an_address_leads_to_what_stands_in_the_place_of_an_entry_of_another_kind(client):
    person, character = moved(), make_character(slug="pam")
    lead_to(person, character)
    person.delete()

    assert answer(client, "/people/old/") == answer(client, "/people/new/") == (301, "/characters/pam/")

    character.state = State.DRAFT
    character.save()
    assert answer(client, "/people/old/") == answer(client, "/people/new/") == (404, None)


def test_an_address_leads_nowhere_while_what_its_entry_stands_on_is_hidden(client):
    season = make_season(2, **HIDDEN["expired"]())
    episode = make_episode(season, 1, slug="new")
    expired = make_episode(season, 2, slug="gone", **HIDDEN["expired"]())
    remember(episode, "old")

    for slug in ("old", episode.slug, expired.slug):
        assert answer(client, f"/episodes/{slug}/") == (404, None)


def test_whoever_has_an_address_now_comes_before_whom_it_led_to(client):
    moved()
    other = make_person("Other", slug="old", state=State.DRAFT)
    assert answer(client, "/people/old/") == (301, "/people/new/"), "a draft is not there yet"

    other.state = State.PUBLISHED
    other.save()
    assert answer(client, "/people/old/") == (200, None)

    type(other).objects.filter(pk=other.pk).update(**HIDDEN["expired"]())
    assert answer(client, "/people/old/") == (410, None)


def test_an_address_never_leads_to_itself(client):
    """A row that should not be, as after a clash of two restored entries, is no circle."""
    person = moved()
    FormerAddress.objects.create(from_kind="person", slug="new", from_key="x", to_kind="person", to_key=person.key)

    assert answer(client, "/people/new/") == (200, None)


@pytest.mark.parametrize("kind", ["person", "nonsense"])
def test_an_address_that_leads_to_nothing_is_not_found(client, kind):
    FormerAddress.objects.create(from_kind="person", slug="old", from_key="x", to_kind=kind, to_key="nobody")

    assert answer(client, "/people/old/") == (404, None)


def test_a_page_costs_nothing_more_and_a_miss_at_most_two_queries(client):
    person = moved()

    with CaptureQueriesContext(connection) as queries:
        client.get("/people/new/")
    assert not any(FormerAddress._meta.db_table in query["sql"] for query in queries)

    assert visit(client, "/people/old/").queries == 3  # whether it is there, whom it leads to, where that is
    assert visit(client, "/people/nobody/").queries == 2
    type(person).objects.update(**HIDDEN["expired"]())
    assert visit(client, "/people/new/").queries == 3


def test_what_is_gone_says_so_and_no_more(client):
    moved(**HIDDEN["expired"]())

    response = client.get("/people/new/")
    html = response.content.decode()
    page = Page(html)

    assert page.headings == [("h1", "No longer on the site")]
    assert '<meta name="robots" content="noindex">' in html
    assert {"/", "/people/"} <= set(page.links)
    assert "Look among the people that there are" in page.text
    for secret in ("Secret Name", "/people/new/", "/people/old/"):
        assert secret not in html
    assert set(response.headers) == set(client.get("/people/nobody/").headers)
    assert len(html) < len(client.get("/people/nobody/").content) + 300


def test_every_kind_has_a_list_to_go_on_with(client):
    for word in kinds.words():
        meta = kinds.model_of(word)._meta
        assert client.get(reverse(f"{meta.app_label}:{meta.model_name}-list")).status_code == 200
