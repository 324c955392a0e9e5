"""The options of every list of the shipped site, followed: each leaves as many entries as it said."""

import re
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client

from editorial.horizon import ALL, NOT_CHOSEN, up_to
from tests.rounds import EVERY_WAY

pytestmark = [pytest.mark.django_db, pytest.mark.sweep, pytest.mark.usefixtures("shipped_content")]

HORIZONS = [NOT_CHOSEN, up_to(0), up_to(20), ALL] if EVERY_WAY else [NOT_CHOSEN, up_to(20)]
LISTS = [
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


def answer(address, horizon, data=None):
    client = Client()
    client.cookies["horizon"] = str(horizon)
    return client.get(address, data or {})


@pytest.mark.parametrize("horizon", HORIZONS, ids=lambda horizon: str(horizon) or "not chosen")
@pytest.mark.parametrize("address", LISTS)
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
