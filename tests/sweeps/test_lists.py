"""The lists of the shipped site: each of their options leaves as many entries as it said, and nonsense none."""

import re
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client

from editorial.horizon import ALL, NOT_CHOSEN, up_to
from editorial.pages.lists import models_by_list
from jjsite.api.addresses import list_view_of
from tests.reading import Page
from tests.rounds import EVERY_WAY

pytestmark = [pytest.mark.django_db, pytest.mark.sweep, pytest.mark.usefixtures("shipped_content")]

HORIZONS = [NOT_CHOSEN, up_to(0), up_to(20), ALL] if EVERY_WAY else [NOT_CHOSEN, up_to(20)]
NARROWED = [
    "/episodes/",
    "/timeline/",
    "/people/",
    "/characters/",
    "/reviews/",
    "/awards/",
    "/news/",
    "/predictions/",
    "/disagreements/",
    "/sources/",
]
FEW = 4 if EVERY_WAY else 1  # options of each facet that are followed, from its beginning and its end
NONSENSE = ["nonsense", "s02e01' OR 1=1", "\0", "9" * 5000]
NO_PAGES = [10**9, 0, -1, "x", "\0", "9" * 400]


def answer(address, horizon, data=None):
    client = Client()
    client.cookies["horizon"] = str(horizon)
    return client.get(address, data or {})


@pytest.mark.parametrize("horizon", HORIZONS, ids=lambda horizon: str(horizon) or "not chosen")
@pytest.mark.parametrize("address", NARROWED)
def test_each_option_leaves_as_many_as_it_said(address, horizon):
    filterset = answer(address, horizon).context["filter"]
    wrong, first = {}, {}
    for facet in filterset.facets:
        counted = [option for option in facet.options if option.count is not None]
        for option in dict.fromkeys([*counted[:FEW], *counted[-FEW:]]):
            chosen = QueryDict(urlencode({facet.name: option.value}))
            narrowed = type(filterset)(chosen, queryset=filterset.queryset, request=filterset.request)
            listed = narrowed.qs.count() if narrowed.is_valid() else narrowed.errors
            if listed != option.count:
                wrong[facet.name, option.value] = option.count, listed
            first.setdefault(facet.name, option)
    for name, option in first.items():
        response = answer(address, horizon, {name: option.value})
        said = re.search(r'narrowed-count">(\d+) ', response.content.decode())
        if not option.count == response.context["paginator"].count == int(said[1]):
            wrong[name, option.value] = option.count, said

    assert wrong == {}
    assert first


@pytest.mark.parametrize("name", sorted(models_by_list()))
def test_nonsense_is_an_error_of_the_form_and_lists_nothing(client, name):
    for parameter in list_view_of(models_by_list()[name]).filterset_class.base_filters:
        for value in NONSENSE:
            response = client.get(f"/{name}/", {parameter: value})
            page = Page(response.content.decode())

            assert response.status_code == 400
            assert list(response.context["filter"].form.errors) == [parameter]
            assert "Select a valid choice." in page.text
            assert "What was asked for is not among the choices" in page.text
            assert not response.context["object_list"]


@pytest.mark.parametrize("name", sorted(models_by_list()))
def test_there_is_no_page_beyond_the_last(client, name):
    for number in NO_PAGES:
        response = client.get(f"/{name}/", {"page": number})

        assert response.status_code == 404
        assert "Nothing under this address" in Page(response.content.decode()).text
