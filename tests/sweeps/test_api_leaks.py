"""All that the API sends to readers of some horizon, searched for whatever is given away later."""

from urllib.parse import unquote

import pytest
from django.conf import settings
from django.test import Client

from editorial.horizon import up_to
from editorial.pages.lists import models_by_list
from tests.rounds import EVERY_WAY, horizons
from tests.sweeps.later import later_than

pytestmark = [pytest.mark.django_db, pytest.mark.sweep]

HORIZONS = horizons(0, 19)
ONE_BY_ONE = HORIZONS if EVERY_WAY else [19]


def answers_at(number):
    """{address: all texts that it sends} of each list, page by page, and of each entry in them by itself."""
    client, found = Client(), {}
    for word in models_by_list():
        address = f"/api/{word}/?page_size=100&horizon={number}"
        while address:
            answer = client.get(address).json()
            found[address] = texts_in(answer)
            # A list tells all of its entries, so that one by one they are asked for at some horizons only.
            for entry in answer["results"] if number in ONE_BY_ONE else ():
                own = f"/api/{word}/{entry['key']}/?horizon={number}"
                found[own] = texts_in(client.get(own).json())
            address = (answer["next"] or "").removeprefix(settings.PUBLIC_URL)
    return found


def texts_in(data) -> str:
    if isinstance(data, dict):
        return "\n".join(f"{name}\n{texts_in(value)}" for name, value in data.items())
    if isinstance(data, list):
        return "\n".join(map(texts_in, data))
    return unquote(str(data))


@pytest.mark.parametrize("number", HORIZONS)
def test_nothing_that_is_later_is_sent(shipped_content, number):
    later, leaks = later_than(number), {}
    for address, text in answers_at(number).items():
        for word, by in later.items():
            if word in text:
                leaks.setdefault(f"{word} ({by})", []).append(address)

    assert {word: addresses[:4] for word, addresses in leaks.items()} == {}
    assert len(later) >= 26 - number


@pytest.mark.parametrize("number", HORIZONS)
def test_what_is_later_is_answered_like_what_never_was(shipped_content, client, number):
    unknown = client.get("/api/characters/of-no-such-name/")
    answers = set()
    for word, model in models_by_list().items():
        told = set(model.objects.public().told(up_to(number)).values_list("pk", flat=True))
        for entry in model.objects.public().exclude(pk__in=told):
            response = client.get(f"/api/{word}/{entry.key}/?horizon={number}")
            answers.add((response.status_code, response.content, *response.headers.items()))

    assert answers <= {(404, unknown.content, *unknown.headers.items())}
