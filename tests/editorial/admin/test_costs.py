"""What a form costs in queries, against Django's own admin saving the same."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from editorial.search import refresh
from editorial.snapshot.shape import shape_of
from episodes.models import Episode
from tests.factories.episodes import make_credit, make_episode, make_season

from .posting import admin_url, fields_of

ROWS = 13
OPENING, MORE = 40, 15
LOGIN = 2  # the session and its user, whichever admin it is
ASKED_ABOUT = ["key", "slug", "season", "number_in_season", "number_in_series"]  # what is in the way, what is taken


def stock_inline(shape):
    options = {"model": shape.model, "extra": 0, "fields": ["order", *shape.references]}
    return type("Stock", (admin.TabularInline,), options)


class StockAdmin(admin.ModelAdmin):
    inlines = [stock_inline(shape) for shape in shape_of(Episode).rows.values()]
    fields = ["title", *ASKED_ABOUT]


def make(state):
    episode = make_episode(make_season(), state=state)
    for _ in range(ROWS):
        make_credit(episode)
    return episode


def cost_of_stock(user, episode, changes):
    """How many queries the view itself makes: nobody logs in here."""
    rows = {}
    for number, credit in enumerate(episode.credits.all()):
        names = {"id": credit.pk, "person": credit.person_id, "order": credit.order}
        rows |= {f"credits-{number}-{name}": value for name, value in names.items()}
    management = {
        f"{accessor}-{name}": ROWS if accessor == "credits" else 0
        for accessor in shape_of(Episode).rows
        for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    own = {name: getattr(episode, name) for name in ASKED_ABOUT} | {"season": episode.season_id}
    request = RequestFactory().post("/", own | rows | management | changes)
    request.user, request.session, request._dont_enforce_csrf_checks = user, {}, True
    request._messages = FallbackStorage(request)
    site = admin.AdminSite(name="stock")
    site.register(Episode, StockAdmin)
    with CaptureQueriesContext(connection) as queries:
        response = site.get_model_admin(Episode).change_view(request, str(episode.pk))
    assert response.status_code == 302
    return len(queries)


@pytest.mark.parametrize("state", ["draft", "published"])
def test_a_form_with_rows_opens_with_few_queries(desk, state):
    url = admin_url(make(state), "change")
    desk.get(url)

    with CaptureQueriesContext(connection) as queries:
        desk.get(url)

    assert len(queries) <= OPENING


def test_each_row_more_asks_as_often_what_one_may_know(desk, monkeypatch):
    episode, ask, asked = make("draft"), User.has_perm, []
    monkeypatch.setattr(User, "has_perm", lambda user, perm, *args: asked.append(perm) or ask(user, perm, *args))
    counts = []

    for _ in range(3):
        asked.clear()
        desk.get(admin_url(episode, "change"))
        counts.append(len(asked))
        for _ in range(ROWS):
            make_credit(episode)

    few, more, most = counts
    assert 0 < more - few == most - more


@pytest.mark.parametrize("state", ["draft", "published"])
def test_saving_costs_few_queries_more_than_without_the_desk(desk, chief, state):
    ours, stock = make(state), make_episode(make_season(3))
    refresh([ours])  # As when the desk made it.
    for _ in range(ROWS):
        make_credit(stock)
    changes = {"title": "New", **{f"credits-{number}-order": str(number + 5) for number in range(ROWS)}}
    url = admin_url(ours, "change")
    fields = fields_of(desk.get(url)) | changes

    with CaptureQueriesContext(connection) as queries:
        response = desk.post(url, fields)

    assert response.status_code == 302
    cost = cost_of_stock(chief, stock, changes)
    assert len(queries) - LOGIN <= cost + MORE
