"""Two who work at the same records through two processes: publish, archive, trash, take back, restore, save."""

import json
import random
import re
from collections import Counter
from itertools import count

import pytest

from tests.sweeps.forms import Form, forms_in
from tests.sweeps.serving import Browser

from .crowd import many
from .deployment import embedded, scaled

pytestmark = pytest.mark.fault

PEOPLE = "/admin/people/person/"
AT_STAKE = 3  # records
TURNS = 25  # of each worker

CONSISTENT = """
import json
from editorial.revisions.models import Revision
from editorial.snapshot import snapshot
from people.models import Person
found = []
for person in Person.objects.filter(key__startswith="at-stake"):
    revisions = Revision.objects.filter(model="people.person", key=person.key).order_by("number")
    numbers = [revision.number for revision in revisions]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        found.append(f"{person.key}: revisions {numbers}")
    live = revisions.filter(is_live=True).last()
    if live.snapshot != snapshot(person):
        found.append(f"{person.key}: says something else than its last revision")
    if person.version < numbers[-1]:
        found.append(f"{person.key}: version {person.version}, last revision {numbers[-1]}")
print(json.dumps(found))
"""


@pytest.fixture(scope="module", params=[embedded, scaled], ids=["embedded", "scaled"])
def deployment(request):
    given = {"tls": False} if request.param is scaled else {}
    with request.param(**given) as deployment:
        yield deployment


def make(browser: Browser) -> None:
    for number in range(AT_STAKE):
        word = f"at-stake-{number}"
        fields = browser.form(f"{PEOPLE}add/") | {"key": word, "title": word, "sort_name": word}
        assert browser.post(f"{PEOPLE}add/", fields)[0] == 302


def test_whoever_is_first_wins_and_the_other_is_told(deployment):
    chief = deployment.browser()
    chief.log_in()
    make(chief)
    answers: Counter[tuple[str, int]] = Counter()
    ports = [site.port for site in deployment.sites]
    turn = count()

    def work(over) -> None:
        browser = Browser(ports[next(turn) % len(ports)])
        browser.log_in()
        for _ in range(TURNS):
            what, end, choose = random.choice(WAYS)
            addresses = places(browser, end)
            if not addresses:
                continue
            address = random.choice(addresses)
            status, text, _ = browser.get(address)
            form = choose(text) if status == 200 else None
            if form is not None:
                status, text, _ = browser.post(form.action or address, filled(form))
            answers[what, status] += 1

    with many(4, work):
        pass
    print(answers)
    found = json.loads(deployment.manage("shell", "--command", CONSISTENT).strip().splitlines()[-1])

    assert found == []
    assert {status for _, status in answers} <= {200, 302, 400, 403, 404, 409, 503}
    assert sum(answers[what, 302] for what in ("save", "publish or archive", "trash", "take back")) > TURNS


def filled(form: Form) -> dict:
    """With a reason wherever one is asked for, and one of its buttons."""
    button = random.choice(form.buttons or [("", "")])
    reasons = {name: ["So be it."] for name in form.texts if form.fields[name] == [""]}
    return form.filled() | reasons | ({button[0]: [button[1]]} if button[0] else {})


def largest(text: str) -> Form | None:
    return max(forms_in(text), key=lambda form: len(form.fields), default=None)


def places(browser: Browser, end: str) -> list[str]:
    """The pages of what is at stake; without an end, those of what is in the trash."""
    if not end:
        return re.findall(r"/admin/trash/\d+/", browser.get("/admin/trash/")[1])
    listed = browser.get(f"{PEOPLE}?q=at-stake")[1]
    return [f"{PEOPLE}{pk}/{end}" for pk in re.findall(rf"{PEOPLE}(\d+)/change/", listed)]


def to_the_trash(text: str) -> Form | None:
    form = that_posts(text)
    if form:
        form.buttons, form.texts = [("way", "trash")], []
    return form


def save(text: str) -> Form | None:
    form = largest(text)
    if form and "description" in form.fields:
        form.fields["description"] = [f"Said {random.random()}."]
        form.buttons = [("_continue", "1")]
        form.texts = []
    return form


def with_verb(text: str) -> Form | None:
    return next((form for form in forms_in(text) if any(name == "verb" for name, _ in form.buttons)), None)


def that_posts(text: str) -> Form | None:
    forms = [form for form in forms_in(text) if form.method == "post" and "logout" not in form.action]
    return max(forms, key=lambda form: len(form.fields), default=None)


WAYS = [
    ("save", "change/", save),
    ("publish or archive", "publishing/", with_verb),
    ("restore", "restore/1/", that_posts),
    ("trash", "delete/", to_the_trash),
    ("take back", "", that_posts),
]
