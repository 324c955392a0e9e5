"""All that a visitor of some horizon can come to, searched for whatever is given away later.

What must not be found is read from the data: titles of entries, names in rows, the titles of later episodes.
"""

import re
from urllib.parse import unquote, urldefrag, urlencode, urljoin

import pytest
from django.test import Client

from editorial import kinds
from editorial.horizon import up_to
from tests.reading import Page
from tests.rounds import EVERY_WAY, horizons

from .forms import FormsReader
from .later import later_than

pytestmark = [pytest.mark.django_db, pytest.mark.sweep]

OPTIONS = None if EVERY_WAY else 2  # of each facet, so many
SITE = "http://testserver"


@pytest.fixture(scope="module", params=horizons(20))
def number(request) -> int:
    return request.param


@pytest.fixture(scope="module")
def pages(shipped_content, number):
    """What a visitor of that horizon is sent, by address."""
    return crawl(number)


def client_of(number) -> Client:
    client = Client()
    client.cookies["horizon"] = str(up_to(number))
    return client


def crawl(number) -> dict[str, tuple[int, str]]:
    """{address: (status, what it says)} of all that links lead to, lists narrowed by each of their options included."""
    client, seen, waiting = client_of(number), {}, ["/"]
    while waiting:
        address = waiting.pop()
        if address in seen or address.startswith("/admin/"):
            continue
        response = client.get(address)
        is_page = response.get("Content-Type", "").startswith("text/html")
        html = without_choice(response.content.decode()) if is_page else ""
        seen[address] = response.status_code, html
        links = [*Page(html).links, response.get("Location", "")] if is_page or response.has_header("Location") else []
        links += [f"?{urlencode([option])}" for option in options_in(html)]
        for link in links:
            target = urldefrag(urljoin(SITE + address, link))[0]
            if target.startswith(SITE + "/") and target.count("=") < 2:
                waiting.append(target.removeprefix(SITE))
    return seen


def without_choice(html) -> str:
    """Without the form in which one says how far one is: it names every episode by its number."""
    return re.sub(r'<details class="horizon">.*?</details>', "", html, flags=re.DOTALL)


def options_in(html) -> list[tuple[str, str]]:
    """What one may tick or choose in the form that narrows a list."""
    forms = [form for form in FormsReader(html).forms if form.method == "get"]
    return [
        (name, value)
        for form in forms
        for name, values in [*form.boxes.items(), *form.choices.items()]
        for value in list(filter(None, values))[:OPTIONS]
    ]


def test_nothing_that_is_later_is_sent(pages, number):
    later, leaks = later_than(number), {}
    for address, (_, html) in pages.items():
        page = Page(html)
        said = " ".join([page.text, page.title, page.description, *page.spoken, *map(unquote, page.links)])
        for word, by in later.items():
            if word in said:
                leaks.setdefault(f"{word} ({by})", []).append(address)

    assert {word: addresses[:4] for word, addresses in leaks.items()} == {}
    assert len(later) >= 26 - number


def test_no_link_leads_to_what_is_later(pages):
    assert {address: status for address, (status, _) in pages.items() if status >= 400} == {}


def test_what_is_later_is_not_there_by_its_address_either(shipped_content, number):
    client = client_of(number)
    unknown = client.get("/characters/of-no-such-name/").content
    answers = {}
    for word in kinds.words():
        entries = kinds.model_of(word).objects.public()
        told = set(entries.told(up_to(number)).values_list("pk", flat=True))
        for entry in entries:
            if entry.pk not in told:
                response = client.get(entry.get_absolute_url())
                answers[entry.get_absolute_url()] = (response.status_code, response.content == unknown)

    assert set(answers.values()) <= {(404, True)}
    assert len(answers) >= 26 - number
