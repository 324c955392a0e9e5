"""What editors type into running deployments is lost to nobody: not to another, a second click, an old session."""

import random
import re
from concurrent.futures import ThreadPoolExecutor
from secrets import token_hex

import pytest

from tests.rounds import rounds
from tests.sweeps.forms import forms_in
from tests.sweeps.kills import ADD_PERSON
from tests.sweeps.serving import Browser, errors_in

from .desk import PEOPLE, change, make_draft, publish, said
from .visiting import Visitor

pytestmark = pytest.mark.fault

ROUNDS = rounds(30)
DURABLE = """
from django.db import connection
asked = {
    "sqlite": ["PRAGMA synchronous", "PRAGMA journal_mode"],
    "postgresql": ["SHOW fsync", "SHOW synchronous_commit"],
}
with connection.cursor() as cursor:
    print([(cursor.execute(each), cursor.fetchone()[0])[1] for each in asked[connection.vendor]])
"""
LETTERS = (
    "aéß Ωж中🙂\u0301\u200d\u202e\u2028\"'<>&\\/%{}()_*#`"  # but for brackets, whose links would have to lead somewhere
)


@pytest.fixture(scope="module")
def pair(deployment) -> list[Browser]:
    """Two windows, where there are several sites each at one of its own."""
    browsers = [deployment.browser(), deployment.browser()]
    for browser in browsers:
        browser.log_in()
    return browsers


def test_of_two_changes_none_is_lost(pair):
    mine, theirs = pair
    address = make_draft(mine)
    answers = []
    for number in range(ROUNDS):
        first, second = mine.form(f"{address}change/"), theirs.form(f"{address}change/")
        statuses = (
            mine.post(f"{address}change/", first | {"title": f"Title {number}", "_continue": "1"})[0],
            theirs.post(f"{address}change/", second | {"description": f"Said {number}.", "_continue": "1"})[0],
        )
        kept = said(mine, address, "title"), said(mine, address, "description")
        answers.append((statuses, kept == (f"Title {number}", f"Said {number}.")))

    assert answers == [((302, 302), True)] * ROUNDS


def test_whoever_is_second_keeps_the_text_and_is_asked(pair):
    mine, theirs = pair
    address = make_draft(mine)
    for _ in range(max(1, ROUNDS // 3)):
        first, second = mine.form(f"{address}change/"), theirs.form(f"{address}change/")
        one, other = token_hex(4), token_hex(4)
        mine.post(f"{address}change/", first | {"description": one, "_continue": "1"})
        status, text, _ = theirs.post(f"{address}change/", second | {"description": other})

        assert status == 409
        assert one in text
        assert other in text
        assert 'role="alert"' in text
        assert "chief" in text


def test_what_was_typed_in_an_ended_session_is_offered_after_the_next_login(pair, deployment):
    address = make_draft(pair[0])
    browser = deployment.browser()
    browser.log_in()
    form = browser.form(f"{address}change/")
    browser.cookies = {name: value for name, value in browser.cookies.items() if "session" not in name}

    status, _, _ = browser.post(f"{address}change/", form | {"description": "Typed for an hour."})
    browser.log_in()
    offered = browser.get(f"{address}change/")[1]

    assert status in (302, 403)
    assert f"{address}unsaved/" in offered
    assert "Typed for an hour." in browser.get(f"{address}unsaved/")[1]


def test_of_eight_who_add_the_same_one_does(deployment):
    browsers = [deployment.browser() for _ in range(8)]
    for browser in browsers:
        browser.log_in()
    for turn in range(3):
        key = f"same-{turn}-{token_hex(3)}"
        form = browsers[0].form(ADD_PERSON) | {"key": key, "title": key, "sort_name": key}
        with ThreadPoolExecutor(8) as threads:
            answers = list(threads.map(lambda browser: browser.post(ADD_PERSON, form), browsers))  # noqa: B023

        assert sorted(status for status, *_ in answers) == [200] * 7 + [302]
        assert all("already exists" in errors_in(text) for status, text, _ in answers if status == 200)
        assert len(set(re.findall(rf"{PEOPLE}([0-9]+)/change/", browsers[0].get(f"{PEOPLE}?q={key}")[1]))) == 1


def test_each_save_is_one_revision_that_comes_back_byte_for_byte(pair):
    browser, _ = pair
    address = make_draft(browser)
    chance = random.Random(30)
    texts = [""]
    for _ in range(ROUNDS):
        text = "".join(chance.choices(LETTERS, k=chance.randrange(1, 200))).strip()
        status, answer, _ = browser.post(
            f"{address}change/", browser.form(f"{address}change/") | {"biography": text, "_continue": "1"}
        )
        assert status == 302, errors_in(answer)
        texts.append(said(browser, address, "biography"))
        assert texts[-1] == text

    history = browser.get(f"{address}history/")[1]
    numbers = [int(number) for number in re.findall(rf"{address}restore/([0-9]+)/", history)]
    assert numbers == list(range(numbers[0], numbers[0] - len(numbers), -1))
    assert numbers[0] in (ROUNDS, ROUNDS + 1)
    for number in [1, *chance.sample(range(2, ROUNDS + 1), 5)]:
        page = browser.get(f"{address}restore/{number}/")[1]
        form = max(forms_in(page), key=lambda form: len(form.fields))
        status, answer, _ = browser.post(f"{address}restore/{number}/", form.filled() | form.boxes)
        assert status == 302, errors_in(answer)
        assert said(browser, address, "biography") == texts[number - 1]
    after = re.findall(rf"{address}restore/([0-9]+)/", browser.get(f"{address}history/")[1])

    assert int(after[0]) in (ROUNDS + 6, ROUNDS + 7)  # each restore is a revision of its own


def test_loading_again_leaves_what_editors_changed(deployment, pair):
    browser, _ = pair
    listed = browser.get(f"{PEOPLE}?q=ritter")[1]
    number = re.findall(rf"{PEOPLE}([0-9]+)/change/", listed)[0]
    address = f"{PEOPLE}{number}/"
    word = f"Edited {token_hex(4)}."
    change(browser, address, description=word)
    publish(browser, address)

    printed = deployment.manage("loaddata", "sources", "people", "episodes", "reviews", "news")
    print(printed[-300:])

    assert said(browser, address, "description") == word


def test_what_is_committed_is_on_disk(deployment):
    printed = deployment.manage("shell", "--command", DURABLE).splitlines()[-1]

    assert printed in ("[2, 'wal']", "['on', 'on']")


def test_a_draft_that_is_renamed_was_never_there(pair, deployment):
    browser, _ = pair
    visitor = Visitor(deployment.url)
    word = token_hex(4)
    address = make_draft(browser, slug=f"old-{word}")
    change(browser, address, slug=f"new-{word}")

    assert {visitor.get(f"/people/{name}-{word}/").status_code for name in ("old", "new")} == {404}

    publish(browser, address)
    for name in ("newer", "newest"):
        change(browser, address, slug=f"{name}-{word}")
        publish(browser, address)
    answers = [visitor.get(f"/people/{name}-{word}/") for name in ("new", "newer", "newest", "old")]

    assert [answer.status_code for answer in answers] == [301, 301, 200, 404]
    assert {answer.headers["Location"].removeprefix("http://testserver") for answer in answers[:2]} == {
        f"/people/newest-{word}/"
    }
