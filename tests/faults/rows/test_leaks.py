"""What is not public is nowhere: not on pages, in feeds, files, counts or headers, and not by links that are dead."""

import json
import re

import pytest

from tests.sweeps.crawling import ask, crawl, words_in
from tests.sweeps.test_canaries import NEVER_SHOWN

from .visiting import Visitor

pytestmark = pytest.mark.fault

PLANT = "from tests.faults.rows.seeding import plant; plant()"


@pytest.fixture(scope="package")
def planted(deployment) -> dict:
    return json.loads(deployment.manage("shell", "--command", PLANT).splitlines()[-1])


@pytest.fixture(scope="module")
def crawled(deployment, planted) -> dict:
    answers = crawl(Visitor(deployment.url), planted["starts"])
    print(len(answers), "addresses")
    return answers


def hidden_words(planted) -> set[str]:
    return {word for word, (is_public, *_) in planted["words"].items() if not is_public}


def told(planted, answers) -> set[str]:
    """The hidden words in answers that were not in the question."""
    hidden = hidden_words(planted)
    return {
        f"{address}: {planted['words'][word][2]}"
        for address, answer in answers.items()
        for word in (answer.words() & hidden) - words_in(address)
    }


def test_nothing_hidden_is_told_wherever_links_lead(planted, crawled):
    assert told(planted, crawled) == set()
    assert {address: answer.status for address, answer in crawled.items() if answer.status >= 500} == {}
    assert len(crawled) > 500


def test_every_public_word_is_told(planted, crawled):
    said = {word for answer in crawled.values() for word in answer.words()}
    reasoned = set().union(*NEVER_SHOWN.values())
    untold = {
        place
        for word, (is_public, field, place) in planted["words"].items()
        if is_public and word not in said and not {field, place.partition(" of ")[0]} & reasoned
    }

    assert untold == set()


def test_nothing_hidden_is_told_to_whoever_knows_its_names(deployment, planted):
    visitor = Visitor(deployment.url)
    answers = {address: ask(visitor, address) for address in planted["probes"]}

    assert told(planted, answers) == set()
    assert {address: answers[address].status for address in planted["expected"]} == planted["expected"]
    assert {answer.status for answer in answers.values()} <= {200, 301, 302, 400, 404, 405, 410}


def test_what_is_found_is_counted_as_it_is_listed(planted, visitor):
    """Whole words, and their beginnings, in the search, the suggestions and the questions of the API."""
    wrong = []
    for word in sorted(hidden_words(planted))[::7]:
        for asked in (word, word[:6]):
            for address in (f"/search/?q={asked}", f"/api/people/?q={asked}", f"/people/?q={asked}"):
                answer = visitor.get(address)
                others = set(re.findall(r"[xX]z[0-9]{6}zq", answer.text)) - {asked}
                if others & hidden_words(planted):
                    wrong.append((address, others))

    assert wrong == []


def test_a_preview_link_is_for_nobody_to_keep(planted, visitor):
    link = planted["links"][0]
    answer = visitor.get(link)
    token = link.split("/")[-2]
    altered = link.replace(token, token[:-1] + ("A" if token[-1] != "A" else "B"))

    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Referrer-Policy"] in ("no-referrer", "same-origin")
    assert visitor.get(altered).status_code == 404
    assert {visitor.get(dead).status_code for dead in planted["dead"].values()} == {404}
